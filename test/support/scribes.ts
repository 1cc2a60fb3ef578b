// The same writes through either Packer API, for tests that read through the other. The responses to writes are
// ignored: tests read what was written.
import { inBucket } from './build-sequences.ts'
import type { Client, Json } from './client.ts'
import { inSlug } from './iteration-sequences.ts'

export interface BuildReport {
  readonly status?: 'UNSET' | 'RUNNING' | 'DONE' | 'CANCELLED' | 'FAILED'
  readonly platform?: string
  readonly runUuid?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly artifacts?: readonly { readonly id: string; readonly region: string }[]
  readonly source?: string
  readonly parentVersionId?: string
  readonly parentChannelId?: string
}

export interface Revoking {
  readonly at?: string
  readonly in?: string
  readonly message: string
  readonly skipDescendants: boolean
  readonly rollBackChannels: boolean
}

/** Versions are identified by fingerprint; the older API looks up the id first. */
export interface Scribe {
  readonly createBucket: (name: string, said: object) => Promise<unknown>
  readonly updateBucket: (name: string, said: object) => Promise<unknown>
  readonly deleteBucket: (name: string) => Promise<unknown>
  readonly createVersion: (bucket: string, fingerprint: string) => Promise<unknown>
  readonly completeVersion: (bucket: string, fingerprint: string) => Promise<unknown>
  readonly revoke: (bucket: string, fingerprint: string, revoking: Revoking) => Promise<unknown>
  readonly restore: (bucket: string, fingerprint: string) => Promise<unknown>
  readonly deleteVersion: (bucket: string, fingerprint: string, rollBackChannels: boolean) => Promise<unknown>
  readonly createBuild: (
    bucket: string,
    fingerprint: string,
    component: string,
    report: BuildReport,
  ) => Promise<unknown>
  readonly updateBuild: (
    bucket: string,
    fingerprint: string,
    component: string,
    report: BuildReport,
  ) => Promise<unknown>
  readonly deleteBuild: (bucket: string, fingerprint: string, component: string) => Promise<unknown>
  readonly createChannel: (bucket: string, name: string, fingerprint: string, restricted: boolean) => Promise<unknown>
  readonly assign: (bucket: string, channel: string, fingerprint: string) => Promise<unknown>
  readonly restrict: (bucket: string, channel: string, restricted: boolean) => Promise<unknown>
  readonly deleteChannel: (bucket: string, channel: string) => Promise<unknown>
}

/** The id of a component's build in a version. */
const buildId = ({ builds }: Json, component: string): string =>
  (builds as Json[]).find(({ component_type }) => component_type === component).id as string

const revokingBody = ({ at, in: duration, message, skipDescendants }: Revoking) => ({
  ...(at === undefined ? {} : { revoke_at: at }),
  ...(duration === undefined ? {} : { revoke_in: duration }),
  revocation_message: message,
  skip_descendants_revocation: skipDescendants,
})

function scribe2023(client: Client): Scribe {
  const on = (bucket: string) => inBucket(client, bucket)
  const params = async (bucket: string, fingerprint: string, component: string) => {
    const { version } = await on(bucket).ok('GetVersion', { params: { fingerprint } })
    return { fingerprint, build_id: buildId(version, component) }
  }
  const report = ({ status, artifacts, ...said }: BuildReport) => ({
    ...(status ? { status: `BUILD_${status}` } : {}),
    ...(artifacts ? { artifacts: artifacts.map(({ id, region }) => ({ external_identifier: id, region })) } : {}),
    platform: said.platform,
    packer_run_uuid: said.runUuid,
    labels: said.labels,
    source_external_identifier: said.source,
    parent_version_id: said.parentVersionId,
    parent_channel_id: said.parentChannelId,
  })
  const updateVersion = (bucket: string, fingerprint: string, body: object) =>
    on(bucket).ok('UpdateVersion', { params: { fingerprint }, body })
  const updateChannel = (bucket: string, channel_name: string, body: object) =>
    on(bucket).ok('UpdateChannel', { params: { channel_name }, body })
  return {
    createBucket: (name, said) => on(name).ok('CreateBucket', { body: { name, ...said } }),
    updateBucket: (name, body) => on(name).ok('UpdateBucket', { body }),
    deleteBucket: (name) => on(name).ok('DeleteBucket'),
    createVersion: (bucket, fingerprint) =>
      on(bucket).ok('CreateVersion', { body: { fingerprint, template_type: 'HCL2' } }),
    completeVersion: (bucket, fingerprint) => updateVersion(bucket, fingerprint, { complete: true }),
    revoke: (bucket, fingerprint, revoking) =>
      updateVersion(bucket, fingerprint, {
        ...revokingBody(revoking),
        disable_rollback_channels: !revoking.rollBackChannels,
      }),
    restore: (bucket, fingerprint) => updateVersion(bucket, fingerprint, { restore: true }),
    deleteVersion: (bucket, fingerprint, rollBackChannels) =>
      on(bucket).ok('DeleteVersion', {
        params: { fingerprint },
        query: { rollback_channels: String(rollBackChannels) },
      }),
    createBuild: (bucket, fingerprint, component_type, said) =>
      on(bucket).ok('CreateBuild', { params: { fingerprint }, body: { component_type, ...report(said) } }),
    updateBuild: async (bucket, fingerprint, component, said) =>
      on(bucket).ok('UpdateBuild', { params: await params(bucket, fingerprint, component), body: report(said) }),
    deleteBuild: async (bucket, fingerprint, component) =>
      on(bucket).ok('DeleteBuild', { params: await params(bucket, fingerprint, component) }),
    createChannel: (bucket, name, version_fingerprint, restricted) =>
      on(bucket).ok('CreateChannel', { body: { name, version_fingerprint, restricted } }),
    assign: (bucket, channel, version_fingerprint) =>
      updateChannel(bucket, channel, { version_fingerprint, update_mask: 'versionFingerprint' }),
    restrict: (bucket, channel, restricted) =>
      updateChannel(bucket, channel, { restricted, update_mask: 'restricted' }),
    deleteChannel: (bucket, channel_name) => on(bucket).ok('DeleteChannel', { params: { channel_name } }),
  }
}

