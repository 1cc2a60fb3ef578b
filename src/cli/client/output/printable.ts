import { refused } from '../client-failure.ts'

/** What terminals and readers of lines obey: controls, separators of lines, marks and overrides of direction; halves of surrogate pairs. */
const UNPRINTABLE = /[\p{Cc}\p{Surrogate}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu

const codeOf = (sign: string): string => sign.codePointAt(0)?.toString(16) ?? ''
const escapeOf = (sign: string): string => `\\u{${codeOf(sign)}}`

/** On one line, without anything that a terminal would obey: names and descriptions are whatever somebody once sent. */
export const printable = (text: string): string => text.replace(/\s+/g, ' ').replace(UNPRINTABLE, escapeOf)

/** The same, indented as it was. */
export const printableLine = (text: string): string => text.replace(/\S.*/s, printable)

export const isPrintable = (text: string): boolean => text.search(UNPRINTABLE) === -1

/** JSON, or YAML whose such strings are in double quotes, with all that a terminal would obey in escapes: it means the same. */
export const escapedText = (text: string): string =>
  text.replace(UNPRINTABLE, (sign) => (sign === '\n' ? sign : `\\u${codeOf(sign).padStart(4, '0')}`))

/** A name for a script, which takes a line for a name: with another sign in the place of one it would be the name of something else. Throws `ClientFailure`. */
export function nameLine(name: string): string {
  if (isPrintable(name)) return name
  const shown = name.replace(UNPRINTABLE, escapeOf)
  throw refused(`"${shown}" has control characters in it, so that it is no line: ask for --output json, or rename it`)
}
