// What an answer about a bucket depends on: marks, which the database changes with every change (migrations/0009-marks.ts), and
// which are read before anything is read for the answer. While they are the same, the answer can be given again. Ports know
// nothing of this: they always read the database.
import { type RawBuilder, sql } from 'kysely'
import type { FootingOf } from '../../domain/catalog/bucket/footing.ts'
import type { Instant } from '../../domain/clock.ts'
import type { Database } from '../engine/dialect.ts'
import { inLongBatches } from '../query/batches.ts'
import { asGiven } from '../query/given.ts'
import { preparedQuery } from '../query/prepared-query.ts'
import type { Schema } from '../schema.ts'

const MOST_SUBJECTS = 64

type Marks = ReadonlyMap<string, string>

const marksIn = (rows: readonly Schema['mark'][]): Marks => new Map(rows.map(({ subject, value }) => [subject, value]))

export function footings({ reader, capabilities, epoch, isolatesReader }: Database): FootingOf {
  if (!isolatesReader) return async () => undefined
  const under = { versions: footingQuery(alone), bucket: footingQuery(withKin) }
  const marksOf = preparedQuery((db, { subjects }: { readonly subjects: string }) =>
    db.selectFrom('mark').select(['subject', 'value']).where(capabilities.isAmong('subject', subjects)),
  )
  const ask = (subjects: readonly string[]) =>
    inLongBatches(subjects, (batch) => marksOf(reader, { subjects: asGiven(batch) }))
  // A query in this very process does not wait, so there each caller asks for itself. Elsewhere, callers share queries.
  const currentMarks =
    epoch === null ? sharedQuestion(ask) : async (subjects: readonly string[]) => marksIn(await ask(subjects))
  return async ({ what, ...shown }) => {
    let knownAt = epoch?.()
    const rows = await under[what](reader, shown)
    const marks = new Map(rows.flatMap(({ subject, value }) => (value === null ? [] : [[subject, value] as const])))
    if (rows.length < 2 || marks.size < rows.length || marks.size > MOST_SUBJECTS) return undefined
    return {
      until: rows[0]?.until ?? null,
      holds: () => {
        const now = epoch?.()
        if (now !== undefined && now === knownAt) return true
        return currentMarks([...marks.keys()]).then((current) => {
          const isSame = marks.entries().every(([subject, value]) => current.get(subject) === value)
          if (isSame) knownAt = now
          return isSame
        })
      },
    }
  }
}

/** After this long, the caller reads the data itself instead, and may have to wait for it like any other reader. */
const SOON_MS = 1000

async function soon<Result>(answer: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(reject, SOON_MS, new Error('the database takes too long to tell its marks'))
  try {
    return await Promise.race([answer, promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Callers that ask while a query is under way share the next one, never that one: it may have missed what was changed since. */
function sharedQuestion(
  ask: (subjects: readonly string[]) => Promise<readonly Schema['mark'][]>,
): (subjects: readonly string[]) => Promise<Marks> {
  let next: { readonly subjects: Set<string>; readonly answer: Promise<Marks> } | null = null
  let underWay: Promise<unknown> = Promise.resolve()

  async function askNext(subjects: ReadonlySet<string>): Promise<Marks> {
    await underWay
    // Lets callers join whose requests have arrived already.
    await new Promise(setImmediate)
    next = null
    const rows = soon(ask([...subjects]))
    underWay = rows.catch(() => undefined)
    return marksIn(await rows)
  }

  return (asked) => {
    if (next === null) {
      const subjects = new Set<string>()
      next = { subjects, answer: askNext(subjects) }
    }
    for (const subject of asked) next.subjects.add(subject)
    return next.answer
  }
}

interface FootingRow {
  readonly subject: string
  readonly value: string | null
  readonly until: Instant | null
}
type Asked = Readonly<Record<'projectId' | 'bucketName' | 'now', string>>

/**
 * Each step is a look-up in an index. The number of steps is bounded: an answer that needs more depends on a mark that does not
 * exist, and has no footing.
 */
const oneByOne = (column: string, source: string, beyond: string) =>
  sql.raw(`(select next.${column} from version_edge as next where ${source}${beyond} order by next.${column} limit 1)`)
const steps = sql.lit(MOST_SUBJECTS)

/** The buckets that build on the one asked for. */
const builtOn = sql`
  built_on(bucket_id, step) as (
    select ${oneByOne('child_bucket_id', 'next.parent_bucket_id = asked.id', '')}, 1 from asked
    union all
    select ${oneByOne('child_bucket_id', 'next.parent_bucket_id = asked.id', ' and next.child_bucket_id > built_on.bucket_id')}, step + 1
    from built_on cross join asked where built_on.bucket_id is not null and step <= ${steps}
  ),`

/**
 * The subjects that everything in the answer depends on: the bucket, its project, and the buckets of the channels through which
 * parents were found, because whether a version is up to date depends on where these channels point.
 */
const footing = (family: RawBuilder<unknown>, { projectId, bucketName, now }: Asked) => sql<FootingRow>`
  with recursive
  asked(id, project_id) as materialized (
    select id, project_id from bucket where project_id = ${projectId} and name = ${bucketName} and deleted_at is null
  ),
  ${family}
  led(bucket_id, channel_id, step) as (
    select family.id, ${oneByOne('channel_id', 'next.child_bucket_id = family.id', '')}, 1 from family
    union all
    select bucket_id, ${oneByOne('channel_id', 'next.child_bucket_id = led.bucket_id', ' and next.channel_id > led.channel_id')}, step + 1
    from led where channel_id is not null and step <= ${steps}
  ),
  named(subject) as (
    select project_id from asked
    union select id from family
    union select channel.bucket_id from led cross join channel where channel.id = led.channel_id
    union select '' from led where channel_id is not null and step > ${steps}
  )
  select named.subject, (select value from mark where mark.subject = named.subject) as value,
    (select at from revocation where project_id = ${projectId} and at > ${now} order by at limit 1) as until
  from named`

const alone = sql`family(id) as (select id from asked),`
const withKin = sql`${builtOn}
  family(id) as (select id from asked union select bucket_id from built_on where bucket_id is not null),`

const footingQuery = (family: RawBuilder<unknown>) =>
  preparedQuery((db, asked: Asked) => ({ compile: () => footing(family, asked).compile(db) }))
