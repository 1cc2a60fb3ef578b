// PostgreSQL plans by row counts and by statistics of values. It plans for the values at hand or, from the sixth execution of a
// named statement on a connection, once for all values, if that seems no worse.
import { CompiledQuery, type Kysely, sql } from 'kysely'
import pg from 'pg'
import { statementNames } from '../../src/storage/engine/statement-names.ts'
import type { Schema } from '../../src/storage/schema.ts'
import { BOUNDED, isPlanned, KEPT, type Plans, WALKED_FROM_ITS_END } from './plans.ts'
import type { Statement } from './recorded-statements.ts'

/** The most rows to read for a response, of 100,000 versions and as many builds. The largest queries name some hundreds. */
const MOST_ROWS = 4000

type Mode = 'force_custom_plan' | 'force_generic_plan'

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly 'Actual Rows'?: number
  readonly 'Actual Loops'?: number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Join Filter'?: number
  readonly Plans?: readonly Node[]
}

/** Plans that a connection made while there were few rows, and keeps: they must be good when there are many. */
export const earlyPostgresPlans: Plans = {
  ...seeding(4000),
  complaints: async (db, question, statement) =>
    isKept(statement) ? wrongWith(await plansOf(db, statement, ['force_generic_plan']), question) : [],
}

/** Plans after years, with matching statistics. */
export const postgresPlans: Plans = {
  ...seeding(100_000),
  complaints: async (db, question, statement) =>
    isPlanned(statement)
      ? wrongWith(await plansOf(db, statement, ['force_custom_plan', 'force_generic_plan']), question)
      : [],
}

function seeding(versions: number): Omit<Plans, 'complaints'> {
  return {
    versions,
    // Seeded rows reference rows that exist: that need not be checked a million times.
    beforeSeeding: async (db) => {
      await sql`set local session_replication_role = replica`.execute(db)
    },
    afterSeeding: async (db) => {
      await sql`vacuum analyze`.execute(db)
    },
    unservedReferences,
  }
}

const isKept = (statement: Statement): boolean =>
  isPlanned(statement) && statementNames().of(statement.sql, statement.parameters) !== undefined

async function plansOf(db: Kysely<Schema>, statement: Statement, modes: readonly Mode[]): Promise<readonly Node[]> {
  const run = <Row>(text: string) => db.executeQuery<Row>(CompiledQuery.raw(text))
  await run(`prepare asked as ${statement.sql}`)
  const values = statement.parameters.map(literalOf).join(', ')
  // Statements that read are run, to see how many rows they take.
  const isRead = /^\s*(?:select|with)\b/.test(statement.sql) && !/\bfor (?:update|share)\b/.test(statement.sql)
  const options = isRead ? 'analyze, timing off, format json' : 'format json'
  const plans: Node[] = []
  for (const mode of modes) {
    await run(`set local plan_cache_mode = ${mode}`)
    const { rows } = await run<{ 'QUERY PLAN': readonly [{ readonly Plan: Node }] }>(
      `explain (${options}) execute asked${values === '' ? '' : `(${values})`}`,
    )
    plans.push(...rows.flatMap((row) => row['QUERY PLAN'].map(({ Plan }) => Plan)))
  }
  await run('deallocate asked')
  return plans
}

function literalOf(value: unknown): string {
  if (typeof value === 'string') return pg.escapeLiteral(value)
  if (value === null) return 'null'
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`
  if (typeof value === 'number') return String(value)
  throw new Error(`no literal for a ${typeof value}`)
}

function wrongWith(plans: readonly Node[], question: string): readonly string[] {
  return plans.flatMap((plan) => {
    const nodes = nodesOf(plan)
    const rows = nodes.reduce((sum, node) => sum + rowsReadBy(node), 0)
    return [
      ...nodes.filter((node) => isScan(node, question)).map((node) => `${node['Node Type']} of ${placeOf(node)}`),
      ...(rows > MOST_ROWS ? [`${rows} rows`] : []),
    ]
  })
}

const nodesOf = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

const placeOf = (node: Node): string => node['Index Name'] ?? node['Relation Name'] ?? ''

function isScan(node: Node, question: string): boolean {
  if (node['Node Type'] === 'Seq Scan') return !BOUNDED.includes(node['Relation Name'] ?? '')
  const isWholeIndex = /Index/.test(node['Node Type']) && node['Index Cond'] === undefined
  return isWholeIndex && !WALKED_FROM_ITS_END.includes(question)
}

function rowsReadBy(node: Node): number {
  const removed = node['Rows Removed by Join Filter'] ?? 0
  const read =
    node['Relation Name'] === undefined ? 0 : (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)
  return (read + removed) * (node['Actual Loops'] ?? 0)
}

async function unservedReferences(db: Kysely<Schema>): Promise<readonly string[]> {
  const { rows } = await sql<{ reference: string }>`
    select pg_class.relname || '.' || pg_attribute.attname as reference
    from pg_constraint
    join pg_class on pg_class.oid = pg_constraint.conrelid
    join pg_class as referred on referred.oid = pg_constraint.confrelid
    join pg_attribute on pg_attribute.attrelid = pg_class.oid and pg_attribute.attnum = pg_constraint.conkey[1]
    where pg_constraint.contype = 'f' and referred.relname not in (${sql.join(KEPT)})
      and not exists (
        select 1 from pg_index
        where pg_index.indrelid = pg_class.oid and pg_index.indkey[0] = pg_constraint.conkey[1] and pg_index.indpred is null
      )`.execute(db)
  return rows.map(({ reference }) => reference)
}
