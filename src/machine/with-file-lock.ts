import { randomUUID } from 'node:crypto'
import { link, open, readFile, rename, rm } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { ifThere } from './if-there.ts'

/** The holder's work takes milliseconds, some seconds on the slowest disks. */
const PATIENCE_MS = 10_000
const POLLED_EVERY_MS = 20

/**
 * To be called right before the file is replaced: false once the lock was taken over, when another holder may have changed the
 * file since.
 */
export type StillHeld = () => Promise<boolean>

/**
 * Does the work while this process alone holds the lock of a file, among all processes on all machines that share its folder.
 * The lock is `file.lock`, which its holder creates. A lock that stays the same for ten seconds counts as that of a dead
 * holder, and is removed: process ids and dates of files say nothing where machines or containers share a folder. A holder that
 * was only suspended for that long learns from `StillHeld` that it has lost the lock, and starts again; a suspension between
 * that call and the write that follows is not covered. The signal ends the wait for the lock, not the work.
 */
export async function withFileLock<Result>(
  file: string,
  work: (isStillHeld: StillHeld) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  const lock = `${file}.lock`
  const own = randomUUID()
  await acquire(lock, own, signal)
  try {
    return await work(async () => (await textOf(lock)) === own)
  } finally {
    await removeOnly(lock, own)
  }
}

async function acquire(lock: string, own: string, signal: AbortSignal | undefined): Promise<void> {
  let seen: string | null = null
  let since = 0
  while (!(await isCreated(lock, own))) {
    const other = await textOf(lock)
    if (other === null || other !== seen) {
      seen = other
      since = performance.now()
    } else if (performance.now() - since > PATIENCE_MS) await removeOnly(lock, other)
    await delay(POLLED_EVERY_MS * (0.5 + Math.random()), undefined, { signal })
  }
}

const textOf = (lock: string): Promise<string | null> => ifThere(readFile(lock, 'utf8'))

/**
 * Removes the lock with this text, and none that another holder has placed since: to check that, the lock first gets a name
 * that nobody else uses.
 */
async function removeOnly(lock: string, text: string): Promise<void> {
  if ((await textOf(lock)) !== text) return
  const aside = `${lock}.${randomUUID()}`
  await ifThere(rename(lock, aside))
  const taken = await textOf(aside)
  // Where it cannot be put back, its holder starts again.
  if (taken !== null && taken !== text) await link(aside, lock).catch(() => undefined)
  await rm(aside, { force: true })
}

async function isCreated(lock: string, own: string): Promise<boolean> {
  const handle = await open(lock, 'wx', 0o600).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null
    throw error
  })
  if (handle === null) return false
  try {
    await handle.writeFile(own).finally(() => handle.close())
    return true
  } catch (error) {
    // The disk may be full. The lock names no holder, and others would wait for it.
    await rm(lock, { force: true })
    throw error
  }
}
