import type { Kysely } from 'kysely'
import type { StubStore } from '../../domain/record/ledger/stub-store.ts'
import type { Stub } from '../../domain/record/ledger/stub.ts'
import { codecOf, table } from '../query/table.ts'
import type { Schema } from '../schema.ts'

const stubs = table(
  'ledger_stub',
  codecOf<Stub>()([
    ...(['ledger', 'position', 'hash', 'count', 'firstAt', 'lastAt', 'prunedAt', 'keyId', 'signature'] as const),
  ]),
)

export const stubStore = (db: Kysely<Schema>): StubStore => ({
  find: (ledger) => stubs.find(db, { ledger }),
})
