import { randomUUID } from 'node:crypto'
import { link, open, readFile, rename, rm } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { ifThere } from './if-there.ts'

/** What is done meanwhile takes milliseconds, some seconds on the slowest disks. */
const PATIENCE_MS = 10_000
const ASKED_EVERY_MS = 20

/** Asked right before the file is replaced: false once others took this work for dead, who may have changed the file since. */
export type StillAlone = () => Promise<boolean>

/**
 * Does work with a file while nobody else does who asks so, in whatever process, on whatever machine that has the folder: who does it has put
 * `file.lock` there. A lock that stays the same for ten seconds is of somebody who died, and holds up nobody any longer: the ids of
 * processes and the dates of files say nothing of that where several machines, or containers, share a folder. Who was merely stopped for so
 * long is told by `StillAlone`, and begins anew; not promised is that nobody is stopped between that answer and what follows from it.
 * The signal ends the waiting, not the work.
 */
export async function aloneWith<Result>(
  file: string,
  work: (isStillAlone: StillAlone) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  const lock = `${file}.lock`
  const own = randomUUID()
  await place(lock, own, signal)
  try {
    return await work(async () => (await textOf(lock)) === own)
  } finally {
    await removeOnly(lock, own)
  }
}

async function place(lock: string, own: string, signal: AbortSignal | undefined): Promise<void> {
  let seen: string | null = null
  let since = 0
  while (!(await isPlaced(lock, own))) {
    const other = await textOf(lock)
    if (other === null || other !== seen) {
      seen = other
      since = performance.now()
    } else if (performance.now() - since > PATIENCE_MS) await removeOnly(lock, other)
    await delay(ASKED_EVERY_MS * (0.5 + Math.random()), undefined, { signal })
  }
}

const textOf = (lock: string): Promise<string | null> => ifThere(readFile(lock, 'utf8'))

/** Removes the lock that has this text, and none that another has placed since: that is known of a name that nobody else has. */
async function removeOnly(lock: string, text: string): Promise<void> {
  if ((await textOf(lock)) !== text) return
  const aside = `${lock}.${randomUUID()}`
  await ifThere(rename(lock, aside))
  const taken = await textOf(aside)
  // Whoever it is of begins anew where it cannot be put back.
  if (taken !== null && taken !== text) await link(aside, lock).catch(() => undefined)
  await rm(aside, { force: true })
}

async function isPlaced(lock: string, own: string): Promise<boolean> {
  const handle = await open(lock, 'wx', 0o600).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null
    throw error
  })
  if (handle === null) return false
  try {
    await handle.writeFile(own).finally(() => handle.close())
    return true
  } catch (error) {
    // As on a full disk. It says of nobody that they are there, and others would wait for it.
    await rm(lock, { force: true })
    throw error
  }
}
