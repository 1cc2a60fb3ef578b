import type { Kysely } from 'kysely'
import type { KeptBuilds, StubStore } from '../../domain/record/ledger/stub-store.ts'
import type { Stub } from '../../domain/record/ledger/stub.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { asGiven } from '../query/given.ts'
import { codecOf, json, table } from '../query/table.ts'
import type { Schema } from '../schema.ts'

const stubs = table(
  'ledger_stub',
  codecOf<Stub>()(['ledger', 'position', 'hash', 'count', 'firstAt', 'lastAt', 'prunedAt', 'keyId', 'signature']),
)
const builds = table(
  'kept_builds',
  codecOf<KeptBuilds>()(['versionId', 'bucketId', 'ledger', 'builds'], { builds: json<unknown>() }),
)

async function put(db: Kysely<Schema>, stub: Stub): Promise<void> {
  const { ledger, ...kept } = stubs.rowOf(stub)
  await db
    .insertInto('ledger_stub')
    .values({ ledger, ...kept })
    .onConflict((conflict) => conflict.column('ledger').doUpdateSet(kept))
    .execute()
}

export const stubStore =
  ({ isAmong }: Capabilities) =>
  (db: Kysely<Schema>): StubStore => ({
    find: (ledger) => stubs.find(db, { ledger }),
    async listOfOtherKeys(keyId, after, limit) {
      const rows = await db
        .selectFrom('ledger_stub')
        .select(stubs.columns)
        .where('ledger', '>', after)
        .where('key_id', '<>', keyId)
        .orderBy('ledger')
        .limit(limit)
        .execute()
      return rows.map(stubs.itemOf)
    },
    put: (stub) => put(db, stub),
    async prune(stub, eventIds) {
      await put(db, stub)
      await db
        .deleteFrom('sealed_event')
        .where('ledger', '=', stub.ledger)
        .where('position', '<=', stub.position)
        .execute()
      await db
        .deleteFrom('event')
        .where(isAmong('id', asGiven(eventIds)))
        .execute()
    },
    async keepBuilds(kept) {
      for (const each of kept) await builds.insertNew(db, each, 'version_id')
    },
    async findBuilds(versionId) {
      return (await builds.find(db, { version_id: versionId }))?.builds
    },
    async forgetBuilds({ versionIds, bucketIds, ledgers }) {
      for (const [column, ids] of [
        ['version_id', versionIds],
        ['bucket_id', bucketIds],
        ['ledger', ledgers],
      ] as const)
        if (ids.length > 0)
          await db
            .deleteFrom('kept_builds')
            .where(isAmong(column, asGiven(ids)))
            .execute()
    },
  })
