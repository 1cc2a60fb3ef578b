// A write-ahead log is brought home into its database now and then. The engine would do so at the end of a commit. After a
// large transaction either takes as long as the disk needs for all that was written, and holds up this process meanwhile:
// here others have their turn between the two.
import { setImmediate as nextTurn } from 'node:timers/promises'

// As many as the engine itself lets come together.
const PAGES = 1000

/** After a commit, on the connection that made it. */
export async function bringLogHome(pragma: (text: string) => unknown): Promise<void> {
  const [{ log, checkpointed }] = pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }]
  if (log - checkpointed < PAGES) return
  await nextTurn()
  try {
    pragma('wal_checkpoint(PASSIVE)')
  } catch {
    // What was committed is safe in the log, and stays there until it can be brought home.
  }
}
