// Searches buckets by what no index covers: a text, labels, platforms, the state of their channels. Buckets are read in the
// order of an index, a piece at a time, and the database decides for each whether it fits.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import {
  type BucketCondition,
  type BucketSearch,
  type BucketSurvey,
  type LabelSearch,
  type SearchOrderField,
  SHOWN_CHANNELS,
} from '../../domain/catalog/bucket/bucket-store.ts'
import type { Instant } from '../../domain/clock.ts'
import type { Page, PageRequest } from '../../domain/page.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { hasRow } from '../query/any-row.ts'
import { breathing, LONG_BATCH } from '../query/batches.ts'
import { asGiven } from '../query/given.ts'
import { keysetOf } from '../query/keyset.ts'
import { ALL, fetchSiftedPage } from '../query/sifted-page.ts'
import type { Schema } from '../schema.ts'
import { isValid, newestCompleteId, newestId } from '../version/validity.ts'
import { isLive } from './live-bucket.ts'

const keyset = keysetOf<SearchOrderField>('bucket', {
  name: 'string',
  createdAt: 'string',
  updatedAt: 'string',
  newestAt: 'string',
})

/** Smaller, because the channels, versions and revocations of each bucket are looked at. */
const CONDITIONED_PIECE = 150
/** About what a channel takes on the wire; a bucket takes as much again. */
const SHOWN_BYTES = 400

interface Row extends Readonly<Record<'id' | 'name' | 'description', string>> {
  readonly fits: number
}

export interface FoundBuckets {
  readonly search: (search: BucketSearch, page: PageRequest<SearchOrderField>) => Promise<Page<{ readonly id: string }>>
  readonly survey: (search: BucketSearch) => Promise<BucketSurvey>
}

export function bucketSearch(capabilities: Capabilities): (db: Kysely<Schema>) => FoundBuckets {
  const rowsOf = (db: Kysely<Schema>, search: BucketSearch) =>
    db
      .selectFrom('bucket')
      .select(['id', 'name', 'description', fitness(capabilities, search).as('fits')])
      .where('deleted_at', 'is', null)
      .where('project_id', '=', search.projectId)
      .$if(search.names !== null, (query) =>
        query.where(capabilities.isAmong('bucket.name', asGiven(search.names ?? []))),
      )
  const weighedRowsOf = (db: Kysely<Schema>, search: BucketSearch) =>
    rowsOf(db, search)
      .select(keyset.columns)
      .select(sql<number>`octet_length(bucket.labels)`.as('label_bytes'))
      .select(sql<number | string>`(select count(*) from channel where channel.bucket_id = bucket.id)`.as('channels'))
  const pieceOf = ({ platforms, conditions }: BucketSearch) =>
    platforms.length + conditions.length > 0 ? CONDITIONED_PIECE : LONG_BATCH

  return (db) => ({
    search: (search, request) =>
      fetchSiftedPage(
        { query: weighedRowsOf(db, search), keyset, request },
        {
          fits: fittingIn(search),
          bytesOf: ({ label_bytes, channels }) =>
            label_bytes + SHOWN_BYTES * (1 + Math.min(Number(channels), SHOWN_CHANNELS)),
          piece: pieceOf(search),
          most: ALL,
        },
      ),
    async survey(search) {
      const fits = fittingIn(search)
      const breathe = breathing()
      const piece = pieceOf(search)
      const frequency = new Map<string, number>()
      let count = 0
      for (let last: string | undefined = ''; last !== undefined;) {
        const rows = await rowsOf(db, search).where('name', '>', last).orderBy('name').limit(piece).execute()
        count += rows.filter(fits).length
        for (const { name, channels } of await channelNames(db, rows, search))
          frequency.set(name, (frequency.get(name) ?? 0) + Number(channels))
        last = rows.length < piece ? undefined : rows.at(-1)?.name
        await breathe()
      }
      return { count, channelNames: mostFrequent(frequency) }
    },
  })

  async function channelNames(db: Kysely<Schema>, buckets: readonly Row[], { restrictedIn }: BucketSearch) {
    const seen = buckets.filter(({ name }) => restrictedIn === null || restrictedIn.includes(name))
    const amongst = (some: readonly Row[]) =>
      capabilities.isAmong('channel.bucket_id', asGiven(some.map(({ id }) => id)))
    return db
      .selectFrom('channel')
      .select(({ fn }) => ['name', fn.countAll().as('channels')])
      .where(amongst(buckets))
      .$if(restrictedIn !== null, (query) => query.where(sql<boolean>`(channel.restricted = 0 or ${amongst(seen)})`))
      .groupBy('name')
      .execute()
  }
}

