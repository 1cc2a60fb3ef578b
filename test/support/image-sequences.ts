// Images that are built from one another and revoked, by the shortest sequence of operations that does it.
import assert from 'node:assert/strict'
import type { Build } from '../../src/domain/catalog/build/build.ts'
import {
  type BucketScene,
  doneBuild,
  inBucket,
  newBuild,
  newVersion,
  updateBuild,
  versionOf,
} from './build-sequences.ts'
import type { Client, Json } from './client.ts'
import type { TestRegistry } from './registry.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** What a build reports as its source. The channel through which the source was found is not always known. */
export interface Origin {
  readonly version: Json
  readonly channel?: Json
}

const parentIds = ({ version, channel }: Origin) => ({
  parent_version_id: version.id as string,
  ...(channel === undefined ? {} : { parent_channel_id: channel.id as string }),
})

/**
 * A complete version whose builds were built from these origins, one build for each. Like stock Packer, it reports the
 * origin of a build when the build is done.
 */
export async function imageFrom(
  bucket: BucketScene,
  fingerprint: string,
  ...origins: readonly Origin[]
): Promise<Json> {
  await newVersion(bucket, fingerprint)
  const builds: Json[] = []
  for (const [index] of origins.entries())
    builds.push(await newBuild(bucket, fingerprint, { component_type: `file.image-${index}`, status: 'BUILD_RUNNING' }))
  for (const [index, origin] of origins.entries()) {
    const done: Json = doneBuild(fingerprint)
    delete done['component_type']
    await updateBuild(bucket, builds[index], fingerprint, { ...done, ...parentIds(origin) })
  }
  const version = await versionOf(bucket, fingerprint)
  assert.notEqual(version.name, 'v0')
  return version
}

/** Creates the buckets of one test and returns them by the names that the test uses. */
export async function buckets<const Name extends string>(
  client: Client,
  test: string,
  names: readonly Name[],
): Promise<Record<Name, BucketScene>> {
  const scenes = names.map((name) => inBucket(client, `${test}-${name}`))
  for (const { ok, name } of scenes) await ok('CreateBucket', { body: { name } })
  return Object.fromEntries(names.map((name, index) => [name, scenes[index]])) as Record<Name, BucketScene>
}

export async function updateVersion(bucket: BucketScene, fingerprint: string, body: object): Promise<Json> {
  return bucket.ok('UpdateVersion', { params: { fingerprint }, body })
}

export async function refusedUpdate(bucket: BucketScene, fingerprint: string, code: number, body: object) {
  return bucket.refused('UpdateVersion', code, { params: { fingerprint }, body })
}

/** Revokes the version at once; returns the version. */
export async function revoke(bucket: BucketScene, fingerprint: string, options: object = {}): Promise<Json> {
  return (await updateVersion(bucket, fingerprint, { revoke_in: '0s', ...options })).version
}

/** Revokes the version in this many milliseconds; returns the version. */
export async function schedule(
  bucket: BucketScene,
  fingerprint: string,
  milliseconds: number,
  options: object = {},
): Promise<Json> {
  return (await updateVersion(bucket, fingerprint, { revoke_in: `${milliseconds}ms`, ...options })).version
}

export async function restore(bucket: BucketScene, fingerprint: string): Promise<Json> {
  return (await updateVersion(bucket, fingerprint, { restore: true })).version
}

/** The status of a version, and whether and by which ancestor it is or will be revoked. */
export async function standing(bucket: BucketScene, fingerprint: string): Promise<readonly string[]> {
  return standingOf(await versionOf(bucket, fingerprint))
}

export function standingOf(version: Json): readonly string[] {
  const from = version.revocation_inherited_from
  return [
    (version.status as string).replace('VERSION_', ''),
    ...(version.revocation_type === 'REVOCATION_TYPE_UNSET' ? [] : [version.revocation_type as string]),
    ...(from === null ? [] : [`${from.bucket_name as string}/${from.version_fingerprint as string}`]),
  ]
}

/** Advances the clock and lets the registry do the jobs that are due by then. */
export async function letPass(registry: TestRegistry, milliseconds: number): Promise<void> {
  registry.clock.advance(milliseconds)
  await registry.runDueJobs()
}

/** The builds of a version with the parents that their runs reported, which no response shows. */
export async function storedBuilds(
  { store, projectId }: TestRegistry,
  { name }: BucketScene,
  fingerprint: string,
): Promise<readonly Build[]> {
  const bucket = await store.buckets.find(projectId, name)
  return (await store.versions.find(bucket?.id ?? '', fingerprint))?.builds ?? []
}
