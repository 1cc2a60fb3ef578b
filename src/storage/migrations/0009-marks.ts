// Buckets and projects have marks, which change with everything that is shown of them: an answer that was given under the same
// marks would be given again. The database itself changes them, so that no statement can forget to: not one of an earlier
// version that still runs beside this one, nor one that somebody types.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities, Trigger } from '../engine/capabilities.ts'

// Not a counter: after a restore it would reach the same numbers again.
const FRESH = 'cast(random() as text)'

interface Marked {
  readonly columns: readonly string[]
  /** The subjects whose marks are changed, as expressions over a row of `changed`; null changes none. */
  readonly subjects: readonly string[]
}

const bucketOfVersion = '(select version.bucket_id from version where version.id = changed.version_id)'
/** Null for edges of deleted buckets: these are out of sight already when they are cleared away. */
const endOfEdge = (end: 'child' | 'parent') => `(
  select ${end}.id from bucket as child cross join bucket as parent
  where child.id = changed.child_bucket_id and parent.id = changed.parent_bucket_id
    and child.deleted_at is null and parent.deleted_at is null
)`

/**
 * The tables whose contents are shown. Artifacts are not among them, because they are written and deleted with their build.
 * Neither are heirs of a revocation: they can be thousands, and come and go with a change of the revocation or of the heir
 * itself (revocation-store.ts).
 */
const marked: Readonly<Record<string, Marked>> = {
  registry: { columns: ['project_id'], subjects: ['changed.project_id'] },
  bucket: {
    columns: ['id', 'project_id', 'deleted_at'],
    // A deleted bucket takes its edges out of sight, and the buckets at their other ends may be many.
    subjects: ['changed.id', 'case when changed.deleted_at is not null then changed.project_id end'],
  },
  version: { columns: ['bucket_id'], subjects: ['changed.bucket_id'] },
  build: { columns: ['version_id'], subjects: [bucketOfVersion] },
  channel: { columns: ['bucket_id'], subjects: ['changed.bucket_id'] },
  version_edge: {
    columns: ['child_bucket_id', 'parent_bucket_id'],
    subjects: [endOfEdge('child'), endOfEdge('parent')],
  },
  revocation: { columns: ['project_id'], subjects: ['changed.project_id'] },
}

const makeAnew = (subjects: readonly string[]) => (changed: string) => `
  insert into mark (subject, value)
  select subject, ${FRESH}
  from (${subjects.map((subject) => `select distinct ${subject} as subject from ${changed}`).join(' union ')}) as named
  where subject is not null
  order by subject
  on conflict (subject) do update set value = excluded.value`

function triggersOf([table, { columns, subjects }]: [string, Marked]): readonly Trigger[] {
  const after = (event: Trigger['event'], statement: Trigger['statement']): Trigger => ({
    name: `mark_after_${event}_of_${table}`,
    table,
    event,
    columns,
    statement,
  })
  const anew = makeAnew(subjects)
  const forget = (changed: string) => `delete from mark where subject in (select changed.id from ${changed})`
  return [after('insert', anew), after('update', anew), after('delete', table === 'bucket' ? forget : anew)]
}

export const markWhatIsShown = ({ textType, trigger }: Capabilities): Migration => ({
  async up(db: Kysely<unknown>) {
    const { schema } = db
    await schema
      .createTable('mark')
      .addColumn('subject', textType, (column) => column.notNull().primaryKey())
      .addColumn('value', textType, (column) => column.notNull())
      .execute()
    await sql`insert into mark (subject, value) select id, ${sql.raw(FRESH)} from bucket`.execute(db)
    await sql`insert into mark (subject, value) select project_id, ${sql.raw(FRESH)} from registry`.execute(db)
    for (const statement of Object.entries(marked).flatMap(triggersOf).flatMap(trigger)) await statement.execute(db)

    // For the channels through which the parents of a bucket's versions were found.
    await schema
      .createIndex('version_edge_by_child_bucket_id')
      .on('version_edge')
      .columns(['child_bucket_id', 'channel_id'])
      .execute()
    await schema.createIndex('revocation_by_at').on('revocation').columns(['project_id', 'at']).execute()
  },
})
