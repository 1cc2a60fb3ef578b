// Searches of a registry. What begins with a text is a range of an index, over all projects. The range is walked a piece at a
// time, and after `PIECES` pieces the search gives up. Names and labels of buckets are searched completely.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Matches, NamedBucket, SearchScope, SearchStore } from '../../domain/catalog/search/search-store.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { breathing, LONG_BATCH } from '../query/batches.ts'
import { asGiven } from '../query/given.ts'
import type { Json, Schema } from '../schema.ts'

/** At the end of a text: sorts after everything that begins with the text. */
const LAST = '\u{10ffff}'
const PIECES = 20

/** An index to walk: its columns in order, the one that is searched first and the id last; and how to find the version. */
interface Walked {
  readonly table: 'version' | 'artifact' | 'build'
  readonly keys: readonly string[]
  /** What the row belongs to: an artifact to a build, a build to a version. */
  readonly owner: RawBuilder<string>
  readonly region: RawBuilder<string>
  readonly version: RawBuilder<string>
  readonly platform: RawBuilder<string>
}

const NONE = sql<string>`''`
const versions: Walked = {
  table: 'version',
  keys: ['fingerprint', 'id'],
  owner: NONE,
  region: NONE,
  version: sql`piece.id`,
  platform: NONE,
}
const builds: Walked = {
  table: 'build',
  keys: ['vcs_commit', 'id'],
  owner: sql`version_id`,
  region: NONE,
  version: sql`piece.owner`,
  platform: NONE,
}
const artifacts: Walked = {
  table: 'artifact',
  keys: ['external_identifier', 'created_at', 'id'],
  owner: sql`build_id`,
  region: sql`region`,
  version: sql`build.version_id`,
  platform: sql`build.platform`,
}

type Piece = Readonly<Record<'id' | 'text' | 'at' | 'owner' | 'region', string>>
interface Row extends Omit<Piece, 'owner'> {
  readonly platform: string | null
  readonly version_id: string | null
  /** Null when it does not belong to a bucket in scope. */
  readonly bucket_name: string | null
}

