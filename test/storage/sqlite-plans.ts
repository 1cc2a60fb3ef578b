import { CompiledQuery, sql } from 'kysely'
import { BOUNDED, isPlanned, KEPT, type Plans, WALKED_FROM_ITS_END } from './plans.ts'

/** Queries whose results are few by nature, so that sorting them costs nothing. */
const SORTED_IN_MEMORY: Readonly<Record<string, string>> = {
  'organizations.listOrganizations': 'there is one',
  'principals.list': 'an operator made them by hand, and asks for them by a command',
  'roles.listHeld': 'what one principal holds',
  'workloads.list': 'a service principal has twenty at most',
  'webhooks.list': 'a project has a hundred at most',
  'streams.list': 'an organization has some dozens',
  'streams.listOf': 'the same',
  'sboms.list': 'a build has a few',
  'builds.list': 'a version has a few, and never thousands',
  'channels.list': 'people made them by hand, and no page is cut from them',
  'channels.listStanding': 'the same, of a few buckets',
  'revocations.listHeritable': 'only revoked ancestors of the one version',
  'ancestry.listChildEdges': 'edges of one version of each bucket that builds on them, once each',
  'ancestry.record': 'an edge a build of one version',
  footing: 'no more buckets than are looked at each time',
}
/** A step of a plan, below the step whose id is `parent`. */
interface Step {
  readonly id: number
  readonly parent: number
  readonly detail: string
}

/** SQLite's planner knows no row counts: a plan is the same at every size. */
export const sqlitePlans: Plans = {
  versions: 4000,
  beforeSeeding: async () => undefined,
  afterSeeding: async () => undefined,
  async complaints(db, question, statement) {
    if (!isPlanned(statement)) return []
    // The plan is made without the values, which prepared queries get only when they run.
    const parameters = statement.parameters.map(() => null)
    const { rows: steps } = await db.executeQuery<Step>(
      CompiledQuery.raw(`explain query plan ${statement.sql}`, parameters),
    )
    const sorts = steps
      .filter(({ detail }) => detail.includes('ORDER BY'))
      .filter((sort) => !sortsInherited(sort, steps))
    const isWalk = sorts.length === 0 && /limit \+\?\s*(?:-- unchanging)?$/.test(statement.sql)
    const wrong = [
      ...steps.filter(({ detail }) => isScan(detail, question, statement.sql)),
      ...steps.filter(({ detail }) => readsAllOf(detail) && !isWalk && !GOES_BY_KEY.test(statement.sql)),
      ...(question in SORTED_IN_MEMORY ? [] : sorts),
    ]
    return wrong.map(({ detail }) => detail)
  },
  async unservedReferences(db) {
    const { rows } = await sql<{ table: string; column: string }>`
      select tables.name as "table", reference."from" as "column"
      from sqlite_schema as tables, pragma_foreign_key_list(tables.name) as reference
      where tables.type = 'table' and reference."table" not in (${sql.join(KEPT)})
        and not exists (
          select 1 from pragma_index_list(tables.name) as i, pragma_index_info(i.name) as part
          where part.seqno = 0 and part.name = reference."from" and i.partial = 0
        )`.execute(db)
    return rows.map(({ table, column }) => `${table}.${column}`)
  },
}

function isScan(detail: string, question: string, text: string): boolean {
  const table = /^SCAN (\S+)/.exec(detail)?.[1]
  if (table === undefined || /CONSTANT ROW|VALUES CLAUSE|json_each VIRTUAL TABLE/.test(detail) || isOwn(table, text))
    return false
  if (BOUNDED.includes(table)) return false
  return !(WALKED_FROM_ITS_END.includes(question) && / USING (?:COVERING )?INDEX /.test(detail))
}

/** A statement may read the whole of what it has put together itself. */
const isOwn = (name: string, text: string): boolean =>
  name.startsWith('(subquery-') ||
  new RegExp(`\\) as "?${name}"?|[ "]${name}"?(?: ?\\([^)]*\\))? as (?:materialized )?\\(`).test(text)

/** Deletions, which look for dependent rows, and insertions into a table with triggers, which have none. */
const GOES_BY_KEY = /^\s*(?:delete|insert into "bucket")/

/** The names that subqueries give a table that they walk in the order of an index, for one row. */
const ENDS_AT_ITS_FIRST = /^SEARCH (?:next|youngest) /

/** A search that is narrowed only by bucket or project reads all of its versions or events. */
const readsAllOf = (detail: string): boolean =>
  /INDEX (?:\w*autoindex_)?(?:bucket|version|event|operation)_\w+ \((?:bucket|project|parent_bucket)_id=\?\)/.test(
    detail,
  ) && !ENDS_AT_ITS_FIRST.test(detail)

/** Each version is read with the first of its inherited revocations, those of its revoked ancestors. */
const sortsInherited = ({ parent }: Step, steps: readonly Step[]): boolean =>
  steps.some((step) => step.parent === parent && step.detail.startsWith('SEARCH inherited_revocation'))
