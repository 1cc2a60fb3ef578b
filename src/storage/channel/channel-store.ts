// Channels, where they point and have pointed. What they point at is read by `version/`.
import { type Kysely, sql } from 'kysely'
import type { AssignmentOrderField, ChannelStore, NewAssignment } from '../../domain/catalog/channel/channel-store.ts'
import type { ListedChannel } from '../../domain/catalog/channel/channel.ts'
import type { PageRequest } from '../../domain/page.ts'
import { type BucketName, isLive, servedBucketId } from '../bucket/live-bucket.ts'
import { clearChannel } from '../bucket/purge-buckets.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { inBatches, inLongBatches, inShortBatches } from '../query/batches.ts'
import { codecOf, countOf, flag, table, through } from '../query/table.ts'
import { asGiven } from '../query/given.ts'
import { fetchHeavyPage } from '../query/heavy-page.ts'
import { heavyReads } from '../query/heavy-reads.ts'
import { insertMany } from '../query/insert-rows.ts'
import { keysetOf } from '../query/keyset.ts'
import { preparedCommand, preparedList, preparedQuery } from '../query/prepared-query.ts'
import type { Schema } from '../schema.ts'
import type { Document, Documents } from '../version/documents.ts'
import { versionsIn } from '../version/version-store.ts'
import { outlineBytes, versionBytes, weighedFrom } from '../version/weights.ts'
import { listNames } from './list-names.ts'
import { listPrevious } from './list-previous.ts'

type Named = ListedChannel['version']
const named = (id: string | null): Named => (id === null ? null : { id })

type Own = Omit<ListedChannel, 'bucketName'>
const channels = table(
  'channel',
  through(
    codecOf<Own & { readonly versionId: string | null }>()(
      ['id', 'bucketId', 'name', 'authorId', 'managed', 'restricted', 'versionId', 'createdAt', 'updatedAt'],
      { managed: flag, restricted: flag },
    ),
    ({ version, ...channel }: Own) => ({ ...channel, versionId: version?.id ?? null }),
    ({ versionId, ...channel }) => ({ ...channel, version: named(versionId) }),
  ),
)
export const channelRow = channels.rowOf
const bucketName = sql<string>`(select bucket.name from bucket where bucket.id = channel.bucket_id)`.as('bucket_name')
const channelsOf = (db: Kysely<Schema>) => db.selectFrom('channel').select(channels.columns).select(bucketName)
type ChannelRow = ReturnType<typeof channelRow> & { readonly bucket_name: string }
const listedFrom = (row: ChannelRow): ListedChannel => ({ ...channels.itemOf(row), bucketName: row.bucket_name })

const assignments = table(
  'channel_assignment',
  through(
    codecOf<NewAssignment & { readonly versionId: string | null }>()([
      'id',
      'channelId',
      'versionId',
      'authorId',
      'assignedAt',
    ]),
    ({ version, ...assignment }: NewAssignment) => ({ ...assignment, versionId: version?.id ?? null }),
    ({ versionId, ...assignment }) => ({ ...assignment, version: named(versionId) }),
  ),
)
export const assignmentRow = assignments.rowOf
export const insertAssignments = insertMany(assignments)

const keyset = keysetOf<AssignmentOrderField>('channel_assignment', { assignedAt: 'string' })

const newestAssignment = (column: 'assigned_at' | 'author_id') => sql<string | null>`(
  select ${sql.ref(`newest.${column}`)} from channel_assignment as newest
  where newest.channel_id = channel.id order by newest.assigned_at desc, newest.id desc limit 1
)`

/** A page of a channel's history, with each version as the given document, whose size `bytes` estimates. */
const history = <Row extends object, SomeVersion>(
  db: Kysely<Schema>,
  channelId: string,
  request: PageRequest<AssignmentOrderField>,
  { columns, itemOf }: Document<Row, SomeVersion>,
  bytes: typeof versionBytes,
) => {
  const ofIds = (ids: readonly string[]) => db.selectFrom('channel_assignment').where('id', 'in', ids)
  return fetchHeavyPage({
    query: db.selectFrom('channel_assignment').select(keyset.columns).where('channel_id', '=', channelId),
    keyset,
    request,
    async weigh(ids) {
      const rows = await ofIds(ids)
        .select(['id', bytes('channel_assignment.version_id').as('bytes')])
        .execute()
      return rows.map(weighedFrom)
    },
    async read(ids) {
      const rows = await ofIds(ids).select(assignments.columns).select(columns).execute()
      return rows.map((row) => ({ ...assignments.itemOf(row), version: itemOf(row as unknown as Row) }))
    },
  })
}

