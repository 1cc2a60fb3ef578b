import type { StandingRelation } from '../../../domain/catalog/ancestry/ancestry.ts'
import { listAncestry } from '../../../domain/catalog/ancestry/list-ancestry.ts'
import { nameOf } from '../../../domain/catalog/version/version.ts'
import { pageRequest, paginationOut } from '../../wire/paging.ts'
import { ancestryStatusOut, directionOf, newestRelationFirst } from '../ancestry.ts'
import { bucketRef } from './builds.ts'
import type { HandlersOf, Out } from './messages.ts'

function relationOut(relation: StandingRelation): Out<'BucketAncestry'> {
  const { parent, child, channel } = relation
  const current = channel?.version ?? null
  return {
    status: ancestryStatusOut[relation.status],
    child: {
      bucket_name: child.bucketName,
      version_fingerprint: child.fingerprint,
      version_id: child.id,
      version_name: nameOf(child),
    },
    parent: {
      bucket_name: parent.bucketName,
      version_fingerprint: parent.fingerprint,
      version_id: parent.id,
      version_name: nameOf(parent),
      channel_name: channel?.name ?? '',
      channel_version: current && { fingerprint: current.fingerprint, id: current.id, name: nameOf(current) },
    },
  }
}

export const ancestryHandlers = {
  async PackerService_ListBucketAncestry({ params, query }, context) {
    const page = pageRequest(query, newestRelationFirst)
    const found = await listAncestry(context, {
      ...bucketRef(params),
      direction: directionOf(query.type),
      fingerprint: query.version_fingerprint ?? '',
      channelName: query.channel_name ?? '',
      page,
    })
    return {
      relations: found.items.map(relationOut),
      total_count: found.count,
      pagination: paginationOut(page, found),
    }
  },
} satisfies HandlersOf<'ListBucketAncestry'>
