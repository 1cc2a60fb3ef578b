// Enforced blocks are provisioners that a registry adds to every build of a bucket. None can be written yet, but Packer
// asks for them before each build and ends the run when the question fails.
import { authorize } from '../authorize.ts'
import type { Context } from '../context.ts'
import { fail, notFound } from '../errors.ts'
import { bucketIn, type Location } from '../location.ts'

/**
 * The provisioners that Packer must add to every build of the bucket. There is no way to enforce one yet, so the list is
 * empty; an unknown bucket is `not_found`.
 */
export async function listEnforcedBlocks(
  context: Context,
  ref: { readonly location: Location; readonly bucketName: string },
): Promise<readonly never[]> {
  authorize(context, 'enforced-block.get', bucketIn(ref))
  const { location, bucketName } = ref
  const bucket = await context.store.buckets.find(location.projectId, bucketName)
  return bucket ? [] : fail(notFound('bucket', bucketName))
}
