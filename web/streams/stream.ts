// What streams are on these pages, and how it goes with each.
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { streamWords } from '../words/stream-words.ts'

export type Stream = Answer<Operations['AssayService_ListStreams']>['streams'][number]

/** No event tells of what was sent: how often that is asked for, in milliseconds. */
export const UNTOLD = 10_000

/** Of one that later releases have, the word of the API. */
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

/** `34 seconds`; of two minutes and more, how many whole ones, hours or days it is. */
export function secondsInWords(seconds: number): string {
  const [unit, size] = units.find(([, length]) => seconds >= 2 * length) ?? ['second', 1]
  return inUnit(Math.floor(seconds / size), unit)
}