function scribe2021(client: Client): Scribe {
  const on = (bucket: string) => inSlug(client, bucket)
  const iteration = async (bucket: string, fingerprint: string): Promise<Json> =>
    (await on(bucket).ok('GetIteration', { query: { fingerprint } })).iteration
  const idOf = async (bucket: string, fingerprint: string) => ({
    iteration_id: (await iteration(bucket, fingerprint)).id as string,
  })
  const build = async (bucket: string, fingerprint: string, component: string) => ({
    build_id: buildId(await iteration(bucket, fingerprint), component),
  })
  const report = ({ artifacts, ...said }: BuildReport) => ({
    ...(artifacts ? { images: artifacts.map(({ id, region }) => ({ image_id: id, region })) } : {}),
    status: said.status,
    cloud_provider: said.platform,
    packer_run_uuid: said.runUuid,
    labels: said.labels,
    source_image_id: said.source,
    source_iteration_id: said.parentVersionId,
    source_channel_id: said.parentChannelId,
  })
  const update = async (bucket: string, fingerprint: string, body: object) =>
    on(bucket).ok('UpdateIteration', { params: await idOf(bucket, fingerprint), body })
  const restriction = (restricted: boolean) => (restricted ? 'RESTRICTED' : 'UNRESTRICTED')
  const updateChannel = (bucket: string, slug: string, body: object) =>
    on(bucket).ok('UpdateChannel', { params: { slug }, body })
  return {
    createBucket: (name, said) => on(name).ok('CreateBucket', { body: { bucket_slug: name, ...said } }),
    updateBucket: (name, body) => on(name).ok('UpdateBucket', { body }),
    deleteBucket: (name) => on(name).ok('DeleteBucket'),
    createVersion: (bucket, fingerprint) =>
      on(bucket).ok('CreateIteration', { body: { fingerprint, template_type: 'HCL2' } }),
    completeVersion: (bucket, fingerprint) => update(bucket, fingerprint, { complete: true }),
    revoke: (bucket, fingerprint, revoking) =>
      update(bucket, fingerprint, { ...revokingBody(revoking), rollback_channels: revoking.rollBackChannels }),
    restore: (bucket, fingerprint) => update(bucket, fingerprint, { restore: true }),
    deleteVersion: async (bucket, fingerprint, rollBackChannels) => {
      const query = { rollback_channels: String(rollBackChannels) }
      return on(bucket).ok('DeleteIteration', { params: await idOf(bucket, fingerprint), query })
    },
    createBuild: async (bucket, fingerprint, component_type, said) => {
      const body = { build: { component_type, ...report(said) }, fingerprint }
      return on(bucket).ok('CreateBuild', { params: await idOf(bucket, fingerprint), body })
    },
    updateBuild: async (bucket, fingerprint, component, said) =>
      on(bucket).ok('UpdateBuild', {
        params: await build(bucket, fingerprint, component),
        body: { updates: report(said) },
      }),
    deleteBuild: async (bucket, fingerprint, component) =>
      on(bucket).ok('DeleteBuild', { params: await build(bucket, fingerprint, component) }),
    createChannel: (bucket, slug, fingerprint, restricted) =>
      on(bucket).ok('CreateChannel', { body: { slug, fingerprint, restriction: restriction(restricted) } }),
    assign: (bucket, channel, fingerprint) => updateChannel(bucket, channel, { fingerprint, mask: 'fingerprint' }),
    restrict: (bucket, channel, restricted) =>
      updateChannel(bucket, channel, { restriction: restriction(restricted), mask: 'restriction' }),
    deleteChannel: (bucket, slug) => on(bucket).ok('DeleteChannel', { params: { slug } }),
  }
}

/** Creates a build and then reports it as done, as Packer does. */
export async function finishBuild(
  scribe: Scribe | undefined,
  bucket: string,
  fingerprint: string,
  component: string,
  report: Omit<BuildReport, 'status'>,
): Promise<void> {
  await scribe?.createBuild(bucket, fingerprint, component, {})
  await scribe?.updateBuild(bucket, fingerprint, component, { status: 'DONE', ...report })
}

/** One for each API. */
export const scribes: readonly { readonly api: string; readonly open: (client: Client) => Scribe }[] = [
  { api: '2021-04-30', open: scribe2021 },
  { api: '2023-01-01', open: scribe2023 },
]
