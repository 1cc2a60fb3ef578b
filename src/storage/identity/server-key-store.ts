import type { Kysely } from 'kysely'
import type { ServerKeyStore } from '../../domain/organization/server-key-store.ts'
import { bytesFrom } from '../query/column-values.ts'
import type { Schema } from '../schema.ts'

const ONLY_ID = 1

export const serverKeyStore = (db: Kysely<Schema>): ServerKeyStore => ({
  async find() {
    const row = await db.selectFrom('server_key').select('key').executeTakeFirst()
    return row && bytesFrom(row.key)
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
