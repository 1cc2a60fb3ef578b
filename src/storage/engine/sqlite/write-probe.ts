import type Sqlite from 'better-sqlite3'
import { isBusy, translateError } from './sqlite-failures.ts'

// Checks within this time of a success are not repeated: a write waits for the disk, and this process with it.
const FRESH_MS = 1000

/**
 * Returns a check that throws unless a write would succeed now. The check writes a number that nobody reads: nothing else shows
 * that the disk is full or read-only before a caller's change is lost to it.
 */
export function writeProbe(database: Sqlite.Database): () => void {
  let freshUntil = 0
  return () => {
    // The write that is under way will show as much.
    if (database.inTransaction || performance.now() < freshUntil) return
    try {
      database.exec('begin immediate')
      database.pragma(`user_version = ${String(database.pragma('user_version', { simple: true }))}`)
      database.exec('commit')
      freshUntil = performance.now() + FRESH_MS
    } catch (error) {
      undo(database)
      // SQLITE_BUSY only means that another process is writing.
      if (!isBusy(error)) throw translateError(error, 'writer')
    }
  }
}

/** Some errors have rolled back already. */
function undo(database: Sqlite.Database): void {
  if (database.inTransaction) database.exec('rollback')
}
