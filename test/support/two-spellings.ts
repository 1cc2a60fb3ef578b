// Reads a bucket with everything in it through both Packer APIs and compares the responses. What one of the APIs cannot express is left
// out; everything else must be identical: ids, times, order.
import assert from 'node:assert/strict'
import { inBucket, versionOf } from './build-sequences.ts'
import type { Client, Json } from './client.ts'
import { inSlug, iterationOf } from './iteration-sequences.ts'
import { listOf } from './shapes.ts'

/** What both APIs report about a bucket, in the terms of 2023-01-01. */
export interface Account {
  readonly bucket: Json
  /** By fingerprint. */
  readonly versions: Readonly<Record<string, Json>>
  /** By name. */
  readonly channels: Readonly<Record<string, Json>>
  readonly histories: Readonly<Record<string, readonly Json[]>>
  readonly relations: readonly Json[]
}

const without = (object: Json, ...names: readonly string[]): Json =>
  Object.fromEntries(Object.entries(object as object).filter(([name]) => !names.includes(name)))
const nameOf = (number: number) => `v${number}`
const statusOf = (summary: Json) => (summary === null ? null : (summary.status as string))

const asBuild = (build: Json): Json => ({
  id: build.id,
  version_id: build.iteration_id,
  component_type: build.component_type,
  status: `BUILD_${build.status as string}`,
  platform: build.cloud_provider,
  packer_run_uuid: build.packer_run_uuid,
  labels: build.labels,
  artifacts: listOf(build.images).map(({ image_id, ...image }) => ({ ...image, external_identifier: image_id })),
  source_external_identifier: build.source_image_id,
  created_at: build.created_at,
  updated_at: build.updated_at,
})
const sharedBuild = (build: Json): Json => without(build, 'metadata')

function asVersion({ bucket_slug, incremental_version, complete, builds, ...iteration }: Json): Json {
  assert.equal(complete, incremental_version > 0)
  const from = iteration.revocation_inherited_from
  return {
    ...without(iteration, 'iteration_ancestor_id'),
    bucket_name: bucket_slug,
    name: nameOf(incremental_version as number),
    builds: listOf(builds).map(asBuild),
    revocation_type: iteration.revocation_type === 'UNSET' ? 'REVOCATION_TYPE_UNSET' : iteration.revocation_type,
    revocation_inherited_from: from && {
      bucket_name: from.bucket_slug,
      version_id: from.iteration_id,
      version_fingerprint: from.iteration_fingerprint,
      version_name: nameOf(from.iteration_incremental_version as number),
    },
  }
}
const sharedVersion = (version: Json): Json => ({
  ...without(version, 'status', 'parents'),
  builds: listOf(version.builds).map(sharedBuild),
  revocation_inherited_from: version.revocation_inherited_from && without(version.revocation_inherited_from, 'href'),
})

function asChannel({ slug, bucket_slug, iteration, pointer, ...channel }: Json): Json {
  assert.deepEqual(pointer?.iteration ?? null, iteration)
  return { ...channel, name: slug, bucket_name: bucket_slug, version: iteration && asVersion(iteration) }
}
const sharedChannel = (channel: Json): Json => ({
  ...channel,
  version: channel.version && sharedVersion(channel.version),
})

const asAssignment = ({ author_id, promoted_at, iteration }: Json): Json => ({
  author_id,
  assigned_at: promoted_at,
  version: iteration && {
    id: iteration.id,
    fingerprint: iteration.fingerprint,
    name: nameOf(iteration.incremental_version as number),
    status: (iteration.status as string).replace('ITERATION_', 'VERSION_'),
    parents: statusOf(iteration.parents),
  },
})
const sharedAssignment = ({ version, ...assignment }: Json): Json => ({
  ...assignment,
  version: version && {
    id: version.id,
    fingerprint: version.fingerprint,
    name: version.name,
    status: version.status,
    parents: statusOf(version.parents),
  },
})

const endOf = (end: Json) => ({
  bucket_name: end.bucket_slug,
  version_id: end.iteration_id,
  version_fingerprint: end.iteration_fingerprint,
  version_name: nameOf(end.iteration_incremental_version as number),
})
const asRelation = ({ status, child, parent }: Json): Json => ({
  status,
  child: endOf(child),
  parent: {
    ...endOf(parent),
    channel_name: parent.channel,
    channel_version: parent.channel_iteration && {
      id: parent.channel_iteration.id,
      fingerprint: parent.channel_iteration.fingerprint,
      name: nameOf(parent.channel_iteration.incremental_version as number),
    },
  },
})

