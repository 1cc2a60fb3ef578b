// How this API refers to a version: by id, by fingerprint or by number. An unknown version is refused in HCP's words, because
// the provider's tests look for them (v0.70.0 resource_packer_channel_assignment_test.go).
import { locateSequence, locateVersion, type VersionRef } from '../../../domain/catalog/version/get-version.ts'
import type { Context } from '../../../domain/context.ts'
import { DomainError, fail, invalidArgument, shown } from '../../../domain/errors.ts'
import type { BucketRef } from '../../../domain/location.ts'
import { locationOf, type LocationParams } from '../../wire/view.ts'

export const bucketRef = (params: LocationParams & { readonly bucket_slug: string }): BucketRef => ({
  location: locationOf(params),
  bucketName: params.bucket_slug,
})

/**
 * The version whose id is in the path. When the request names a bucket as well, the version must belong to it; an empty
 * bucket name counts as none.
 */
export async function iterationRef(
  params: LocationParams & { readonly iteration_id: string },
  bucketSlug: string,
  context: Context,
): Promise<VersionRef> {
  return iterationById(context, { location: locationOf(params), bucketName: bucketSlug }, params.iteration_id)
}

export interface IterationKey {
  readonly iteration_id?: string
  readonly fingerprint?: string
  readonly incremental_version?: number
}

/** The version that the first of the three keys with a value names; undefined when none has one. */
export async function iterationByKey(
  context: Context,
  place: BucketRef,
  { iteration_id: id, fingerprint, incremental_version: number }: IterationKey,
): Promise<VersionRef | undefined> {
  if (id) return iterationById(context, place, id)
  if (fingerprint) return { ...place, fingerprint }
  if (!number) return undefined
  if (number < 0) throw invalidArgument('incremental_version', 'must be 1 or more')
  const ref = await locateSequence(context, { ...place, sequence: number })
  return ref ?? fail(unknownIteration('not_found', 'incremental_version', number))
}

async function iterationById(context: Context, { location, bucketName }: BucketRef, id: string): Promise<VersionRef> {
  const ref = await locateVersion(context, { location, id })
  if (!ref || (bucketName !== '' && ref.bucketName !== bucketName)) throw unknownIteration('not_found', 'id', id)
  return ref
}

const unknownIteration = (code: DomainError['code'], attribute: string, value: string | number) =>
  new DomainError(code, `iteration with attributes (${attribute}: ${shown(String(value))}) does not exist`, [])

/** Rethrows an error; an unknown fingerprint in the words of this API. Other refusals, of a bucket for example, stay as they are. */
export const rethrowAsIteration = (fingerprint: string) => (error: unknown) => {
  const isUnknown = error instanceof DomainError && error.code === 'aborted'
  throw isUnknown ? unknownIteration(error.code, 'fingerprint', fingerprint) : error
}
