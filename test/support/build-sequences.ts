// Sets up a bucket for a test: versions, builds and channels, by the shortest sequence of operations that creates them.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Answer, Call, Client, Json } from './client.ts'
import { assertRefused } from './shapes.ts'

/** Client calls within one bucket: operation names without their prefix, `bucket_name` filled in. */
export interface BucketScene {
  readonly name: string
  readonly client: Client
  readonly call: (operation: string, call?: Call) => Promise<Answer>
  readonly ok: (operation: string, call?: Call) => Promise<Json>
  /** The call must be refused with this google.rpc code and its HTTP status; returns the message. */
  readonly refused: (operation: string, code: number, call?: Call) => Promise<string>
}

export function inBucket(client: Client, name: string): BucketScene {
  const call = (operation: string, given: Call = {}): Promise<Answer> =>
    client.call(`PackerService_${operation}`, { ...given, params: { bucket_name: name, ...given.params } })
  return {
    name,
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

/** Creates a bucket, as `PUT buckets` with only a name does. */
export async function newBucket(client: Client, name: string): Promise<BucketScene> {
  const bucket = inBucket(client, name)
  await bucket.ok('CreateBucket', { body: { name } })
  return bucket
}

/** An incomplete version without builds. */
export async function newVersion(bucket: BucketScene, fingerprint: string): Promise<Json> {
  const { version } = await bucket.ok('CreateVersion', { body: { fingerprint } })
  return version
}

export async function newBuild(bucket: BucketScene, fingerprint: string, body: object): Promise<Json> {
  const { build } = await bucket.ok('CreateBuild', { params: { fingerprint }, body })
  return build
}

export async function updateBuild(bucket: BucketScene, build: Json, fingerprint: string, body: object): Promise<Json> {
  const params = { fingerprint, build_id: build.id as string }
  return (await bucket.ok('UpdateBuild', { params, body })).build
}

/** The report of a build that is done: one artifact `<fingerprint>.img` on platform `packer.file`. */
export const doneBuild = (fingerprint: string) => ({
  component_type: 'file.image',
  packer_run_uuid: randomUUID(),
  platform: 'packer.file',
  status: 'BUILD_DONE',
  artifacts: [{ external_identifier: `${fingerprint}.img`, region: 'output' }],
})

/** Creates a build and then updates it with this report, as Packer does. A version completes with its last build. */
export async function finishBuild(
  bucket: BucketScene,
  fingerprint: string,
  {
    component_type,
    ...report
  }: { readonly component_type: string; readonly status: string; readonly [told: string]: unknown },
): Promise<Json> {
  return updateBuild(bucket, await newBuild(bucket, fingerprint, { component_type }), fingerprint, report)
}

/** A complete version with one build and one artifact; returns the version as read afterwards. */
export async function completeVersion(bucket: BucketScene, fingerprint: string): Promise<Json> {
  await newVersion(bucket, fingerprint)
  await finishBuild(bucket, fingerprint, doneBuild(fingerprint))
  return versionOf(bucket, fingerprint)
}

export async function versionOf(bucket: BucketScene, fingerprint: string): Promise<Json> {
  return (await bucket.ok('GetVersion', { params: { fingerprint } })).version
}

export async function newChannel(bucket: BucketScene, name: string, fingerprint: string): Promise<Json> {
  return (await bucket.ok('CreateChannel', { body: { name, version_fingerprint: fingerprint } })).channel
}

export async function channelOf(bucket: BucketScene, name: string): Promise<Json> {
  return (await bucket.ok('GetChannel', { params: { channel_name: name } })).channel
}

/** Assigns the version, or unassigns the channel when the fingerprint is empty. */
export async function assign(bucket: BucketScene, channel: string, fingerprint: string): Promise<Json> {
  const body = { version_fingerprint: fingerprint, update_mask: 'versionFingerprint' }
  return (await bucket.ok('UpdateChannel', { params: { channel_name: channel }, body })).channel
}

/** Follows a paged list by its tokens to the end; returns the pages. */
export async function pagesOf(list: (query: Readonly<Record<string, string>>) => Promise<Json>): Promise<Json[]> {
  const pages = [await list({})]
  for (let token = pages[0].pagination.next_page_token as string; token !== '';) {
    const page = await list({ 'pagination.next_page_token': token })
    pages.push(page)
    token = page.pagination.next_page_token
  }
  return pages
}
