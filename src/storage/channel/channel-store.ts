// Channels, where they point and have pointed. What they point at is read by `version/`.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { AssignmentOrderField, ChannelStore } from '../../domain/catalog/channel/channel-store.ts'
import type { PageRequest } from '../../domain/page.ts'
import { isLive } from '../bucket/live-bucket.ts'
import { clearChannel } from '../bucket/purge-buckets.ts'
import { type BucketName, servedBucketId } from '../bucket/served-bucket.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { inBatches, inLongBatches, inShortBatches } from '../query/batches.ts'
import { fetchHeavyPage } from '../query/heavy-page.ts'
import { heavyReads } from '../query/heavy-reads.ts'
import { insertMany } from '../query/insert-many.ts'
import type { Keyset } from '../query/keyset.ts'
import { preparedList, preparedQuery } from '../query/prepared-query.ts'
import type { ChannelAssignmentRow, Schema } from '../schema.ts'
import type { Documents } from '../version/documents.ts'
import { versionOutlines } from '../version/version-outlines.ts'
import { outlineBytes, versionBytes, weighedFrom } from '../version/weights.ts'
import {
  assignmentFrom,
  assignmentOutlineFrom,
  assignmentRow,
  channelFrom,
  channelOutlineFrom,
  channelRow,
  listedChannelFrom,
} from './channel-columns.ts'
import { listPrevious } from './list-previous.ts'

const assignmentColumns = ['id', 'channel_id', 'version_id', 'author_id', 'assigned_at'] as const

const keyColumns = ['id', 'assigned_at'] as const
type Key = Pick<ChannelAssignmentRow, (typeof keyColumns)[number]>

const keyset: Keyset<AssignmentOrderField, Key> = {
  fields: {
    assignedAt: { reference: 'channel_assignment.assigned_at', type: 'string', valueOf: (key) => key.assigned_at },
  },
  id: { reference: 'channel_assignment.id', type: 'string', valueOf: (key) => key.id },
}

interface Reading<Item> {
  /** How much is read of the version whose id a column has. */
  readonly bytes: (versionId: string) => RawBuilder<number | string>
  readonly read: (ids: readonly string[]) => Promise<readonly Item[]>
}

const assignmentsIn = (db: Kysely<Schema>, ids: readonly string[]) =>
  db.selectFrom('channel_assignment').select(assignmentColumns).where('id', 'in', ids)

const assignments = <Item extends { readonly id: string }>(
  db: Kysely<Schema>,
  channelId: string,
  request: PageRequest<AssignmentOrderField>,
  { bytes, read }: Reading<Item>,
) =>
  fetchHeavyPage({
    query: db.selectFrom('channel_assignment').select(keyColumns).where('channel_id', '=', channelId),
    keyset,
    request,
    keyOf: (row: Key) => row,
    weigh: async (ids) => {
      const rows = await db
        .selectFrom('channel_assignment')
        .select(['id', bytes('channel_assignment.version_id').as('bytes')])
        .where('id', 'in', ids)
        .execute()
      return rows.map(weighedFrom)
    },
    read,
  })

