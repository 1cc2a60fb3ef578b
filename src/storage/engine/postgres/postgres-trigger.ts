import { type RawBuilder, sql } from 'kysely'
import type { Trigger } from '../capabilities.ts'

/** Once for all rows of a statement, which can be thousands. */
export const postgresTrigger = ({ name, table, event, statement }: Trigger): readonly RawBuilder<unknown>[] => [
  sql.raw(
    `create function ${name}() returns trigger language plpgsql as 'begin ${quoted(statement('changed'))}; return null; end'`,
  ),
  sql.raw(`
    create trigger ${name} after ${event} on ${table}
    referencing ${event === 'delete' ? 'old' : 'new'} table as changed
    for each statement execute function ${name}()`),
]

const quoted = (text: string): string => text.replaceAll("'", "''")
