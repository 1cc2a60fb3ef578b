// What others sent, in a form that is safe for a log: without characters that move the cursor, break a line or change the
// direction of writing, and no longer than somebody wants to read.

const PRINTABLE_ASCII = /^[ -~]*$/
/** Controls of ASCII and Latin-1, separators of lines, marks and overrides of direction; halves of surrogate pairs. */
const UNPRINTABLE = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

const isShortAscii = (text: string, longest: number) => text.length <= longest && PRINTABLE_ASCII.test(text)

export function printable(text: string, longest: number): string {
  if (isShortAscii(text, longest)) return text
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text
  return short.replace(UNPRINTABLE, escaped)
}

const LEVELS = 4
const MEMBERS = 50

/** The same for all texts in a value; a value that is large or deep is cut. */
export function printableValue(value: unknown, longest: number, level = 0): unknown {
  if (typeof value === 'string') return printable(value, longest)
  if (typeof value !== 'object' || value === null) return value
  if (level === LEVELS) return '…'
  if (Array.isArray(value)) return value.slice(0, MEMBERS).map((item) => printableValue(item, longest, level + 1))
  if (!isPlain(value)) return value
  if (isPrintable(value, longest)) return value
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MEMBERS)
      .map(([name, member]) => [printable(name, longest), printableValue(member, longest, level + 1)]),
  )
}

/** Whether a value can stay as it is, like nearly all that is logged, once for every request. */
function isPrintable(value: object, longest: number): boolean {
  let members = 0
  for (const [name, member] of Object.entries(value)) {
    if ((members += 1) > MEMBERS || !isShortAscii(name, longest)) return false
    if (typeof member === 'string' ? !isShortAscii(member, longest) : typeof member === 'object') return false
  }
  return true
}

/** Errors and dates are not plain: other code formats them. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
