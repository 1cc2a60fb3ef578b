import { refused } from '../client-failure.ts'

/**
 * Characters that terminals and line readers act on: controls, line separators, direction marks and overrides; also halves of surrogate
 * pairs.
 */
const UNPRINTABLE = /[\p{Cc}\p{Surrogate}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu

const codeOf = (sign: string): string => sign.codePointAt(0)?.toString(16) ?? ''
const escapeOf = (sign: string): string => `\\u{${codeOf(sign)}}`

/** The text on one line, with everything escaped that a terminal would act on: any caller may have written a name or description. */
export const printable = (text: string): string => text.replace(/\s+/g, ' ').replace(UNPRINTABLE, escapeOf)

/** The same, with its indentation kept. */
export const printableLine = (text: string): string => text.replace(/\S.*/s, printable)

export const isPrintable = (text: string): boolean => text.search(UNPRINTABLE) === -1

/**
 * Escapes everything that a terminal would act on in JSON, or in YAML that has such strings in double quotes. The meaning stays the same.
 */
export const escapedText = (text: string): string =>
  text.replace(UNPRINTABLE, (sign) => (sign === '\n' ? sign : `\\u${codeOf(sign).padStart(4, '0')}`))

/**
 * The name as one line for a script. Throws `ClientFailure` if it has unprintable characters: with those replaced, it would name something
 * else.
 */
export function nameLine(name: string): string {
  if (isPrintable(name)) return name
  const shown = name.replace(UNPRINTABLE, escapeOf)
  throw refused(
    `"${shown}" contains control characters and cannot be printed as a line: use --output json, or rename it`,
  )
}
