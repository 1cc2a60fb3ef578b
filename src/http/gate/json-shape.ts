// The shape of a JSON text tells what it will cost to parse, long before all of it has arrived: V8 takes a second for two million
// brackets, and as long for objects whose names all differ. So the shape is followed while the bytes arrive.
import { malformed, type RequestRefusal } from './request-refusal.ts'

export interface JsonLimits {
  readonly levels: number
  /** Names of members, in all objects together. */
  readonly names: number
  /** Elements and members, in all lists and objects together. */
  readonly values: number
}

/**
 * A build with 4,096 artifacts has some 12,000 names; metadata may be 64 levels deep. Parsing and reading the worst text
 * within these limits takes 20 ms.
 */
export const JSON_LIMITS: JsonLimits = { levels: 128, names: 20_000, values: 65_536 }

export interface JsonShape {
  /** Follows the next bytes; throws once they exceed a limit. Does not check whether the text is valid JSON. */
  follow(bytes: Uint8Array): void
}

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const BACKSLASH = 0x5c
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

export function jsonShape(limits: JsonLimits): JsonShape {
  let level = 0
  let names = 0
  let values = 1
  let isText = false
  let isEscaped = false
  return {
    follow(bytes) {
      for (const byte of bytes) {
        if (isText) {
          if (isEscaped) isEscaped = false
          else if (byte === BACKSLASH) isEscaped = true
          else if (byte === QUOTE) isText = false
        } else if (byte === QUOTE) isText = true
        else if (byte === COMMA) values++
        else if (byte === COLON) names++
        else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
          level++
          values++
          if (level > limits.levels) throw tooDeep(limits)
        } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) level--
      }
      if (names > limits.names) throw tooMany(limits.names, 'names in its objects')
      if (values > limits.values) throw tooMany(limits.values, 'values in its lists and objects')
    },
  }
}

const tooDeep = ({ levels }: JsonLimits): RequestRefusal =>
  malformed(`body: must be nested at most ${levels} levels deep`)

const tooMany = (limit: number, what: string): RequestRefusal => malformed(`body: must have at most ${limit} ${what}`)
