import { randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { ifThere } from './if-there.ts'

/** What is done meanwhile takes milliseconds, some seconds on the slowest disks. */
const PATIENCE_MS = 10_000
const ASKED_EVERY_MS = 20

/**
 * Does work with a file while nobody else does who asks so, in whatever process, on whatever machine that has the folder: who does it has put
 * `file.lock` there. A lock that stays the same for ten seconds is of somebody who died, and holds up nobody any longer: the ids of
 * processes and the dates of files say nothing of that where several machines, or containers, share a folder.
 */
export async function aloneWith<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${file}.lock`
  const own = randomUUID()
  await place(lock, own)
  try {
    return await work()
  } finally {
    // Whoever was given up is not to open what another has locked since.
    if ((await textOf(lock)) === own) await rm(lock, { force: true })
  }
}

async function place(lock: string, own: string): Promise<void> {
  let seen: string | null = null
  let since = 0
  while (!(await isPlaced(lock, own))) {
    const other = await textOf(lock)
    if (other === null || other !== seen) {
      seen = other
      since = performance.now()
    } else if (performance.now() - since > PATIENCE_MS) await rm(lock, { force: true })
    await delay(ASKED_EVERY_MS * (0.5 + Math.random()))
  }
}

const textOf = (lock: string): Promise<string | null> => ifThere(readFile(lock, 'utf8'))

async function isPlaced(lock: string, own: string): Promise<boolean> {
  try {
    await writeFile(lock, own, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
