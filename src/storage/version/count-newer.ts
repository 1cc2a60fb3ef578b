import { type Kysely, sql } from 'kysely'
import type { NewerCount, NumberedPlace } from '../../domain/catalog/version/version-store.ts'
import type { Instant } from '../../domain/clock.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { breathing, LONG_BATCH } from '../query/batches.ts'
import { asGiven, givenRows } from '../query/given.ts'
import { preparedQuery } from '../query/prepared-query.ts'
import type { Schema } from '../schema.ts'
import { isValid } from './validity.ts'

/** The versions of a bucket whose numbers are greater than `above` and not greater than `upTo`. */
interface Range {
  readonly bucketId: string
  readonly above: number
  readonly upTo: number
}
/** A part of a range, and the index of that range. */
interface Piece extends Range {
  readonly of: number
}
type Row = { readonly place: number; readonly bucket_id: string; readonly above: number; readonly up_to: number }

const ABOVE_ALL = 2 ** 31 - 1
const RANGES_AT_ONCE = 32

/** For each place, how many valid versions of its bucket have a greater number. Every version is looked at once at most. */
export function countNewer(
  capabilities: Capabilities,
): (db: Kysely<Schema>, places: readonly NumberedPlace[], now: Instant) => Promise<readonly NewerCount[]> {
  const step = preparedQuery((db, { pieces, offset, now }: Asked) =>
    db
      .with('asked', () =>
        givenRows<Row>(
          capabilities,
          { place: 'integer', bucket_id: 'text', above: 'integer', up_to: 'integer' },
          pieces,
        ),
      )
      .with(
        (cte) => cte('piece').materialized(),
        (asked) =>
          asked
            .selectFrom('asked')
            .select(['place', 'bucket_id', 'above', 'up_to'])
            .select(
              sql<number | null>`(
              select next.sequence from version as next
              where next.bucket_id = asked.bucket_id and next.sequence > asked.above and next.sequence <= asked.up_to
              order by next.sequence limit 1 offset ${offset}
            )`.as('last'),
            ),
      )
      .selectFrom('piece')
      .select(['place', 'last'])
      .select(
        sql<number | string>`(
          select count(*) from version as newer
          where newer.bucket_id = piece.bucket_id and newer.sequence > piece.above
            and newer.sequence <= coalesce(piece.last, piece.up_to) and ${isValid('newer', now)}
        )`.as('valid'),
      ),
  )

  return async (db, places, now) => {
    const ranges = rangesOf(places)
    const counts = ranges.map(() => 0)
    const breathe = breathing()
    for (let pieces: readonly Piece[] = ranges.map((range, of) => ({ ...range, of })); pieces.length > 0;) {
      const batch = pieces.slice(0, RANGES_AT_ONCE)
      const rows = await step(db, {
        pieces: asGiven(batch.map(({ bucketId, above, upTo }, place) => [place, bucketId, above, upTo])),
        offset: Math.floor(LONG_BATCH / batch.length) - 1,
        now,
      })
      const left = rows.flatMap(({ place, valid, last }) => {
        const piece = batch[place]
        if (piece === undefined) return []
        counts[piece.of] = (counts[piece.of] ?? 0) + Number(valid)
        return last === null ? [] : [{ ...piece, above: last }]
      })
      pieces = [...left, ...pieces.slice(RANGES_AT_ONCE)]
      await breathe()
    }
    return summed(ranges, counts)
  }
}

interface Asked {
  readonly pieces: string
  readonly offset: number
  readonly now: Instant
}

/** The ranges from each place to the next one of its bucket. The ranges of a bucket follow one another, the highest first. */
function rangesOf(places: readonly NumberedPlace[]): readonly Range[] {
  const ranges: Range[] = []
  for (const [bucketId, those] of Map.groupBy(places, (place) => place.bucketId)) {
    let upTo = ABOVE_ALL
    for (const above of [...new Set(those.map(({ sequence }) => sequence))].sort((one, other) => other - one)) {
      ranges.push({ bucketId, above, upTo })
      upTo = above
    }
  }
  return ranges
}

function summed(ranges: readonly Range[], counts: readonly number[]): readonly NewerCount[] {
  let newer = 0
  return ranges.map(({ bucketId, above, upTo }, index) => {
    newer = (upTo === ABOVE_ALL ? 0 : newer) + (counts[index] ?? 0)
    return { bucketId, sequence: above, newer }
  })
}
