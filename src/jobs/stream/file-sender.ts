import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { reasonOf } from '../../domain/errors.ts'
import { ifThere } from '../../machine/if-there.ts'
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

/** A line of JSON for each entry. What is accepted is on the disk. */
export const fileSender: SenderOf = ({ config }) => {
  const file = config as unknown as FileConfig
  return async (entries) => {
    try {
      const lines = Buffer.from(linesOf(entries))
      await (entries.some(({ position }) => position === 0) ? appendBeside(file, lines) : append(file, lines))
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

const opened = (path: string) => open(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600)

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