export function searchStore({ isAmong }: Capabilities): (db: Kysely<Schema>) => SearchStore {
  const inScope = ({ names }: SearchScope) =>
    names === null ? sql<boolean>`1 = 1` : isAmong('bucket.name', asGiven(names))

  /** The piece of the range that follows the row `after`; the first piece when that is null. */
  function pieceOf(db: Kysely<Schema>, walked: Walked, scope: SearchScope, text: string, after: Row | null) {
    const { table, keys, owner, region, version, platform } = walked
    const [column = ''] = keys
    const places = after && [after.text, ...(keys.length === 3 ? [after.at] : []), after.id]
    const key = sql.join(keys.map((name) => sql.ref(name)))
    return db
      .with(
        (cte) => cte('piece').materialized(),
        () => sql<Piece>`(
          select id, ${sql.ref(column)} as text, created_at as at, ${owner} as owner, ${region} as region
          from ${sql.table(table)}
          where ${sql.ref(column)} >= ${text} and ${sql.ref(column)} < ${text + LAST}
            ${places === null ? sql`` : sql`and (${key}) > (${sql.join(places)})`}
          order by ${key} limit ${sql.lit(LONG_BATCH)}
        )`,
      )
      .selectFrom('piece')
      .leftJoin('build', 'build.id', 'piece.owner')
      .leftJoin('version', (join) => join.on('version.id', '=', version))
      .leftJoin('bucket', (join) =>
        join
          .onRef('bucket.id', '=', 'version.bucket_id')
          .on('bucket.project_id', '=', scope.projectId)
          .on('bucket.deleted_at', 'is', null)
          .on(inScope(scope)),
      )
      .select(['piece.id', 'piece.text', 'piece.at', 'piece.region', 'version.id as version_id'])
      .select(['bucket.name as bucket_name', platform.as('platform')])
      .orderBy('piece.text')
      .$if(keys.length === 3, (query) => query.orderBy('piece.at'))
      .orderBy('piece.id')
  }

  const beginning =
    (walked: Walked) =>
    async (db: Kysely<Schema>, scope: SearchScope, text: string, limit: number): Promise<Matches<Row>> => {
      const breathe = breathing()
      const found: Row[] = []
      let after: Row | null = null
      for (let pieces = 0; pieces < PIECES; pieces += 1) {
        const rows: readonly Row[] = await pieceOf(db, walked, scope, text, after).execute()
        found.push(...rows.filter(({ bucket_name }) => bucket_name !== null))
        if (found.length > limit) return { found: found.slice(0, limit), more: true }
        after = rows[LONG_BATCH - 1] ?? null
        if (after === null) return { found, more: false }
        await breathe()
      }
      return { found, more: true }
    }
  const versionsBeginning = beginning(versions)
  const commitsBeginning = beginning(builds)
  const artifactsBeginning = beginning(artifacts)

  const named = (db: Kysely<Schema>, scope: SearchScope) =>
    db
      .selectFrom('bucket')
      .select(['name', 'labels'])
      .where('project_id', '=', scope.projectId)
      .where('deleted_at', 'is', null)
      .where(inScope(scope))
      .orderBy('name')

  return (db) => ({
    async bucketsBeginning(scope, text, limit) {
      const rows = await named(db, scope)
        .where('name', '>=', text)
        .where('name', '<', text + LAST)
        .limit(limit + 1)
        .execute()
      return { found: rows.slice(0, limit).map(bucketFrom), more: rows.length > limit }
    },
    async bucketsWith(scope, text, labels, limit) {
      const breathe = breathing()
      const found: NamedBucket[] = []
      const patterns = labels.map((label) => containing(typeof label === 'string' ? quoted(label) : pairOf(label)))
      for (let last: string | undefined = ''; last !== undefined;) {
        const beyond: string = last
        const [end] = await db
          .selectFrom('bucket')
          .select('name')
          .where('project_id', '=', scope.projectId)
          .where('name', '>', beyond)
          .orderBy('name')
          .offset(LONG_BATCH - 1)
          .limit(1)
          .execute()
        const rows = await named(db, scope)
          .where('name', '>', beyond)
          .$if(end !== undefined, (query) => query.where('name', '<=', end?.name ?? ''))
          .where((query) =>
            query.or([
              sql<boolean>`lower(bucket.name) like ${containing(text.toLowerCase())} escape '\\'`,
              ...patterns.map((pattern) => sql<boolean>`bucket.labels like ${pattern} escape '\\'`),
            ]),
          )
          .limit(limit + 1)
          .execute()
        found.push(...rows.map(bucketFrom))
        if (found.length > limit) return { found: found.slice(0, limit), more: true }
        last = end?.name
        await breathe()
      }
      return { found, more: false }
    },
    async versions(scope, text, limit) {
      const { found, more } = await versionsBeginning(db, scope, text, limit)
      return { found: found.map(matchFrom), more }
    },
    async commits(scope, text, limit) {
      const { found, more } = await commitsBeginning(db, scope, text, limit)
      return { found: found.map(matchFrom), more }
    },
    async artifacts(scope, text, limit) {
      const { found, more } = await artifactsBeginning(db, scope, text, limit)
      const placed = found.map((row) => ({ ...matchFrom(row), region: row.region, platform: row.platform ?? '' }))
      return { found: placed, more }
    },
  })
}

const matchFrom = ({ version_id: versionId, text }: Row) => ({ versionId: versionId ?? '', text })
const bucketFrom = ({ name, labels }: { readonly name: string; readonly labels: Json }): NamedBucket => ({
  name,
  labels: JSON.parse(labels) as NamedBucket['labels'],
})

/** A text as the JSON of labels has it. Databases disagree about case, so callers check what is found. */
const quoted = (text: string): string => JSON.stringify(text)
const pairOf = ([name, value]: readonly [string, string]): string => `${quoted(name)}:${quoted(value)}`
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`
