import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { reasonOf } from '../../domain/errors.ts'
import { withFileLock, type StillHeld } from '../../machine/with-file-lock.ts'
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
 * it is new. One whose disk hangs is waited for as long as other receivers, and not asked again before it has answered. Another process
 * may then write the same file: each appends, reads again what it has appended, and cuts nothing. What is not of entries is neither written
 * nor renamed or removed.
 */
export const fileSender: SenderOf = ({ config }) => {
  const file = config as unknown as FileConfig
  return async (entries, signal) => {
    try {
      const lines = Buffer.from(linesOf(entries))
      await onSlowFile(file.path, () => append(file, lines, signal), signal)
      return { accepted: true }
    } catch (error) {
      return { accepted: false, why: `cannot be written: ${reasonOf(error)}` }
    }
  }
}

const END = Buffer.from('\n')
/** So much may others have written between what was there before and what was written: beyond it, it is written again. */
const OTHERS_BYTES = 1024 * 1024

async function append(file: FileConfig, lines: Buffer, signal: AbortSignal): Promise<void> {
  await mkdir(dirname(file.path), { recursive: true, mode: 0o700 })
  if (await isFull(file, lines)) await putAside(file, lines, signal)
  const handle = await opened(file.path)
  try {
    const { size } = await handle.stat()
    if (!(await isOfEntries(handle, size))) throw new Error(`it ${FOREIGN}`)
    // Whoever died while writing, or had a full disk, has left part of a line. It stays: of one who is only slow the rest may come.
    await handle.appendFile((await endsInLine(handle, size)) ? lines : Buffer.concat([END, lines]))
    await handle.datasync()
    if (size === 0) await syncFolder(dirname(file.path))
    if (!(await isThere(handle, size, lines))) throw new Error('another process has changed it meanwhile')
  } finally {
    await handle.close()
  }
}

const FOREIGN = 'has something else than entries of the audit log: move it away, or name another file'
/** What each entry begins with. */
const BEGIN = '{"id":"'
const TAIL_BYTES = 64 * 1024

/**
 * Whether the end of a file is of entries. One whole line of them is enough: there may be parts of others beside it, and what a file system
 * has made of those. Where there is none, as when the last one is very long, all lines must begin as one, and so must the file.
 */
async function isOfEntries(handle: FileHandle, size: number): Promise<boolean> {
  const from = Math.max(0, size - TAIL_BYTES)
  const lines = (await bytesOf(handle, from, size - from)).toString().split('\n')
  const whole = (from === 0 ? lines : lines.slice(1)).filter((line) => line !== '')
  const [first = ''] = (await bytesOf(handle, 0, BEGIN.length)).toString().split('\n')
  return whole.some(isEntry) || [first, ...whole].every(beginsAsEntry)
}

const beginsAsEntry = (line: string) => BEGIN.startsWith(line.slice(0, BEGIN.length))

function isEntry(line: string): boolean {
  if (!line.startsWith(BEGIN)) return false
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

async function endsInLine(handle: FileHandle, size: number): Promise<boolean> {
  return size === 0 || (await bytesOf(handle, size - 1, 1)).equals(END)
}

/** Whether what was written after so many bytes is there, and begins with a line of its own. */
async function isThere(handle: FileHandle, before: number, lines: Buffer): Promise<boolean> {
  const { size, nlink } = await handle.stat()
  const from = Math.max(0, before - 1)
  const written = await bytesOf(handle, from, Math.max(0, Math.min(size - from, lines.byteLength + OTHERS_BYTES)))
  return nlink > 0 && (before === 0 ? Buffer.concat([END, written]) : written).includes(Buffer.concat([END, lines]))
}

async function bytesOf(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from)
  return buffer.subarray(0, bytesRead)
}

async function opened(path: string): Promise<FileHandle> {
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600)
  if ((await handle.stat()).isFile()) return handle
  // A pipe that nobody reads takes 64 KiB, and then holds up whoever writes for good.
  await handle.close()
  throw new Error(`it ${NO_FILE}`)
}

const NO_FILE = 'is there and no file'

async function refuseForeign(path: string, called: string): Promise<void> {
  // Whoever opens a pipe otherwise waits for somebody who writes to it.
  const handle = await ifThere(open(path, constants.O_RDONLY | constants.O_NONBLOCK))
  if (handle === null) return
  try {
    const found = await handle.stat()
    if (!found.isFile()) throw new Error(`${called} ${NO_FILE}`)
    if (!(await isOfEntries(handle, found.size))) throw new Error(`${called} ${FOREIGN}`)
  } finally {
    await handle.close()
  }
}

async function isFull({ path, bytes }: FileConfig, lines: Buffer): Promise<boolean> {
  const found = await ifThere(stat(path))
  return found !== null && found.isFile() && found.size > 0 && found.size + lines.byteLength > bytes
}

/** One process at a time: another one has done it where the file is not full any more. */
async function putAside(file: FileConfig, lines: Buffer, signal: AbortSignal): Promise<void> {
  const { path, keep } = file
  const at = (number: number) => (number === 0 ? path : `${path}.${number}`)
  const move = async (isStillHeld: StillHeld) => {
    if (!(await isFull(file, lines))) return
    for (let number = 0; number <= keep; number++)
      await refuseForeign(at(number), number === 0 ? 'it' : basename(at(number)))
    await rm(at(keep), { force: true })
    for (let number = keep - 1; number >= 0; number--) {
      if (!(await isStillHeld())) throw new Error('another process puts it aside')
      await ifThere(rename(at(number), at(number + 1)))
    }
  }
  await withFileLock(path, move, signal)
}
