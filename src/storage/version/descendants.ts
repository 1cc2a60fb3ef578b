import { type Kysely, sql } from 'kysely'
import type { VersionPlace } from '../../domain/catalog/revocation/revocation.ts'
import { isLive } from '../bucket/live-bucket.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { inLongBatches, LONG_BATCH } from '../query/batches.ts'
import { asGiven } from '../query/given.ts'
import { preparedQuery } from '../query/prepared-query.ts'
import type { Schema } from '../schema.ts'

// The most rows of one statement: a version may have thousands of children.
const MOST = 2 * LONG_BATCH

type FindDescendants = (db: Kysely<Schema>, versionId: string) => Promise<readonly VersionPlace[]>

/**
 * All versions that were built from this one, directly or through others, each once and never itself. They are read one
 * generation after the other, a batch at a time: a single recursive query would block this process for as long as it takes. The
 * caller must make sure that nothing changes meanwhile.
 */
export function findDescendants(capabilities: Capabilities): FindDescendants {
  const childrenOf = preparedQuery((db, { parents }: Record<'parents', string>) =>
    db
      .selectFrom('version_edge')
      .select(['child_version_id as id', 'child_bucket_id as bucketId'])
      .where(capabilities.isAmong('parent_version_id', parents))
      .where(isLive('version_edge.child_bucket_id'))
      .limit(sql.lit(MOST)),
  )
  async function childrenOfAll(db: Kysely<Schema>, versionIds: readonly string[]): Promise<readonly VersionPlace[]> {
    const children = await childrenOf(db, { parents: asGiven(versionIds) })
    if (children.length < MOST) return children
    const [only, ...others] = versionIds
    if (only !== undefined && others.length === 0) return childrenOfOne(db, only)
    const half = Math.ceil(versionIds.length / 2)
    return [
      ...(await childrenOfAll(db, versionIds.slice(0, half))),
      ...(await childrenOfAll(db, versionIds.slice(half))),
    ]
  }
  return async (db, versionId) => {
    const found = new Map<string, VersionPlace>()
    let generation: readonly string[] = [versionId]
    while (generation.length > 0) {
      const children = await inLongBatches(generation, (batch) => childrenOfAll(db, batch))
      const fresh = children.filter(({ id }) => id !== versionId && !found.has(id))
      for (const child of fresh) found.set(child.id, child)
      generation = [...new Set(fresh.map(({ id }) => id))]
    }
    return [...found.values()]
  }
}

async function childrenOfOne(db: Kysely<Schema>, versionId: string): Promise<readonly VersionPlace[]> {
  const found: VersionPlace[] = []
  for (let last: string | undefined = ''; last !== undefined;) {
    const children = await db
      .selectFrom('version_edge')
      .select(['child_version_id as id', 'child_bucket_id as bucketId'])
      .where('parent_version_id', '=', versionId)
      .where('child_version_id', '>', last)
      .where(isLive('version_edge.child_bucket_id'))
      .orderBy('child_version_id')
      .limit(MOST)
      .execute()
    found.push(...children)
    last = children[MOST - 1]?.id
  }
  return found
}
