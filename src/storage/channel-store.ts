import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { AssignmentOrderField, ChannelStore } from '../domain/channel/channel-store.ts'
import type { ChannelAssignment } from '../domain/channel/channel.ts'
import type { Keyset } from './keyset.ts'
import { fetchPage } from './keyset.ts'
import type { Schema } from './schema.ts'
import type { Documents } from './documents.ts'
import { preparedQuery } from './prepared-query.ts'
import { assignmentFrom, assignmentRow, channelFrom, channelRow } from './version-columns.ts'

const assignmentColumns = ['id', 'channel_id', 'version_id', 'author_id', 'assigned_at'] as const

const keyset: Keyset<AssignmentOrderField, ChannelAssignment> = {
  fields: {
    assignedAt: {
      reference: 'channel_assignment.assigned_at',
      type: 'string',
      valueOf: (assignment) => assignment.assignedAt,
    },
  },
  id: { reference: 'channel_assignment.id', type: 'string', valueOf: (assignment) => assignment.id },
}

export function channelStore(documents: Documents): (db: Kysely<Schema>) => ChannelStore {
  const channelsOf = (db: Kysely<Schema>) => db.selectFrom('channel').select(documents.channel)
  const find = preparedQuery((db, value: Record<'projectId' | 'bucketName' | 'name', string>) =>
    channelsOf(db)
      .where(
        'bucket_id',
        '=',
        sql<string>`(select id from bucket where project_id = ${value.projectId} and name = ${value.bucketName})`,
      )
      .where('name', '=', value.name),
  )

  return (db) => ({
    async insert(channel) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('channel')
        .values(channelRow(channel))
        .onConflict((conflict) => conflict.columns(['bucket_id', 'name']).doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },
    async find(projectId, bucketName, name) {
      const [row] = await find(db, { projectId, bucketName, name })
      return row && channelFrom(row)
    },
    async list(bucketId) {
      const rows = await channelsOf(db)
        .where('bucket_id', '=', bucketId)
        .orderBy('managed', 'desc')
        .orderBy('name')
        .execute()
      return rows.map(channelFrom)
    },
    async listByVersion(versionId) {
      const rows = await channelsOf(db).where('version_id', '=', versionId).orderBy('name').execute()
      return rows.map(channelFrom)
    },
    async update(channel) {
      const { restricted, version_id, updated_at } = channelRow(channel)
      await db.updateTable('channel').set({ restricted, version_id, updated_at }).where('id', '=', channel.id).execute()
    },
    async delete(id) {
      await db.deleteFrom('channel').where('id', '=', id).execute()
    },
    async insertAssignment(assignment) {
      await db.insertInto('channel_assignment').values(assignmentRow(assignment)).execute()
    },
    async listAssignments(channelId, page) {
      const query = db
        .selectFrom('channel_assignment')
        .select([...assignmentColumns, ...documents.assignedVersion])
        .where('channel_id', '=', channelId)
      return fetchPage(query, keyset, page, assignmentFrom)
    },
    async countAssignments(channelId) {
      const row = await db
        .selectFrom('channel_assignment')
        .select((eb) => eb.fn.countAll<string | number>().as('count'))
        .where('channel_id', '=', channelId)
        .executeTakeFirst()
      // Some drivers answer with text, because a count may be larger than a number is exact.
      return Number(row?.count ?? 0)
    },
  })
}
