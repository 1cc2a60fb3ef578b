import { listEnforcedBlocks } from '../../../domain/registry/list-enforced-blocks.ts'
import { bucketRef } from './builds.ts'
import type { HandlersOf } from './messages.ts'

export const enforcedBlockHandlers = {
  async PackerService_GetEnforcedBlocksByBucket({ params }, context) {
    return { enforced_block_detail: await listEnforcedBlocks(context, bucketRef(params)) }
  },
} satisfies HandlersOf<'GetEnforcedBlocksByBucket'>
