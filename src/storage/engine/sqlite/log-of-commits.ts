// Copies the write-ahead log into its database now and then (a checkpoint). SQLite would do so at the end of a commit, and the
// caller would wait for the disk twice. Here it is done once the callers have their answers.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type Sqlite from 'better-sqlite3'

// The number of pages at which SQLite itself would make a checkpoint.
const PAGES = 1000

/** Makes a checkpoint once the log is long. After a large transaction that takes the disk a while, so other work gets a turn first. */
export async function bringLogHome(database: Sqlite.Database): Promise<void> {
  const [{ log, checkpointed } = NOTHING] = checkpoint(database, 'NOOP')
  if (log - checkpointed < PAGES) return
  await nextTurn()
  checkpoint(database, 'PASSIVE')
}

export function bringAllHome(database: Sqlite.Database): void {
  checkpoint(database, 'TRUNCATE')
}

/** The length of the log, and how much of it is in the database, in pages. */
interface Progress {
  readonly log: number
  readonly checkpointed: number
}
const NOTHING: Progress = { log: 0, checkpointed: 0 }

function checkpoint(database: Sqlite.Database, mode: 'NOOP' | 'PASSIVE' | 'TRUNCATE'): readonly Progress[] {
  try {
    return database.pragma(`wal_checkpoint(${mode})`) as readonly Progress[]
  } catch {
    // On a disk that is full or failing the changes stay in the log, which is as good: the next start reads both.
    return []
  }
}
