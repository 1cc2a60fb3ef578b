// SQLite, in a file of this machine that this very process reads and writes: how it is opened, and what it can do.
import Sqlite from 'better-sqlite3'
import { Kysely, type RawBuilder, sql } from 'kysely'
import { reasonOf, unavailable } from '../../../domain/errors.ts'
import type { Schema } from '../../schema.ts'
import type { Capabilities, Trigger } from '../capabilities.ts'
import type { Database } from '../database.ts'
import { bringAllHome, bringLogHome } from './log-of-commits.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { isBusy } from './sqlite-failures.ts'
import { filesInPlace, keepFilesPrivate } from './sqlite-files.ts'
import { writeProbe } from './write-probe.ts'

const IN_MEMORY = ':memory:'
// Waiting for another process blocks this one. So writers wait in retry.ts; readers almost never have to in WAL mode.
const WAIT_MS = 1000
const WRITER_WAIT_MS = 20
const WAL_BYTES_KEPT = 64 * 1024 * 1024

const sqliteCapabilities: Capabilities = {
  textType: 'text',
  bytesType: 'blob',
  locksRows: false,
  holds: null,
  analyze: null,
  json: { values: 'json_array', list: 'json_group_array', embed: 'json' },
  elements: 'json_each',
  position: 'instr',
  trigger: sqliteTrigger,
  // All tables have this column. A new row gets one more than the greatest value in the table.
  counting: { column: 'rowid', addTo: () => [] },
  isAmong: (column, list) => sql`${sql.ref(column)} in (select value from json_each(${list}))`,
  isRetryable: isBusy,
}

export function connectSqlite(file: string): Database {
  const inMemory = file === IN_MEMORY
  if (!inMemory) keepFilesPrivate(file)
  const writerFile = openSqlite(file)
  writerFile.pragma(`busy_timeout = ${WRITER_WAIT_MS}`)
  writerFile.pragma('wal_autocheckpoint = 0')
  const readerFile = inMemory ? writerFile : openSqlite(file)
  const checkFiles = inMemory ? () => undefined : filesInPlace(file)
  const checkWrites = writeProbe(writerFile)
  const dataVersion = readerFile.prepare<[], number>('pragma data_version').pluck()
  const writer = new Kysely<Schema>({ dialect: sqliteDialect({ database: writerFile, who: 'writer', checkFiles }) })
  // Reads have a connection of their own, so that they do not wait for a transaction that is between two steps.
  const reader = inMemory
    ? writer
    : new Kysely<Schema>({ dialect: sqliteDialect({ database: readerFile, who: 'reader', checkFiles }) })
  if (!inMemory) readerFile.pragma('query_only = ON')
  return {
    capabilities: sqliteCapabilities,
    writer,
    reader,
    migrator: writer,
    // Asked on the reader's connection, which counts this process's own commits as those of another connection.
    epoch: () => dataVersion.get() ?? 0,
    tidy: () => bringLogHome(writerFile),
    isolatesReader: !inMemory,
    ping: async () => {
      checkFiles()
      await sql`select count(*) from sqlite_schema`.execute(reader)
      checkWrites()
    },
    close: async () => {
      if (!writerFile.open) return
      // Waits for the transactions under way. Then the main file alone has everything, unless other processes still read the
      // log.
      await writer.connection().execute(async () => {
        if (!inMemory) readerFile.close()
        bringAllHome(writerFile)
      })
      writerFile.close()
    },
  }
}

function openSqlite(file: string): Sqlite.Database {
  try {
    const database = new Sqlite(file, { timeout: WAIT_MS })
    database.pragma('journal_mode = WAL')
    // FULL, because in WAL mode the default loses the last commits when the power fails.
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma(`journal_size_limit = ${WAL_BYTES_KEPT}`)
    // Opens the log as well.
    database.prepare('select count(*) from sqlite_schema').get()
    return database
  } catch (error) {
    throw unavailable(`the SQLite database "${file}" cannot be opened: ${reasonOf(error)}`)
  }
}

/** Fires row by row: SQLite has no other triggers. */
function sqliteTrigger({ name, table, event, columns, statement }: Trigger): readonly RawBuilder<unknown>[] {
  const row = event === 'delete' ? 'old' : 'new'
  const changed = `(select ${columns.map((column) => `${row}.${column} as ${column}`).join(', ')}) as changed`
  return [sql.raw(`create trigger ${name} after ${event} on ${table} for each row begin ${statement(changed)}; end`)]
}
