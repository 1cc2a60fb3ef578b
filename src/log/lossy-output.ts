// The output of the log. A full disk, or a reader that has gone away, costs lines of the log and nothing else: pino's own
// destination ends the process when a write fails, or goes on writing for ever when the process exits.
import { write, writeSync } from 'node:fs'

export interface LossyOutput {
  readonly write: (line: string) => void
  /** Writes at once as much of what is waiting as can be written. */
  readonly flush: () => void
}

/** A write in the background costs the same for few characters as for many. */
const FLUSH_CHARACTERS = 64 * 1024
const FLUSH_MS = 500
/** How soon a write to a pipe whose reader is slow is tried again. */
const RETRY_MS = 100
/** While so much is waiting, new lines are lost. */
const MOST_CHARACTERS = 4 * 1024 * 1024

/**
 * Writes lines to the file descriptor in the background, at the latest after half a second and when the process exits. Lines
 * that cannot be written are dropped; `lost` is called with their number, once lines can be written again. A write has at most
 * `bytesAtOnce` bytes and no part of a line, unless a single line is longer.
 */
export function lossyOutput(descriptor: number, bytesAtOnce: number, lost: (lines: number) => void): LossyOutput {
  let waiting: string[] = []
  let characters = 0
  let dropped = 0
  /** The rest of lines that have been partly written; it is written before anything else. */
  let begun: Buffer | null = null
  let isWriting = false
  /** More was waiting than one write takes. */
  let isCut = false
  let timer: NodeJS.Timeout | null = null

  const flushAfter = (milliseconds: number) => {
    timer ??= setTimeout(() => {
      timer = null
      next()
    }, milliseconds).unref()
  }
  const takeWaiting = (): Buffer | null => {
    if (waiting.length === 0) return null
    const lines = waiting
    waiting = lines.splice(fitting(lines, bytesAtOnce))
    isCut = waiting.length > 0
    const text = lines.join('')
    characters -= text.length
    return Buffer.from(text)
  }
  const take = () => begun ?? takeWaiting()
  const drop = (bytes: Buffer) => {
    begun = null
    dropped += bytes.reduce((lines, byte) => lines + (byte === LINE_END ? 1 : 0), 0)
  }
  const wrote = (bytes: Buffer, count: number) => {
    begun = count < bytes.length ? bytes.subarray(count) : null
    if (dropped === 0 || begun !== null) return
    const lines = dropped
    dropped = 0
    lost(lines)
  }
  const next = (): void => {
    if (isWriting) return
    const bytes = take()
    if (bytes === null) return
    isWriting = true
    write(descriptor, bytes, (error, count) => {
      isWriting = false
      if (error === null) wrote(bytes, count)
      else if (error.code === 'EAGAIN') begun = bytes
      else drop(bytes)
      if (begun !== null) flushAfter(error === null ? 0 : RETRY_MS)
      else if (isCut || characters >= FLUSH_CHARACTERS) next()
    })
  }
  const output: LossyOutput = {
    write(line) {
      if (characters + line.length > MOST_CHARACTERS) {
        dropped += 1
        return
      }
      waiting.push(line)
      characters += line.length
      if (characters >= FLUSH_CHARACTERS) next()
      else flushAfter(FLUSH_MS)
    },
    flush() {
      // The write in the background finishes its own bytes, but not what waits behind them.
      if (isWriting) begun = null
      try {
        for (let bytes = take(); bytes !== null; bytes = take()) wrote(bytes, writeSync(descriptor, bytes))
      } catch {
        // There is nobody left to tell.
      }
    },
  }
  process.on('exit', output.flush)
  return output
}

/** How many of the lines one write takes: one at least. */
function fitting(lines: readonly string[], bytes: number): number {
  if (bytes === Infinity) return lines.length
  let room = bytes
  const tooMany = lines.findIndex((line) => (room -= Buffer.byteLength(line)) < 0)
  return tooMany < 0 ? lines.length : Math.max(1, tooMany)
}

const LINE_END = '\n'.charCodeAt(0)
