import { type Kysely, sql } from 'kysely'
import type { PointingName } from '../../domain/catalog/channel/channel-store.ts'
import { isLive } from '../bucket/live-bucket.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { inBatches } from '../query/batches.ts'
import { asGiven, givenRows } from '../query/given.ts'
import { preparedQuery } from '../query/prepared-query.ts'
import type { Flag, Json, Schema } from '../schema.ts'

/** The most names that are listed for one version. */
const MOST = 100

/** The names of channels that point at each of the versions. */
export function listNames(
  capabilities: Capabilities,
): (db: Kysely<Schema>, versionIds: readonly string[]) => Promise<readonly PointingName[]> {
  const { json } = capabilities
  const names = preparedQuery((db, { versionIds }: Readonly<Record<'versionIds', string>>) =>
    db
      .with('asked', () => givenRows<{ readonly id: string }>(capabilities, { id: 'text' }, versionIds))
      .selectFrom('asked')
      .select([
        'asked.id',
        sql<Json>`(
          select coalesce(cast(${sql.raw(json.list)}(${sql.raw(json.values)}(name, restricted)) as text), '[]') from (
            select name, restricted from channel
            where channel.version_id = asked.id and ${isLive('channel.bucket_id')}
            order by name limit ${sql.lit(MOST)}
          ) as pointing
        )`.as('channels'),
      ]),
  )
  return async (db, versionIds) => {
    const rows = await inBatches(versionIds, (batch) => names(db, { versionIds: asGiven(batch.map((id) => [id])) }))
    return rows.flatMap(({ id: versionId, channels }) =>
      (JSON.parse(channels) as readonly (readonly [string, Flag])[])
        .map(([name, restricted]) => ({ versionId, name, restricted: restricted === 1 }))
        .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    )
  }
}
