import type { StandingRelation } from '../../../domain/catalog/ancestry/ancestry.ts'
import { listAncestry } from '../../../domain/catalog/ancestry/list-ancestry.ts'
import { pageRequest, paginationOut } from '../../wire/paging.ts'
import { ancestryStatusOut, directionOf, newestRelationFirst } from '../ancestry.ts'
import { bucketRef, iterationByKey } from './iteration-ref.ts'
import type { HandlersOf, Out } from './messages.ts'

function relationOut(relation: StandingRelation): Out<'BucketAncestry'> {
  const { parent, child, channel } = relation
  const current = channel?.version ?? null
  return {
    status: ancestryStatusOut[relation.status],
    child: {
      bucket_slug: child.bucketName,
      iteration_fingerprint: child.fingerprint,
      iteration_id: child.id,
      iteration_incremental_version: child.sequence ?? 0,
    },
    parent: {
      bucket_slug: parent.bucketName,
      iteration_fingerprint: parent.fingerprint,
      iteration_id: parent.id,
      iteration_incremental_version: parent.sequence ?? 0,
      channel: channel?.name ?? '',
      channel_iteration: current && {
        fingerprint: current.fingerprint,
        id: current.id,
        incremental_version: current.sequence ?? 0,
      },
    },
  }
}

export const ancestryHandlers = {
  async PackerService_ListBucketAncestry({ params, query }, context) {
    const place = bucketRef(params)
    const page = pageRequest(query, newestRelationFirst)
    const ref = await iterationByKey(context, place, query)
    const found = await listAncestry(context, {
      ...place,
      direction: directionOf(query.type),
      fingerprint: ref?.fingerprint ?? '',
      channelName: query.channel ?? '',
      page,
    })
    return {
      relations: found.items.map(relationOut),
      total_count: found.count,
      pagination: paginationOut(page, found),
    }
  },
} satisfies HandlersOf<'ListBucketAncestry'>
