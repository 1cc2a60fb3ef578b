// A registry with one of everything that a mirror copies, created as clients create it; and everything that a registry shows.
import { setTimeout as wait } from 'node:timers/promises'
import { zstdCompressSync } from 'node:zlib'
import {
  assign,
  completeVersion,
  doneBuild,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
  pagesOf,
  updateBuild,
} from '../../../support/build-sequences.ts'
import type { Client, Json } from '../../../support/client.ts'

const DAY = 86_400_000
const sbom = {
  format: 'SPDX',
  name: 'packages',
  compressed_sbom: zstdCompressSync('{"spdxVersion":"2.3"}').toString('base64'),
}

/** Creates `base`, `empty`, and `ubuntu` with `versions` complete versions. */
export async function furnishEstate(client: Client, versions = 4): Promise<void> {
  await newBucket(client, 'empty')
  const base = await newBucket(client, 'base')
  const ids = new Map<string, string>()
  for (const fingerprint of ['b1', 'b2']) {
    await newVersion(base, fingerprint)
    const build = await newBuild(base, fingerprint, { component_type: 'amazon-ebs.base', status: 'BUILD_RUNNING' })
    await base.ok('UploadSbom', { params: { fingerprint, build_id: build.id as string }, body: sbom })
    await updateBuild(base, build, fingerprint, {
      ...doneBuild(fingerprint),
      platform: 'aws',
      labels: { os: 'ubuntu' },
      metadata: { packer: { version: '1.15.1' }, vcs: { commit: 'c0ffee' } },
    })
    ids.set(fingerprint, (await base.ok('GetVersion', { params: { fingerprint } })).version.id as string)
  }
  const golden = await newChannel(base, 'golden', 'b1')
  const ubuntu = await newBucket(client, 'ubuntu')
  const labels = { team: 'platform' }
  await ubuntu.ok('UpdateBucket', { body: { description: 'for machines', labels } })
  for (let number = 1; number <= versions; number++) {
    const fingerprint = `u${number}`
    await newVersion(ubuntu, fingerprint)
    const parents = {
      parent_version_id: ids.get(number % 2 === 0 ? 'b2' : 'b1'),
      parent_channel_id: golden.id as string,
    }
    await newBuild(ubuntu, fingerprint, {
      ...doneBuild(fingerprint),
      component_type: 'other',
      status: 'BUILD_RUNNING',
      artifacts: [],
    })
    const [build] = (await ubuntu.ok('ListBuilds', { params: { fingerprint } })).builds as Json[]
    await updateBuild(ubuntu, build, fingerprint, { ...doneBuild(fingerprint), ...parents, component_type: undefined })
  }
  await completeVersion(ubuntu, 'alone')
  await newVersion(ubuntu, 'open')
  await newBuild(ubuntu, 'open', { component_type: 'file.open', status: 'BUILD_FAILED' })
  await newChannel(ubuntu, 'production', 'u1')
  // Lines of a history are distinguished, and ordered, by their times.
  for (const fingerprint of ['u2', 'alone', '', 'u3', 'u1']) {
    await wait(2)
    await assign(ubuntu, 'production', fingerprint)
  }
  await newChannel(ubuntu, 'test', 'alone')
  await ubuntu.ok('UpdateChannel', {
    params: { channel_name: 'test' },
    body: { restricted: true, update_mask: 'restricted' },
  })
  await ubuntu.ok('CreateChannel', { body: { name: 'unused' } })
  await base.ok('UpdateVersion', {
    params: { fingerprint: 'b2' },
    body: { revoke_in: '0s', revocation_message: 'CVE-2026-1' },
  })
  await ubuntu.ok('UpdateVersion', {
    params: { fingerprint: 'u3' },
    body: { revoke_at: new Date(Date.now() + 30 * DAY).toISOString(), revocation_message: 'old' },
  })
  await ubuntu.ok('UpdateVersion', {
    params: { fingerprint: 'u1' },
    body: { revoke_in: '0s', skip_descendants_revocation: true, disable_rollback_channels: true },
  })
}

/** Everything that a registry shows, ids and times included, but without the names of its location. */
export const shownOf = (client: Client): Promise<Json> =>
  shown(client, (params) => client.ok('PackerService_ListSboms', { params }))

/** The same for a registry without SBOMs: listing those of each build takes longer than everything else. */
export const shownWithoutSboms = (client: Client): Promise<Json> => shown(client, () => Promise.resolve(null))

type SbomsOf = (build: Readonly<Record<string, string>>) => Promise<Json>

async function shown(client: Client, sbomsOf: SbomsOf): Promise<Json> {
  const all = async (operation: string, list: string, params: Record<string, string>, more: object = {}) =>
    (
      await pagesOf((query) => client.ok(`PackerService_${operation}`, { params, query: { ...query, ...more } }))
    ).flatMap((page) => page[list] as Json[])
  const buckets = []
  for (const bucket of await all('ListBuckets', 'buckets', {})) {
    const params = { bucket_name: bucket.name as string }
    const { channels } = await client.ok('PackerService_ListChannels', { params })
    const versions = await all('ListVersions', 'versions', params)
    const sboms = []
    const parents = []
    for (const version of versions) {
      const { fingerprint } = version as { readonly fingerprint: string }
      for (const build of version.builds as Json[])
        sboms.push(await sbomsOf({ ...params, fingerprint, build_id: build.id as string }))
      if (version.parents !== null)
        parents.push(
          await all('ListBucketAncestry', 'relations', params, { type: 'parents', version_fingerprint: fingerprint }),
        )
    }
    const histories = []
    for (const channel of channels as Json[])
      histories.push(
        await all('ListChannelAssignmentHistory', 'history', { ...params, channel_name: channel.name as string }),
      )
    buckets.push({ bucket, versions, channels: channels as Json[], histories, sboms, parents })
  }
  const placeless = (name: string, value: unknown): unknown =>
    ['href', 'location', 'resource_name'].includes(name) ? undefined : value
  return JSON.parse(JSON.stringify(buckets, placeless))
}
