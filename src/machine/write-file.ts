// Writes small files, which exist whole or not at all, even when the process or the machine dies while one is written.
import { randomBytes } from 'node:crypto'
import { link, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isAlive } from './is-alive.ts'

/** Replaces the file. `mode` is its permission, for example 0o600. */
export async function replaceFile(file: string, text: string | Buffer, mode: number): Promise<void> {
  await throughTemporary(file, text, mode, (temporary) => rename(temporary, file))
}

/** The same, if `isWanted` still says so once everything is written; returns whether it did. */
export async function replaceFileIf(
  isWanted: () => Promise<boolean>,
  file: string,
  text: string | Buffer,
  mode: number,
): Promise<boolean> {
  let was = false
  await throughTemporary(file, text, mode, async (temporary) => {
    was = await isWanted()
    if (was) await rename(temporary, file)
  })
  return was
}

/** Writes a file that does not exist yet; false, and nothing written, when it does. */
export async function createFile(file: string, text: string, mode: number): Promise<boolean> {
  try {
    await throughTemporary(file, text, mode, (temporary) => link(temporary, file))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

const TEMPORARY = /\.(?<pid>\d+)\.[0-9a-f]{12}\.tmp$/

/**
 * Removes the half-written files that killed processes left in the folder: they may be secrets. To be called before this
 * process writes there itself, because it may have the id that a dead process had, as in containers.
 */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(TEMPORARY.exec(name)?.groups?.['pid'])
    if (pid === process.pid || (pid > 0 && !isAlive(pid))) await rm(join(folder, name), { force: true })
  }
}

async function throughTemporary(
  file: string,
  text: string | Buffer,
  mode: number,
  place: (temporary: string) => Promise<void>,
) {
  const temporary = `${file}.${process.pid}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const handle = await open(temporary, 'wx', mode)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await place(temporary)
    await syncFolder(dirname(file))
  } finally {
    await rm(temporary, { force: true })
  }
}

/** A file's name is durable once its folder is synced. Windows does that by itself, and gives no way to request it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
