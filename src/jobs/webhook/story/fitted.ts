const ELLIPSIS = '...'

/** Characters that end lines, are invisible, or reverse the direction of the text after them. */
const UNSEEN = /[\p{C}\u2028\u2029]+/gu

/** A text in one line. */
export const inOneLine = (text: string): string => text.toWellFormed().replaceAll(UNSEEN, ' ').trim()

/** A text that keeps its lines, without invisible characters. */
export const inLines = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => inOneLine(line))
    .join('\n')
    .trim()

/** The escaped text, cut to at most `most` UTF-16 units. It is cut between characters, never within the escape of one. */
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
