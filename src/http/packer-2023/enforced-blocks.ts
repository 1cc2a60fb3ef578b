import { listEnforcedBlocks } from '../../domain/enforced-block/list-enforced-blocks.ts'
import { locationOf } from '../handler.ts'
import type { HandlersOf } from './messages.ts'

export const enforcedBlockHandlers = {
  async PackerService_GetEnforcedBlocksByBucket({ params }, context) {
    const enforced = { location: locationOf(params), bucketName: params.bucket_name }
    return { enforced_block_detail: await listEnforcedBlocks(context, enforced) }
  },
} satisfies HandlersOf<'GetEnforcedBlocksByBucket'>
