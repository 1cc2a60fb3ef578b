import { type Kysely, sql } from 'kysely'
import type { Identified, ImportStore } from '../domain/catalog/import-record/import-store.ts'
import { insertAssignments } from './channel/channel-store.ts'
import type { Capabilities } from './engine/capabilities.ts'
import { inLongBatches } from './query/batches.ts'
import { asGiven } from './query/given.ts'
import { preparedBy, preparedQuery } from './query/prepared-query.ts'
import type { Schema } from './schema.ts'

export function importStore({ isAmong }: Capabilities): (db: Kysely<Schema>) => ImportStore {
  const taken = preparedBy((kind: Identified) =>
    preparedQuery((db, { ids }: Record<'ids', string>) =>
      db
        .selectFrom(kind)
        .select(sql.ref<string>(`${kind}.id`).as('id'))
        .where(isAmong(`${kind}.id`, ids)),
    ),
  )
  // Reads what lies between the first and the last of them, which is a range of the index: a channel may have tens of
  // thousands.
  const moments = preparedQuery((db, { channelId, first, last }: Record<'channelId' | 'first' | 'last', string>) =>
    db
      .selectFrom('channel_assignment')
      .select('assigned_at')
      .where('channel_id', '=', channelId)
      .where('assigned_at', '>=', first)
      .where('assigned_at', '<=', last),
  )
  return (db) => ({
    async listTaken(kind, ids) {
      const rows = await inLongBatches(ids, (batch) => taken(kind)(db, { ids: asGiven(batch) }))
      return rows.map(({ id }) => id)
    },
    async addHistory(channelId, lines) {
      const rows = await inLongBatches(lines, (batch) =>
        moments(db, { channelId, ...boundsOf(batch.map(({ assignedAt }) => assignedAt)) }),
      )
      const known = new Set(rows.map((row) => row.assigned_at))
      const fresh = lines.filter(({ assignedAt }) => !known.has(assignedAt))
      await insertAssignments(db, fresh)
      return fresh.length
    },
  })
}

function boundsOf(moments: readonly string[]) {
  const inOrder = moments.toSorted()
  return { first: inOrder[0] ?? '', last: inOrder.at(-1) ?? '' }
}
