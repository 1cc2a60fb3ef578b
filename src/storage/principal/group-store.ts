import type { Kysely } from 'kysely'
import type { GroupStore } from '../../domain/principal/group/group-store.ts'
import { inLongBatches } from '../query/batches.ts'
import type { Schema } from '../schema.ts'

export const groupStore = (db: Kysely<Schema>): GroupStore => ({
  async add(groupId, principalIds) {
    await inLongBatches(principalIds, async (batch) => {
      await db
        .insertInto('group_member')
        .values(batch.map((principalId) => ({ group_id: groupId, principal_id: principalId })))
        .onConflict((known) => known.doNothing())
        .execute()
    })
  },
  async remove(groupId, principalIds) {
    await inLongBatches(principalIds, async (batch) => {
      await db.deleteFrom('group_member').where('group_id', '=', groupId).where('principal_id', 'in', batch).execute()
    })
  },
  async listMembers(groupId) {
    const rows = await db
      .selectFrom('group_member')
      .select('principal_id')
      .where('group_id', '=', groupId)
      .orderBy('principal_id')
      .execute()
    return rows.map((row) => row.principal_id)
  },
  async listGroups(principalId) {
    const rows = await db
      .selectFrom('group_member')
      .select('group_id')
      .where('principal_id', '=', principalId)
      .orderBy('group_id')
      .execute()
    return rows.map((row) => row.group_id)
  },
  async countMembers(groupIds) {
    const rows = await inLongBatches(groupIds, (batch) =>
      db
        .selectFrom('group_member')
        .select(['group_id', ({ fn }) => fn.countAll<string | number | bigint>().as('count')])
        .where('group_id', 'in', batch)
        .groupBy('group_id')
        .execute(),
    )
    const counts = new Map(rows.map((row) => [row.group_id, Number(row.count)]))
    return groupIds.map((id) => counts.get(id) ?? 0)
  },
})
