// Streams as these pages show them, and the state of each.
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { streamWords } from '../words/stream-words.ts'

export type Stream = Answer<Operations['AssayService_ListStreams']>['streams'][number]

/** How often streams are refetched, in milliseconds: no event reports what was sent. */
export const UNTOLD = 10_000

/** The name of a kind; for a kind of a later release, the word of the API. */
export const kindInWords = (kind: string): string =>
  (streamWords.kinds as Readonly<Record<string, string | undefined>>)[kind] ?? kind

export type StreamState = keyof typeof streamWords.states

export const stateOf = ({ enabled, failing_since: since }: Stream): StreamState =>
  !enabled ? 'off' : since === null ? 'streaming' : 'failing'

const MINUTE = 60
const units = [
  ['day', 24 * 60 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
] as const

const inUnit = (value: number, unit: 'day' | 'hour' | 'minute' | 'second') =>
  new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'long' }).format(value)

export const exactSeconds = (seconds: number): string => inUnit(seconds, 'second')

/** `34 seconds`, or from two minutes on a whole number of minutes, hours or days. */
export function secondsInWords(seconds: number): string {
  const [unit, size] = units.find(([, length]) => seconds >= 2 * length) ?? ['second', 1]
  return inUnit(Math.floor(seconds / size), unit)
}