function asBucket(
  { slug, iteration_count, latest_iteration, latest_version, ...bucket }: Json,
  hasLatest: boolean,
): Json {
  assert.equal(latest_iteration?.incremental_version ?? 0, latest_version)
  // Where no version is usable, old clients see an unusable one rather than none.
  if (!hasLatest && latest_iteration) assert.ok(!latest_iteration.complete || latest_iteration.revoke_at !== null)
  const { id, name, builds } = hasLatest ? asVersion(latest_iteration) : { id: null, name: null, builds: null }
  return {
    ...bucket,
    name: slug,
    version_count: iteration_count,
    latest_version: { id, name, builds },
    parents: statusOf(bucket.parents),
    children: statusOf(bucket.children),
  }
}
function sharedBucket({ latest_version, ...bucket }: Json): Json {
  const { id, name, builds } = latest_version ? sharedVersion(latest_version) : { id: null, name: null, builds: null }
  return {
    ...without(bucket, 'resource_name'),
    latest_version: { id, name, builds },
    parents: statusOf(bucket.parents),
    children: statusOf(bucket.children),
  }
}

/** The account that both APIs give of the bucket; fails where they differ. */
export async function accountOfBoth(client: Client, name: string): Promise<Account> {
  const [newer, older] = [inBucket(client, name), inSlug(client, name)]
  const alike = (what: string, one: Json, other: Json): Json => {
    assert.deepEqual(one, other, `${what} as 2021-04-30 tells it, and as 2023-01-01 does`)
    return other
  }
  const { bucket: read } = await newer.ok('GetBucket')
  const bucket = alike(
    'the bucket',
    asBucket((await older.ok('GetBucket')).bucket, read.latest_version !== null),
    sharedBucket(read),
  )

  const versions: Record<string, Json> = {}
  const listed = listOf((await newer.ok('ListVersions')).versions)
  const iterations = listOf((await older.ok('ListIterations')).iterations)
  alike(
    'the versions',
    iterations.map(({ id }) => id as string),
    listed.map(({ id }) => id as string),
  )
  for (const { fingerprint, id } of listed) {
    const iteration = await iterationOf(older, fingerprint as string)
    versions[fingerprint] = alike(
      `version ${fingerprint as string}`,
      asVersion(iteration),
      sharedVersion(await versionOf(newer, fingerprint as string)),
    )
    assert.deepEqual((await older.ok('GetIteration', { query: { iteration_id: id } })).iteration, iteration)
    const ofOne = { params: { iteration_id: id as string, fingerprint: fingerprint as string } }
    const builds = listOf((await older.ok('ListBuilds', ofOne)).builds)
    alike('its builds', builds.map(asBuild), listOf((await newer.ok('ListBuilds', ofOne)).builds).map(sharedBuild))
    assert.deepEqual(builds, iteration.builds)
  }

  const channels: Record<string, Json> = {}
  const histories: Record<string, readonly Json[]> = {}
  const slugs = listOf((await older.ok('ListChannels')).channels)
  const ofBoth = alike(
    'the channels',
    slugs.map(asChannel),
    listOf((await newer.ok('ListChannels')).channels).map(sharedChannel),
  )
  for (const channel of listOf(ofBoth)) {
    const ofOne = { params: { slug: channel.name as string, channel_name: channel.name as string } }
    const past = await older.ok('ListChannelHistory', ofOne)
    const same = await newer.ok('ListChannelAssignmentHistory', ofOne)
    channels[channel.name] = channel
    histories[channel.name] = listOf(
      alike('a history', listOf(past.history).map(asAssignment), listOf(same.history).map(sharedAssignment)),
    )
    assert.equal(past.count, same.count)
  }

  const up = await older.ok('ListBucketAncestry')
  const same = await newer.ok('ListBucketAncestry')
  const relations = listOf(alike('the ancestry', listOf(up.relations).map(asRelation), same.relations))
  assert.equal(up.total_count, same.total_count)
  return { bucket, versions, channels, histories, relations }
}
