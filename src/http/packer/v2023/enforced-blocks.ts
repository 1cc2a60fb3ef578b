import { listEnforcedBlocks } from '../../../domain/registry/list-enforced-blocks.ts'
import { locationOf } from '../../wire/view.ts'
import type { HandlersOf } from './messages.ts'

export const enforcedBlockHandlers = {
  async PackerService_GetEnforcedBlocksByBucket({ params }, context) {
    const enforced = { location: locationOf(params), bucketName: params.bucket_name }
    return { enforced_block_detail: await listEnforcedBlocks(context, enforced) }
  },
} satisfies HandlersOf<'GetEnforcedBlocksByBucket'>
