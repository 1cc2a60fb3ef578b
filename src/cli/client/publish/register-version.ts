// Puts one version into a registry, in Packer's order: bucket, version, running builds, SBOMs, finished builds. Each step first looks at
// what is there, so that the command continues an interrupted publication, whoever began it.
import { ApiError, mayPass } from '../../../client/api-error.ts'
import { pause } from '../../../client/retries.ts'
import type { ClientContext } from '../client-command.ts'
import { ClientFailure, notFound, refused } from '../client-failure.ts'
import { type Build, buildsOf } from '../registry/build/build-list.ts'
import { ifFound, unless } from '../registry/if-found.ts'
import type { Version } from '../registry/reference.ts'
import { isComplete, versionText } from '../registry/version-status.ts'
import { versionParams } from '../registry/version/version-reach.ts'
import { differences } from './differences.ts'
import type { Publication, PublishedBuild } from './publication.ts'
import { contentOf, missingSboms, requireSame, wholeContentOf } from './require-same.ts'
import { requireSameSources } from './require-same-sources.ts'

export interface Registered {
  readonly version: Version
  /** Whether the version was already complete, with the same content. */
  readonly isKnown: boolean
}

/** Repeating these calls changes nothing, so a call without an answer may be retried. */
const AGAIN = { repeatable: true } as const

/** Completes the version of a publication and returns it. Throws `ClientFailure` if the fingerprint already has other content. */
export async function registerVersion(context: ClientContext, publication: Publication): Promise<Registered> {
  const known = await knownVersion(context, publication)
  if (known !== null && isComplete(known)) return sameAs(context, publication, known)
  const { bucket, fingerprint } = publication
  if (known !== null) context.output.note(`${bucket}@${fingerprint} is not complete yet: continuing from where it is`)
  try {
    const version = known ?? (await makeVersion(context, publication))
    if (isComplete(version)) return await sameAs(context, publication, version)
    await finishBuilds(context, publication, version)
    const whole = await completed(context, version)
    // Somebody else may have published the same fingerprint meanwhile, and finished or changed what this command made.
    requireSame(publication, await wholeContentOf(context.client, publication, whole))
    return { version: whole, isKnown: false }
  } catch (error) {
    const other = error instanceof ApiError && isRefusal(error) ? await knownVersion(context, publication) : null
    if (other !== null && isComplete(other)) return sameAs(context, publication, other)
    if (!isRefusal(error))
      context.output.note(`${bucket}@${fingerprint} is not complete: run the same command to continue`)
    throw error
  }
}

/** Whether repeating the request would fail again. With valid credentials, or once the server is no longer busy, it might not. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ApiError
    ? error.status < 500 && error.code !== 'unauthenticated' && !mayPass(error)
    : error instanceof ClientFailure && error.exit === 'refused'

async function sameAs(context: ClientContext, publication: Publication, version: Version): Promise<Registered> {
  const content = await wholeContentOf(context.client, publication, version)
  requireSame(publication, content)
  await requireSameSources(context, publication, content)
  return { version, isKnown: true }
}

async function knownVersion({ client }: ClientContext, { bucket, fingerprint }: Publication): Promise<Version | null> {
  const params = { bucket_name: bucket, fingerprint }
  const found = await ifFound(client.call('PackerService_GetVersion', { params }))
  return found?.version ?? null
}

async function makeVersion({ client }: ClientContext, { bucket, fingerprint }: Publication): Promise<Version> {
  const params = { bucket_name: bucket }
  if ((await unless(['not_found'], client.call('PackerService_GetBucket', { params }))) === null)
    await unless(['already_exists'], client.call('PackerService_CreateBucket', { body: { name: bucket } }, AGAIN))
  const body = { fingerprint, template_type: 'TEMPLATE_TYPE_UNSET' as const }
  await unless(['already_exists'], client.call('PackerService_CreateVersion', { params, body }, AGAIN))
  const { version } = await client.call('PackerService_GetVersion', { params: { ...params, fingerprint } })
  if (version === null) throw notFound(`the server answered without the version ${bucket}@${fingerprint}`)
  return version
}

/** Creates all builds before the first is done, because the last one to be done completes the version. */
async function finishBuilds(context: ClientContext, publication: Publication, version: Version): Promise<void> {
  const { client } = context
  const before = await buildsOf(client, version)
  const done = before.filter(({ status }) => status === 'BUILD_DONE')
  const content = await contentOf(client, publication, { version, builds: done })
  const lines = [...differences(before, publication, false), ...missingSboms(publication, content)]
  if (lines.length > 0)
    throw refused(
      `the unfinished version ${versionText(version)} of ${publication.bucket} has other content: ${lines.join('; ')}. Use another --fingerprint, or delete it (assay version delete)`,
    )
  await requireSameSources(context, publication, content)
  const params = versionParams(version)
  const run = { packer_run_uuid: publication.run, status: 'BUILD_RUNNING' as const }
  for (const { componentType } of publication.builds)
    if (!before.some(({ component_type: type }) => type === componentType))
      await unless(
        ['already_exists'],
        client.call('PackerService_CreateBuild', { params, body: { component_type: componentType, ...run } }, AGAIN),
      )
  const builds = await buildsOf(client, version)
  for (const published of publication.builds) {
    const build = builds.find(({ component_type: type }) => type === published.componentType)
    if (build === undefined)
      throw notFound(`the server does not list the build ${published.componentType} that was created`)
    if (build.status !== 'BUILD_DONE')
      await finishBuild(context, { version, build, published, run, metadata: publication.metadata })
  }
}

interface Unfinished {
  readonly version: Version
  readonly build: Build
  readonly published: PublishedBuild
  readonly run: { readonly packer_run_uuid: string; readonly status: 'BUILD_RUNNING' }
  readonly metadata: Publication['metadata']
}

async function finishBuild(
  { client }: ClientContext,
  { version, build, published, run, metadata }: Unfinished,
): Promise<void> {
  const params = { ...versionParams(version), build_id: build.id }
  if (build.status !== 'BUILD_RUNNING') await client.call('PackerService_UpdateBuild', { params, body: run }, AGAIN)
  for (const sbom of published.sboms) await client.call('PackerService_UploadSbom', { params, body: sbom }, AGAIN)
  const { platform, artifacts, labels, parent } = published
  const told = { platform, artifacts, labels, ...parent, ...(metadata !== null && { metadata }) }
  const body = { ...run, ...told, status: 'BUILD_DONE' as const }
  await client.call('PackerService_UpdateBuild', { params, body }, AGAIN)
}

const ASKED_EVERY_MS = 500
const PATIENCE_MS = 30_000

/** Waits, because HCP Packer numbers a version some time after its last build is done. */
async function completed(
  { client, signal }: ClientContext,
  { bucket_name: bucket, fingerprint }: Version,
): Promise<Version> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const { version } = await client.call('PackerService_GetVersion', { params: { bucket_name: bucket, fingerprint } })
    if (version !== null && isComplete(version)) return version
    if (Date.now() >= until)
      throw new ClientFailure('failed', `all builds of ${bucket}@${fingerprint} are done, but it is not complete yet`)
    await pause(ASKED_EVERY_MS, signal)
  }
}
