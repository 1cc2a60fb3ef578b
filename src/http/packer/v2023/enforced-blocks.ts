import { listEnforcedBlocks } from '../../../domain/registry/list-enforced-blocks.ts'
import { bucketRef } from './builds.ts'
import type { HandlersOf } from './messages.ts'

export const enforcedBlockHandlers = {
  async PackerService_GetEnforcedBlocksByBucket({ params }, context) {
    const enforced = bucketRef(params)
    return { enforced_block_detail: await listEnforcedBlocks(context, enforced) }
  },
} satisfies HandlersOf<'GetEnforcedBlocksByBucket'>
