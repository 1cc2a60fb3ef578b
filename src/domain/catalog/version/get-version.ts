import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { fail, notFound, unknownFingerprint } from '../../errors.ts'
import { bucketIn, type Location } from '../../location.ts'
import type { PageRequest, StreamedPage } from '../../page.ts'
import { requireActivated } from '../../registry/require-activated.ts'
import type { VersionOrderField } from './version-store.ts'
import type { Version, VersionOutline } from './version.ts'

export interface VersionRef {
  readonly location: Location
  readonly bucketName: string
  readonly fingerprint: string
}

/**
 * One version. An unknown bucket is `not_found`; an unknown fingerprint is `aborted`, the one answer after which Packer
 * creates the version.
 */
export async function getVersion(context: Context, ref: VersionRef): Promise<Version> {
  authorize(context, 'version.get', bucketIn(ref))
  const { location, bucketName, fingerprint } = ref
  const { buckets, versions } = context.store
  const served = await versions.findServed(location.projectId, bucketName, fingerprint)
  if (served) return served
  // Which of them it is that is not there.
  await requireActivated(context.store, location)
  const bucket = (await buckets.find(location.projectId, bucketName)) ?? fail(notFound('bucket', bucketName))
  return (await versions.find(bucket.id, fingerprint)) ?? fail(unknownFingerprint(fingerprint))
}

export interface VersionsRequest {
  readonly location: Location
  readonly bucketName: string
  readonly page: PageRequest<VersionOrderField>
}

/** The versions of a bucket, complete or not. */
export async function listVersions(context: Context, request: VersionsRequest): Promise<StreamedPage<Version>> {
  authorize(context, 'version.get', bucketIn(request))
  const { location, bucketName, page } = request
  const { buckets, versions } = context.store
  const bucket = (await buckets.find(location.projectId, bucketName)) ?? fail(notFound('bucket', bucketName))
  return versions.list(bucket.id, page)
}

/** The same without what hangs on their builds. */
export async function outlineVersions(
  context: Context,
  request: VersionsRequest,
): Promise<StreamedPage<VersionOutline>> {
  authorize(context, 'version.get', bucketIn(request))
  const { location, bucketName, page } = request
  const { buckets, versions } = context.store
  const bucket = (await buckets.find(location.projectId, bucketName)) ?? fail(notFound('bucket', bucketName))
  return versions.listOutlines(bucket.id, page)
}

/** Where the version of that id is: older clients know versions by id alone. Undefined when the project has none. */
export async function locateVersion(
  context: Context,
  { location, id }: { readonly location: Location; readonly id: string },
): Promise<VersionRef | undefined> {
  authorize(context, 'version.get', location)
  const found = await context.store.versions.locate(location.projectId, id)
  return found && { location, bucketName: found.bucketName, fingerprint: found.fingerprint }
}

/** Where the bucket's version of that number is; undefined when it has none. */
export async function locateSequence(
  context: Context,
  input: { readonly location: Location; readonly bucketName: string; readonly sequence: number },
): Promise<VersionRef | undefined> {
  const { location, bucketName, sequence } = input
  authorize(context, 'version.get', bucketIn(input))
  const { buckets, versions } = context.store
  const bucket = (await buckets.find(location.projectId, bucketName)) ?? fail(notFound('bucket', bucketName))
  const found = await versions.locateSequence(bucket.id, sequence)
  return found && { location, bucketName, fingerprint: found.fingerprint }
}
