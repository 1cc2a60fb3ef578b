// Enforced blocks are provisioners that a registry adds to every build of a bucket. None can be written yet, but Packer
// requests them before each build and ends the run when the request fails.
import { viewBucket } from '../change.ts'
import type { Context } from '../context.ts'
import type { BucketRef } from '../location.ts'

/**
 * The provisioners that Packer must add to every build of the bucket. There is no way to enforce one yet, so the list is
 * empty; an unknown bucket is `not_found`.
 */
export async function listEnforcedBlocks(context: Context, ref: BucketRef): Promise<readonly never[]> {
  await viewBucket(context, 'enforced-block.get', ref)
  return []
}
