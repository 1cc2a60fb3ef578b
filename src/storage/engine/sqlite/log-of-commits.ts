// A write-ahead log is brought home into its database now and then. The engine would do so at the end of a commit, and who
// waits for that would wait for the disk twice: here it is done when they have been told.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type Sqlite from 'better-sqlite3'

// As many pages as the engine itself lets come together.
const PAGES = 1000

/** Once it is long: what was written in a large transaction takes the disk a while, so that others have a turn before it. */
export async function bringLogHome(database: Sqlite.Database): Promise<void> {
  const [{ log, checkpointed } = NOTHING] = checkpoint(database, 'NOOP')
  if (log - checkpointed < PAGES) return
  await nextTurn()
  checkpoint(database, 'PASSIVE')
}

export function bringAllHome(database: Sqlite.Database): void {
  checkpoint(database, 'TRUNCATE')
}

/** Of the log, in pages. */
interface Progress {
  readonly log: number
  readonly checkpointed: number
}
const NOTHING: Progress = { log: 0, checkpointed: 0 }

function checkpoint(database: Sqlite.Database, mode: 'NOOP' | 'PASSIVE' | 'TRUNCATE'): readonly Progress[] {
  try {
    return database.pragma(`wal_checkpoint(${mode})`) as readonly Progress[]
  } catch {
    // On a disk that is full or failing it stays in the log, which is as good; the next start reads both.
    return []
  }
}