export function channelStore(documents: Documents, capabilities: Capabilities): (db: Kysely<Schema>) => ChannelStore {
  const channelsOf = (db: Kysely<Schema>) => db.selectFrom('channel').select(documents.channel)
  const outlinesOf = (db: Kysely<Schema>) => db.selectFrom('channel').select(documents.channelOutline)
  const listedOf = (db: Kysely<Schema>) => db.selectFrom('channel').select(documents.listedChannel)
  const outlines = versionOutlines(documents)
  const heavyRead = heavyReads()
  const find = preparedQuery((db, value: Record<'projectId' | 'bucketName' | 'name', string>) =>
    channelsOf(db)
      .where(
        'bucket_id',
        '=',
        sql<string>`(select id from bucket where project_id = ${value.projectId} and name = ${value.bucketName} and deleted_at is null)`,
      )
      .where('name', '=', value.name),
  )
  const findServed = preparedQuery((db, value: BucketName & Record<'name', string>) =>
    channelsOf(db).where('bucket_id', '=', servedBucketId(value)).where('name', '=', value.name),
  )
  const managed = preparedList((db, bucketIds: readonly string[]) =>
    outlinesOf(db).where('bucket_id', 'in', bucketIds).where('managed', '=', 1).where(isLive('channel.bucket_id')),
  )
  const insertAssignments = insertMany({
    table: 'channel_assignment',
    columns: assignmentColumns,
    rowOf: assignmentRow,
  })
  const previous = listPrevious(capabilities)
  const point = preparedList((db, assignmentIds: readonly string[]) =>
    db
      .updateTable('channel')
      .from('channel_assignment')
      .set((assigned) => ({
        version_id: assigned.ref('channel_assignment.version_id'),
        updated_at: assigned.ref('channel_assignment.assigned_at'),
      }))
      .whereRef('channel.id', '=', 'channel_assignment.channel_id')
      .where('channel_assignment.id', 'in', assignmentIds),
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
      const row = await heavyRead(`${projectId} ${bucketName} ${name}`, () => find(db, { projectId, bucketName, name }))
      return row && channelFrom(row)
    },
    async findServed(projectId, bucketName, name) {
      const ask = () => findServed(db, { projectId, bucketName, name })
      const row = await heavyRead(`${projectId} ${bucketName} ${name}`, ask)
      return row && channelFrom(row)
    },
    async list(bucketId) {
      const rows = await listedOf(db)
        .where('bucket_id', '=', bucketId)
        .orderBy('managed', 'desc')
        .orderBy('name')
        .execute()
      return rows.map(listedChannelFrom)
    },
    async count(bucketId) {
      const row = await db
        .selectFrom('channel')
        .select((eb) => eb.fn.countAll<string | number>().as('count'))
        .where('bucket_id', '=', bucketId)
        .executeTakeFirst()
      return Number(row?.count ?? 0)
    },
    async listByVersions(versions) {
      // The versions of a few buckets can be many, and their channels are few: these are asked for their versions.
      const versionIds = new Set(versions.map(({ id }) => id))
      const bucketIds = [...new Set(versions.map(({ bucketId }) => bucketId))]
      const pointing = await inLongBatches(bucketIds, (batch) =>
        db
          .selectFrom('channel')
          .select(['id', 'version_id'])
          .where('bucket_id', 'in', batch)
          .where('managed', '=', 0)
          .where(isLive('channel.bucket_id'))
          .execute(),
      )
      const found = pointing.filter(({ version_id }) => version_id !== null && versionIds.has(version_id))
      const listed = await inBatches(
        found.map(({ id }) => id),
        async (batch) => (await listedOf(db).where('id', 'in', batch).execute()).map(listedChannelFrom),
      )
      const heldIds = [...new Set(listed.flatMap(({ version }) => version?.id ?? []))]
      const held = new Map(
        (await inShortBatches(heldIds, (batch) => outlines(db, batch))).map((each) => [each.id, each]),
      )
      return listed.map((channel) => ({ ...channel, version: held.get(channel.version?.id ?? '') ?? null }))
    },
    async listManaged(bucketIds) {
      return inShortBatches(bucketIds, async (batch) => (await managed(db, batch)).map(channelOutlineFrom))
    },
    async update(channel) {
      const { restricted, version_id, updated_at } = channelRow(channel)
      await db.updateTable('channel').set({ restricted, version_id, updated_at }).where('id', '=', channel.id).execute()
    },
    async delete(id) {
      while (!(await clearChannel(db, id))) continue
      await db.deleteFrom('channel').where('id', '=', id).execute()
    },
    async assign(assignments) {
      await insertAssignments(db, assignments)
      await inBatches(
        assignments.map(({ id }) => id),
        (batch) => point(db, batch),
      )
    },
    listPrevious: (channelIds, now) => previous(db, channelIds, now),
    listAssignments: (channelId, request) =>
      assignments(db, channelId, request, {
        bytes: versionBytes,
        read: async (ids) => {
          const rows = await assignmentsIn(db, ids).select(documents.assignedVersion).execute()
          return rows.map(assignmentFrom)
        },
      }),
    listAssignmentOutlines: (channelId, request) =>
      assignments(db, channelId, request, {
        bytes: outlineBytes,
        read: async (ids) => {
          const rows = await assignmentsIn(db, ids).select(documents.assignedOutline).execute()
          return rows.map(assignmentOutlineFrom)
        },
      }),
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
