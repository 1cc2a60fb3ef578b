const ELLIPSIS = '...'

/** What ends lines, what nobody sees, and what turns around what follows. */
const UNSEEN = /[\p{C}\u2028\u2029]+/gu

/** A text in one line. */
export const inOneLine = (text: string): string => text.toWellFormed().replaceAll(UNSEEN, ' ').trim()

/** A text in lines, with nothing in it that nobody sees. */
export const inLines = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => inOneLine(line))
    .join('\n')
    .trim()

/**
 * As much of the text as is, escaped, at most so many UTF-16 units long, escaped. It is cut between signs, never within what one
 * was escaped to.
 */
export function fitted(text: string, most: number, escape: (sign: string) => string): string {
  let whole = ''
  let cut = ''
  for (const sign of text) {
    const escaped = escape(sign)
    if (whole.length + escaped.length > most) return cut + ELLIPSIS
    whole += escaped
    if (whole.length <= most - ELLIPSIS.length) cut = whole
  }
  return whole
}
