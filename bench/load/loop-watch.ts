// How long the event loops of measured servers were blocked: reads the file that each server leaves, and collects the values.
import { readFile, rm } from 'node:fs/promises'
import { loopFile } from './loop-file.js'

/** The most milliseconds that a client may have to wait for the event loop. */
export const LOOP_BOUND_MS = 50

/** In milliseconds, for the servers that ended since the last `takeLongestStand`. */
let stands: number[] = []

/** Reads the value of a server that has ended. A server that was killed leaves none. */
export async function recordLongestStand(pid: number): Promise<void> {
  const text = await readFile(loopFile(pid), 'utf8').catch(() => null)
  await rm(loopFile(pid), { force: true })
  if (text !== null) stands.push(Number(text))
}

/** The longest time, in milliseconds; null when no server left any. */
export function takeLongestStand(): number | null {
  const longest = stands.length === 0 ? null : Math.max(...stands)
  stands = []
  return longest
}
