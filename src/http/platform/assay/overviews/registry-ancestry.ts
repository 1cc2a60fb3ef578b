import type { Operations } from '../../../../contract/generated/assay-v1.ts'
import type { PairOrderField } from '../../../../domain/catalog/ancestry/ancestry-store.ts'
import {
  listRegistryAncestry,
  type RegistryRelation,
} from '../../../../domain/catalog/ancestry/list-registry-ancestry.ts'
import type { Instant } from '../../../../domain/clock.ts'
import type { Handlers } from '../../../binding/handler.ts'
import { ancestryStatusOut } from '../../../packer/ancestry.ts'
import { pageRequest, paginationOut, type Paging } from '../../../wire/paging.ts'
import { viewOf } from '../../../wire/view.ts'
import { type Out, versionInShortOut } from '../version-in-short.ts'

const byChild: Paging<PairOrderField> = { fields: {}, order: [{ field: 'childName', descending: false }] }

const relationOut = (
  { parent, child, channelName, status }: RegistryRelation,
  now: Instant,
): Out<'BucketRelation'> => ({
  parent: versionInShortOut(parent, now),
  child: versionInShortOut(child, now),
  channel_name: channelName,
  status: ancestryStatusOut[status],
})

export const registryAncestryHandlers = {
  async AssayService_ListRegistryAncestry({ params, query }, context) {
    const { location, now } = viewOf(params, context)
    const page = pageRequest(query, byChild)
    const found = await listRegistryAncestry(context, { location, page })
    return { relations: found.items.map((each) => relationOut(each, now)), pagination: paginationOut(page, found) }
  },
} satisfies Handlers<Operations, 'AssayService_ListRegistryAncestry'>