const MOST_NAMES = 12

const mostFrequent = (frequency: ReadonlyMap<string, number>): readonly string[] =>
  [...frequency]
    .sort(([one, often], [other, oftener]) => oftener - often || (one < other ? -1 : 1))
    .slice(0, MOST_NAMES)
    .map(([name]) => name)

/** Compares texts here, because databases do not agree on which letters have another case. */
function fittingIn({ text }: BucketSearch): (row: Row) => boolean {
  const wanted = text.toLowerCase()
  return ({ name, description, fits }) =>
    fits === 1 && (name.toLowerCase().includes(wanted) || description.toLowerCase().includes(wanted))
}

/** 1 for a bucket that has the labels, and one of the platforms and one of the conditions if any are asked for. */
function fitness(
  { position, isAmong }: Capabilities,
  { labels, platforms, conditions, restrictedIn, now }: BucketSearch,
): RawBuilder<number> {
  const restricted =
    restrictedIn === null
      ? sql`1 = 1`
      : sql`(channel.restricted = 0 or ${isAmong('bucket.name', asGiven(restrictedIn))})`
  const conditionsMet = conditions.map((condition) => conditionOf[condition](now, restricted))
  const wanted = [
    ...labels.map((label) => hasLabel(position, label)),
    ...(platforms.length === 0 ? [] : [isOn(isAmong('build.platform', asGiven(platforms)))]),
    ...(conditions.length === 0 ? [] : [sql`(${sql.join(conditionsMet, sql` or `)})`]),
  ]
  return wanted.length === 0 ? sql.lit(1) : sql`case when ${sql.join(wanted, sql` and `)} then 1 else 0 end`
}

/**
 * Labels are stored as JSON.stringify writes them: the quotation mark before a name follows a brace or a comma, and quotation
 * marks inside of text have a backslash before them.
 */
function hasLabel(position: string, { name, value }: LabelSearch): RawBuilder<boolean> {
  const written = `${JSON.stringify(name)}:${value === null ? '' : JSON.stringify(value)}`
  const isAt = (text: string) => sql`${sql.raw(position)}(bucket.labels, ${text}) > 0`
  return sql`(${isAt(`{${written}`)} or ${isAt(`,${written}`)})`
}

const isOn = (platform: RawBuilder<unknown>) =>
  hasRow(sql`build where build.version_id = ${newestId('bucket.id')} and ${platform}`)

type ConditionIn = (now: Instant, visible: RawBuilder<unknown>) => RawBuilder<unknown>

const ownOrInherited = sql`(
  ${hasRow(sql`revocation where revocation.version_id = held.id`)}
  or ${hasRow(sql`inherited_revocation where inherited_revocation.version_id = held.id`)}
)`

const conditionOf: Readonly<Record<BucketCondition, ConditionIn>> = {
  'revoked-channel': (now, visible) =>
    hasRow(sql`channel join version as held on held.id = channel.version_id
      where channel.bucket_id = bucket.id and ${visible} and not (${isValid('held', now)})`),
  'scheduled-channel': (now, visible) =>
    hasRow(sql`channel join version as held on held.id = channel.version_id
      where channel.bucket_id = bucket.id and ${visible} and ${ownOrInherited} and ${isValid('held', now)}`),
  'out-of-date': () =>
    hasRow(sql`version_edge as edge join channel as found_through on found_through.id = edge.channel_id
      where edge.child_version_id = ${newestCompleteId('bucket.id')}
        and found_through.version_id <> edge.parent_version_id
        and ${isLive('edge.parent_bucket_id')} and ${isLive('found_through.bucket_id')}`),
  'no-version': () => sql`bucket.version_count = 0`,
}