export function channelStore(documents: Documents, capabilities: Capabilities): (db: Kysely<Schema>) => ChannelStore {
  const version = documents.versionOf('channel')
  const outline = documents.outlineOf('channel')
  const outlines = versionsIn(documents.versionOutline)
  const heavyRead = heavyReads()
  const find = preparedQuery((db, value: Record<'projectId' | 'bucketName' | 'name', string>) =>
    channelsOf(db)
      .select(version.columns)
      .where(
        'bucket_id',
        '=',
        sql<string>`(select id from bucket where project_id = ${value.projectId} and name = ${value.bucketName} and deleted_at is null)`,
      )
      .where('name', '=', value.name),
  )
  const findServed = preparedQuery((db, value: BucketName & Record<'name', string>) =>
    channelsOf(db)
      .select(version.columns)
      .where('bucket_id', '=', servedBucketId(value))
      .where('name', '=', value.name),
  )
  const listed = preparedQuery((db, { bucketId, name }: Record<'bucketId' | 'name', string>) =>
    channelsOf(db).where('bucket_id', '=', bucketId).where('name', '=', name),
  )
  const managed = preparedList((db, bucketIds: readonly string[]) =>
    channelsOf(db)
      .select(outline.columns)
      .where('bucket_id', 'in', bucketIds)
      .where('managed', '=', 1)
      .where(isLive('channel.bucket_id')),
  )
  const standing = preparedList((db, bucketIds: readonly string[]) =>
    channelsOf(db)
      .select([newestAssignment('assigned_at').as('assigned_at'), newestAssignment('author_id').as('assigned_by')])
      .where('bucket_id', 'in', bucketIds)
      .where(isLive('channel.bucket_id'))
      .orderBy('bucket_id')
      .orderBy('managed', 'desc')
      .orderBy('created_at')
      .orderBy('id'),
  )
  const names = listNames(capabilities)
  const previous = listPrevious(capabilities)
  const point = preparedCommand((db, { assignments }: Readonly<Record<'assignments', string>>) =>
    db
      .updateTable('channel')
      .from('channel_assignment')
      .set((assigned) => ({
        version_id: assigned.ref('channel_assignment.version_id'),
        updated_at: assigned.ref('channel_assignment.assigned_at'),
      }))
      .whereRef('channel.id', '=', 'channel_assignment.channel_id')
      .where(capabilities.isAmong('channel_assignment.id', assignments)),
  )

  return (db) => ({
    insert: (channel) => channels.insertNew(db, channel, 'bucket_id', 'name'),
    async find(projectId, bucketName, name) {
      const row = await heavyRead(`${projectId} ${bucketName} ${name}`, () => find(db, { projectId, bucketName, name }))
      return row && { ...listedFrom(row), version: version.itemOf(row) }
    },
    async findServed(projectId, bucketName, name) {
      const ask = () => findServed(db, { projectId, bucketName, name })
      const row = await heavyRead(`${projectId} ${bucketName} ${name}`, ask)
      return row && { ...listedFrom(row), version: version.itemOf(row) }
    },
    async list(bucketId) {
      const rows = await channelsOf(db)
        .where('bucket_id', '=', bucketId)
        .orderBy('managed', 'desc')
        .orderBy('name')
        .execute()
      return rows.map(listedFrom)
    },
    async findListed(bucketId, name) {
      const [row] = await listed(db, { bucketId, name })
      return row && listedFrom(row)
    },
    async listStanding(bucketIds) {
      const rows = await inShortBatches(bucketIds, (batch) => standing(db, batch))
      return rows.map(({ assigned_at, assigned_by, ...row }) => ({
        ...listedFrom(row),
        assignment:
          row.version_id === null || assigned_at === null
            ? null
            : { assignedAt: assigned_at, authorId: assigned_by ?? '' },
      }))
    },
    count: (bucketId) => countOf(db.selectFrom('channel').where('bucket_id', '=', bucketId)),
    async listByVersions(versions) {
      // A few buckets can have many versions, but they have few channels: so the channels are looked up and matched with the
      // versions.
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
        async (batch) => (await channelsOf(db).where('id', 'in', batch).execute()).map(listedFrom),
      )
      const heldIds = [...new Set(listed.flatMap(({ version }) => version?.id ?? []))]
      const held = new Map(
        (await inShortBatches(heldIds, (batch) => outlines(db, batch))).map((each) => [each.id, each]),
      )
      return listed.map((channel) => ({ ...channel, version: held.get(channel.version?.id ?? '') ?? null }))
    },
    listNames: (versionIds) => names(db, versionIds),
    async listManaged(bucketIds) {
      return inShortBatches(bucketIds, async (batch) =>
        (await managed(db, batch)).map((row) => ({ ...listedFrom(row), version: outline.itemOf(row) })),
      )
    },
    update: (channel) => channels.update(db, channel, 'restricted', 'version_id', 'updated_at'),
    async delete(id) {
      while (!(await clearChannel(db, id))) continue
      await db.deleteFrom('channel').where('id', '=', id).execute()
    },
    async assign(made) {
      await insertAssignments(db, made)
      await inBatches(
        made.map(({ id }) => id),
        (batch) => point(db, { assignments: asGiven(batch) }),
      )
    },
    listPrevious: (channelIds, now, except) => previous(db, channelIds, now, except ?? new Set()),
    listAssignments: (channelId, request) =>
      history(db, channelId, request, documents.versionOf('channel_assignment'), versionBytes),
    listAssignmentOutlines: (channelId, request) =>
      history(db, channelId, request, documents.outlineOf('channel_assignment'), outlineBytes),
    countAssignments: (channelId) => countOf(db.selectFrom('channel_assignment').where('channel_id', '=', channelId)),
  })
}
