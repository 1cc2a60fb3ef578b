import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { reasonOf } from '../../domain/errors.ts'
import { ifThere } from '../../machine/if-there.ts'
import { onSlowFile } from '../../machine/slow-files.ts'
import { syncFolder } from '../../machine/write-file.ts'
import { linesOf } from './http-sender.ts'
import type { SenderOf } from './send-batch.ts'

export interface FileConfig {
  /** Absolute. */
  readonly path: string
  /** A file that would grow beyond it is put aside first. */
  readonly bytes: number
  /** So many that were put aside are kept: path.1 is the newest. */
  readonly keep: number
}

/**
 * A line of JSON for each entry. What is accepted is on the disk: the bytes of the file by fdatasync, and its name by fsync of the folder when
 * it is new. One whose disk hangs is waited for as long as other receivers, and not asked again before it has answered.
 */
export const fileSender: SenderOf = ({ config }) => {
  const file = config as unknown as FileConfig
  return async (entries, signal) => {
    try {
      const lines = Buffer.from(linesOf(entries))
      const isTest = entries.some(({ position }) => position === 0)
      await onSlowFile(file.path, () => (isTest ? appendBeside : append)(file, lines), signal)
      return { accepted: true }
    } catch (error) {
      return { accepted: false, why: `cannot be written: ${reasonOf(error)}` }
    }
  }
}

async function append(file: FileConfig, lines: Buffer): Promise<void> {
  await mkdir(dirname(file.path), { recursive: true, mode: 0o700 })
  let handle = await opened(file.path)
  try {
    const size = await wholeLinesOf(handle)
    if (size > 0 && size + lines.byteLength > file.bytes) {
      await handle.close()
      await putAside(file)
      handle = await opened(file.path)
    }
    const before = (await handle.stat()).size
    try {
      await handle.appendFile(lines)
      await handle.datasync()
      if (before === 0) await syncFolder(dirname(file.path))
    } catch (error) {
      // A full disk takes half of it, which is to come again.
      await handle.truncate(before).catch(() => undefined)
      throw error
    }
  } finally {
    await handle.close()
  }
}

/** While another worker may have the stream: what it writes is not cut, and it alone puts files aside. */
async function appendBeside({ path }: FileConfig, line: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const handle = await opened(path)
  try {
    await handle.appendFile((await endsInLine(handle)) ? line : Buffer.concat([Buffer.from('\n'), line]))
    await handle.datasync()
  } finally {
    await handle.close()
  }
}

async function endsInLine(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat()
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
  return bytesRead === 0 || buffer.toString() === '\n'
}

async function opened(path: string): Promise<FileHandle> {
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600)
  if ((await handle.stat()).isFile()) return handle
  // A pipe that nobody reads takes 64 KiB, and then holds up whoever writes for good.
  await handle.close()
  throw new Error('it is there and no file')
}

const TAIL_BYTES = 64 * 1024

/** Where the last whole line ends: who died while writing has left part of one, which comes again. */
async function wholeLinesOf(handle: FileHandle): Promise<number> {
  let { size } = await handle.stat()
  const there = size
  while (size > 0) {
    const length = Math.min(size, TAIL_BYTES)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length)
    const end = buffer.subarray(0, bytesRead).lastIndexOf('\n')
    size = end === -1 ? size - length : size - length + end + 1
    if (end !== -1) break
  }
  if (size < there) await handle.truncate(size)
  return size
}

async function putAside({ path, keep }: FileConfig): Promise<void> {
  const at = (number: number) => (number === 0 ? path : `${path}.${number}`)
  await rm(at(keep), { force: true })
  for (let number = keep - 1; number >= 0; number--) await ifThere(rename(at(number), at(number + 1)))
}
