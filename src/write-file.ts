// Small files that are there whole or not at all, even when the process or the machine dies while one is written.
import { randomBytes } from 'node:crypto'
import { link, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Replaces the file. `mode` is its permission, for example 0o600. */
export async function replaceFile(file: string, text: string, mode: number): Promise<void> {
  await throughTemporary(file, text, mode, (temporary) => rename(temporary, file))
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

async function throughTemporary(file: string, text: string, mode: number, place: (temporary: string) => Promise<void>) {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`
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

/** A name is as durable as the folder that has it, which Windows does itself, and lets nobody ask for. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
