import type Sqlite from 'better-sqlite3'
import { isBusy, told } from './sqlite-failures.ts'

// Whoever asks more often is told what was seen then: a write waits for the disk, and this process with it.
const FRESH_MS = 1000

/**
 * Answers a check that throws unless a write would succeed now: it makes one, of a number that nobody reads, for nothing
 * else shows that the disk is full or read-only before somebody's change is lost to it.
 */
export function writeProbe(database: Sqlite.Database): () => void {
  let freshUntil = 0
  return () => {
    // What somebody writes just now tells as much.
    if (database.inTransaction || performance.now() < freshUntil) return
    try {
      database.exec('begin immediate')
      database.pragma(`user_version = ${String(database.pragma('user_version', { simple: true }))}`)
      database.exec('commit')
      freshUntil = performance.now() + FRESH_MS
    } catch (error) {
      undo(database)
      // Another process writes.
      if (!isBusy(error)) throw told(error, 'writer')
    }
  }
}

/** Some errors have rolled back already. */
function undo(database: Sqlite.Database): void {
  if (database.inTransaction) database.exec('rollback')
}
