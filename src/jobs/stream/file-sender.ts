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
  /** A file that would grow beyond this is put aside first. */
  readonly bytes: number
  /** How many files that were put aside are kept: path.1 is the newest. */
  readonly keep: number
}

/**
 * Appends a line of JSON for each entry. An accepted batch is on the disk: the bytes of the file by fdatasync, and the name of a new file
 * by fsync of its folder. A disk that hangs is waited for as long as any other receiver, and the file is not written again before the
 * disk has answered. Another process may write the same file then: each process appends, reads back what it has appended, and truncates
 * nothing. A file that does not look like one of entries (`isOfEntries`) is neither written nor renamed or removed.
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
/** How much other processes may have appended before a batch for it still to be found; beyond this the batch is written again. */
const OTHERS_BYTES = 1024 * 1024

async function append(file: FileConfig, lines: Buffer, signal: AbortSignal): Promise<void> {
  await mkdir(dirname(file.path), { recursive: true, mode: 0o700 })
  if (await isFull(file, lines)) await putAside(file, lines, signal)
  const handle = await opened(file.path)
  try {
    const { size } = await handle.stat()
    if (!(await isOfEntries(handle, size))) throw new Error(`it ${FOREIGN}`)
    // A process that died while writing, or had a full disk, has left part of a line. It stays: if that process is only slow, the rest
    // may come.
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
 * Whether a file ends in entries. One whole entry is enough: there may be parts of others beside it, and whatever a file system has made
 * of those. Without a whole entry, as when the last one is very long, all lines must begin as entries do, and so must the file.
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

/** Whether lines appended to a file of `before` bytes can be read back, beginning on a line of their own. */
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
  // A pipe that nobody reads takes 64 KiB, and then blocks its writer for good.
  await handle.close()
  throw new Error(`it ${NO_FILE}`)
}

const NO_FILE = 'is there and no file'

async function refuseForeign(path: string, called: string): Promise<void> {
  // Without O_NONBLOCK, opening a pipe waits for somebody who writes to it.
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

/** Puts the file aside, in one process at a time: a file that is no longer full was put aside by another process. */
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
