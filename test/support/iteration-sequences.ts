// Sets up through packer 2021-04-30 what build-sequences.ts sets up through 2023-01-01, in that API's own terms.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { BucketScene } from './build-sequences.ts'
import type { Call, Client, Json } from './client.ts'
import { assertRefused } from './shapes.ts'

/** Client calls within one bucket of this API: operation names without date and prefix, `bucket_slug` filled in. */
export function inSlug(client: Client, slug: string): BucketScene {
  const call = (operation: string, given: Call = {}) =>
    client.call(`2021-04-30/PackerService_${operation}`, { ...given, params: { bucket_slug: slug, ...given.params } })
  return {
    name: slug,
    client,
    call,
    ok: async (operation, given) => {
      const { status, body } = await call(operation, given)
      assert.equal(status, 200, `${operation} answered ${JSON.stringify(body)}`)
      return body
    },
    refused: async (operation, code, given) => assertRefused(await call(operation, given), code),
  }
}

/** Creates a bucket, as `PUT images` with only a slug does. */
export async function newSlug(client: Client, slug: string): Promise<BucketScene> {
  const bucket = inSlug(client, slug)
  await bucket.ok('CreateBucket', { body: { bucket_slug: slug } })
  return bucket
}

/** An incomplete iteration without builds. */
export async function newIteration(bucket: BucketScene, fingerprint: string): Promise<Json> {
  return (await bucket.ok('CreateIteration', { body: { fingerprint } })).iteration
}

export async function newIterationBuild(bucket: BucketScene, iteration: Json, build: object): Promise<Json> {
  const { id, fingerprint } = iteration
  return (await bucket.ok('CreateBuild', { params: { iteration_id: id as string }, body: { build, fingerprint } }))
    .build
}

export async function updateIterationBuild(bucket: BucketScene, build: Json, updates: object): Promise<Json> {
  return (await bucket.ok('UpdateBuild', { params: { build_id: build.id as string }, body: { updates } })).build
}

/** The report of a build that is done: one image `<fingerprint>.img` on the cloud provider `packer.file`. */
export const doneIterationBuild = (fingerprint: string) => ({
  component_type: 'file.image',
  packer_run_uuid: randomUUID(),
  cloud_provider: 'packer.file',
  status: 'DONE',
  images: [{ image_id: `${fingerprint}.img`, region: 'output' }],
})

/** Creates a build and then updates it with this report, as Packer does. */
export async function finishIterationBuild(
  bucket: BucketScene,
  iteration: Json,
  {
    component_type,
    ...report
  }: { readonly component_type: string; readonly status: string; readonly [told: string]: unknown },
): Promise<Json> {
  return updateIterationBuild(bucket, await newIterationBuild(bucket, iteration, { component_type }), report)
}

/** A complete iteration with one build and one image; returns the iteration as read afterwards. */
export async function completeIteration(bucket: BucketScene, fingerprint: string): Promise<Json> {
  await finishIterationBuild(bucket, await newIteration(bucket, fingerprint), doneIterationBuild(fingerprint))
  return iterationOf(bucket, fingerprint)
}

export async function iterationOf(bucket: BucketScene, fingerprint: string): Promise<Json> {
  return (await bucket.ok('GetIteration', { query: { fingerprint } })).iteration
}

export async function newSlugChannel(bucket: BucketScene, slug: string, key: object): Promise<Json> {
  return (await bucket.ok('CreateChannel', { body: { slug, ...key } })).channel
}

export async function slugChannelOf(bucket: BucketScene, slug: string): Promise<Json> {
  return (await bucket.ok('GetChannel', { params: { slug } })).channel
}

export async function updateSlugChannel(bucket: BucketScene, slug: string, body: object): Promise<Json> {
  return (await bucket.ok('UpdateChannel', { params: { slug }, body })).channel
}

/** Updates an iteration: revoke, restore, complete. */
export async function updateIteration(bucket: BucketScene, iteration: Json, body: object): Promise<Json> {
  return bucket.ok('UpdateIteration', { params: { iteration_id: iteration.id as string }, body })
}
