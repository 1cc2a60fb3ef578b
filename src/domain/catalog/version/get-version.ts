import { authorize } from '../../authorize.ts'
import { findBucket, requireActivated, viewBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import { unknownFingerprint } from '../../errors.ts'
import type { BucketRef, Location } from '../../location.ts'
import type { PageRequest, StreamedPage } from '../../page.ts'
import type { VersionOrderField } from './version-store.ts'
import type { Version, VersionOutline } from './version.ts'

export interface VersionRef extends BucketRef {
  readonly fingerprint: string
}

/**
 * One version. An unknown bucket is `not_found`; an unknown fingerprint is `aborted`, the only error after which Packer
 * creates the version.
 */
export async function getVersion(context: Context, ref: VersionRef): Promise<Version> {
  authorize(context, 'version.get', ref)
  const { location, bucketName, fingerprint } = ref
  const { versions } = context.store
  const served = await versions.findServed(location.projectId, bucketName, fingerprint)
  if (served) return served
  // Nothing was found: find out which of registry, bucket and version is missing.
  await requireActivated(context.store, location)
  await findBucket(context.store, ref)
  throw unknownFingerprint(fingerprint)
}

export interface VersionsRequest extends BucketRef {
  readonly page: PageRequest<VersionOrderField>
}

/** The versions of a bucket, complete or not. */
export async function listVersions(context: Context, request: VersionsRequest): Promise<StreamedPage<Version>> {
  const bucket = await viewBucket(context, 'version.get', request)
  return context.store.versions.list(bucket.id, request.page)
}

/** The same as outlines. */
export async function outlineVersions(
  context: Context,
  request: VersionsRequest,
): Promise<StreamedPage<VersionOutline>> {
  const bucket = await viewBucket(context, 'version.get', request)
  return context.store.versions.listOutlines(bucket.id, request.page)
}

/** Locates a version for older clients, which know versions by id alone. Undefined when the project has no such version. */
export async function locateVersion(
  context: Context,
  { location, id }: { readonly location: Location; readonly id: string },
): Promise<VersionRef | undefined> {
  authorize(context, 'version.get', location)
  const found = await context.store.versions.locate(location.projectId, id)
  return found && { location, bucketName: found.bucketName, fingerprint: found.fingerprint }
}

/** Locates the bucket's version with that number; undefined when there is none. */
export async function locateSequence(
  context: Context,
  { sequence, ...ref }: BucketRef & { readonly sequence: number },
): Promise<VersionRef | undefined> {
  const bucket = await viewBucket(context, 'version.get', ref)
  const found = await context.store.versions.locateSequence(bucket.id, sequence)
  return found && { ...ref, fingerprint: found.fingerprint }
}
