// How long the event loops of servers that are measured stood: where each leaves it, and what is known of all.
import { readFile, rm } from 'node:fs/promises'
import { loopFile } from './loop-file.js'

/** Milliseconds that nobody may have to wait for the event loop. */
export const LOOP_BOUND_MS = 50

/** Milliseconds, of the servers that ended since this was asked last. */
let stands: number[] = []

/** Of a server that has ended; of one that was killed there is none. */
export async function recordLongestStand(pid: number): Promise<void> {
  const text = await readFile(loopFile(pid), 'utf8').catch(() => null)
  await rm(loopFile(pid), { force: true })
  if (text !== null) stands.push(Number(text))
}

/** The longest, in milliseconds; null when no server could tell. */
export function takeLongestStand(): number | null {
  const longest = stands.length === 0 ? null : Math.max(...stands)
  stands = []
  return longest
}
