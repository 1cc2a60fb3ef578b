import { type RawBuilder, sql } from 'kysely'
import type { Trigger } from '../capabilities.ts'

/** Row by row: this database has no other triggers. */
export function sqliteTrigger({ name, table, event, columns, statement }: Trigger): readonly RawBuilder<unknown>[] {
  const row = event === 'delete' ? 'old' : 'new'
  const changed = `(select ${columns.map((column) => `${row}.${column} as ${column}`).join(', ')}) as changed`
  return [sql.raw(`create trigger ${name} after ${event} on ${table} for each row begin ${statement(changed)}; end`)]
}
