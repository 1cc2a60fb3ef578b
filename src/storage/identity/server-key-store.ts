import type { Kysely } from 'kysely'
import type { ServerKeyStore } from '../../domain/organization/server-key-store.ts'
import type { Schema } from '../schema.ts'

const ONLY_ID = 1

export const serverKeyStore = (db: Kysely<Schema>): ServerKeyStore => ({
  async find() {
    const row = await db.selectFrom('server_key').select('key').executeTakeFirst()
    // Drivers answer with buffers of their own.
    return row && new Uint8Array(row.key)
  },
  async insert(key) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('server_key')
      .values({ id: ONLY_ID, key })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  },
})
