import { type Kysely, sql } from 'kysely'
import type { NumberedVersion } from '../../domain/catalog/version/version-store.ts'
import type { VersionOutline } from '../../domain/catalog/version/version.ts'
import type { Instant } from '../../domain/clock.ts'
import { isLive } from '../bucket/live-bucket.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { asGiven, givenRows } from '../query/given.ts'
import { preparedQuery } from '../query/prepared-query.ts'
import { type Step, walk } from '../query/walk.ts'
import type { Schema } from '../schema.ts'
import type { Documents } from './documents.ts'
import { INCOMPLETE, isValid } from './validity.ts'

/** The versions of the bucket whose number is lower than `below`. */
interface Place {
  readonly bucketId: string
  readonly below: number
}

type Row = { readonly bucket_id: string; readonly below: number }

interface Asked extends Record<'places' | 'except', string> {
  readonly offset: number
  readonly now: Instant
}

const ABOVE_ALL = 2 ** 31 - 1

export interface Wanted {
  readonly bucketIds: readonly string[]
  readonly now: Instant
  /** The versions to pass over. */
  readonly except: readonly NumberedVersion[]
}

/** For each bucket, its newest valid version, if it has one. */
export function findLatest(
  documents: Documents,
  capabilities: Capabilities,
): (db: Kysely<Schema>, wanted: Wanted) => Promise<readonly VersionOutline[]> {
  const step = preparedQuery((db, { places, offset, now, except }: Asked) =>
    db
      .with('asked', () => givenRows<Row>(capabilities, { bucket_id: 'text', below: 'integer' }, places))
      .with(
        (cte) => cte('piece').materialized(),
        (asked) =>
          asked
            .selectFrom('asked')
            .select(['bucket_id', 'below'])
            .select(
              sql<number | null>`(
                select next.sequence from version as next
                where next.bucket_id = asked.bucket_id
                  and next.sequence > ${sql.lit(INCOMPLETE)} and next.sequence < asked.below
                order by next.sequence desc limit 1 offset ${offset}
              )`.as('last'),
            )
            .where(isLive('asked.bucket_id')),
      )
      .with(
        (cte) => cte('newest').materialized(),
        (pieces) =>
          pieces
            .selectFrom('piece')
            .select(['bucket_id', 'last'])
            .select(
              sql<string | null>`(
                select newest.id from version as newest
                where newest.bucket_id = piece.bucket_id
                  and newest.sequence < piece.below and newest.sequence >= coalesce(piece.last, 0)
                  and ${isValid('newest', now)} and not ${capabilities.isAmong('newest.id', except)}
                order by newest.sequence desc limit 1
              )`.as('id'),
            ),
      )
      .selectFrom('newest')
      .leftJoin('version', 'version.id', 'newest.id')
      .select(['newest.bucket_id', 'newest.last', 'newest.id'])
      .select(documents.versionOutline.columns),
  )
  return (db, { bucketIds, now, except }) => {
    const starts = [...new Set(bucketIds)].map((bucketId) => ({ bucketId, below: ABOVE_ALL }))
    const passedOver = newestFirst(except)
    return walk<Place, VersionOutline>(starts, async (places, rows) => {
      const answered = await step(db, {
        places: asGiven(places.map(({ bucketId, below }) => [bucketId, below])),
        offset: rows - 1,
        now,
        except: asGiven(places.flatMap((place) => passedOver(place, rows))),
      })
      return answered.map(({ bucket_id, last, id, ...columns }): Step<Place, VersionOutline> => ({
        found: id === null ? null : documents.versionOutline.itemOf(columns),
        next: last === null ? null : { bucketId: bucket_id, below: last },
      }))
    })
  }
}

/** The ids of the first `rows` of these versions below a place in its bucket: a step over that many rows can meet no others. */
function newestFirst(versions: readonly NumberedVersion[]): (place: Place, rows: number) => readonly string[] {
  const numbered = versions.map(({ id, bucketId, sequence }) => ({ id, bucketId, number: sequence ?? INCOMPLETE }))
  const byBucket = Map.groupBy(
    numbered.toSorted((one, other) => other.number - one.number),
    ({ bucketId }) => bucketId,
  )
  return ({ bucketId, below }, rows) => {
    const all = byBucket.get(bucketId) ?? []
    const first = all.findIndex(({ number }) => number < below)
    return first === -1 ? [] : all.slice(first, first + rows).map(({ id }) => id)
  }
}
