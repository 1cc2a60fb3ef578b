import { type Kysely, sql } from 'kysely'
import type { PreviousVersion } from '../../domain/catalog/channel/channel-store.ts'
import type { Instant } from '../../domain/clock.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { asGiven, givenRows } from '../query/given.ts'
import { preparedQuery } from '../query/prepared-query.ts'
import { type Step, walk } from '../query/walk.ts'
import type { Json, Schema } from '../schema.ts'
import { isValid } from '../version/validity.ts'

/**
 * A position in the history of a channel. What follows is what lies before that moment, or at that moment before the row with
 * that id.
 */
interface Place {
  readonly channelId: string
  readonly at: Instant
  readonly id: string
}

type Row = Readonly<Record<'channel_id' | 'at' | 'id', string>>

interface Asked {
  readonly places: string
  readonly offset: number
  /** The most valid versions that are returned for each piece. */
  readonly most: number
  readonly now: Instant
}

const AFTER_ALL = { at: '9999-12-31T23:59:59.999Z', id: '' }

type ListPrevious = (
  db: Kysely<Schema>,
  channelIds: readonly string[],
  now: Instant,
  except: ReadonlySet<string>,
) => Promise<readonly PreviousVersion[]>

/** For each channel, the valid version that it last pointed at before its present one, if there is one. */
export function listPrevious(capabilities: Capabilities): ListPrevious {
  const { json } = capabilities
  const step = preparedQuery((db, { places, offset, most, now }: Asked) =>
    db
      .with('asked', () => givenRows<Row>(capabilities, { channel_id: 'text', at: 'text', id: 'text' }, places))
      .with(
        (cte) => cte('piece').materialized(),
        (asked) =>
          asked
            .selectFrom('asked')
            .select(['channel_id', 'at', 'id'])
            .select(
              sql<string | null>`(
                select next.id from channel_assignment as next
                where next.channel_id = asked.channel_id and (next.assigned_at, next.id) < (asked.at, asked.id)
                order by next.assigned_at desc, next.id desc limit 1 offset ${offset}
              )`.as('last_id'),
            ),
      )
      .selectFrom('piece')
      .innerJoin('channel', 'channel.id', 'piece.channel_id')
      .leftJoin('channel_assignment as last', 'last.id', 'piece.last_id')
      .select(['piece.channel_id', 'last.id as last_id', 'last.assigned_at as last_at'])
      // Rows at the same moment as the last one are read twice, so that the walk along the index begins and ends by time alone.
      .select(
        sql<Json>`(
          select coalesce(cast(${sql.raw(json.list)}(id) as text), '[]') from (select previous.id from channel_assignment as held
          join version as previous on previous.id = held.version_id
          where held.channel_id = piece.channel_id and (held.assigned_at, held.id) < (piece.at, piece.id)
            and held.assigned_at >= coalesce(last.assigned_at, '')
            and previous.id is distinct from channel.version_id and ${isValid('previous', now)}
          order by held.assigned_at desc, held.id desc limit ${most}) as valid
        )`.as('version_ids'),
      ),
  )
  return (db, channelIds, now, except) => {
    const starts = [...new Set(channelIds)].map((channelId) => ({ channelId, ...AFTER_ALL }))
    return walk<Place, PreviousVersion>(starts, async (places, rows) => {
      const given = asGiven(places.map(({ channelId, at, id }) => [channelId, at, id]))
      const answered = await step(db, { places: given, offset: rows - 1, most: except.size === 0 ? 1 : rows, now })
      return answered.map(({ channel_id, last_id, last_at, version_ids }): Step<Place, PreviousVersion> => {
        const versionId = (JSON.parse(version_ids) as readonly string[]).find((id) => !except.has(id))
        return {
          found: versionId === undefined ? null : { channelId: channel_id, versionId },
          next: last_id === null || last_at === null ? null : { channelId: channel_id, at: last_at, id: last_id },
        }
      })
    })
  }
}
