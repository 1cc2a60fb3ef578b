import { htmlText } from '../../machine/html-text.ts'

/** Text that is HTML already. */
export interface Html {
  readonly html: string
}

type Piece = Html | string | number | null | readonly Html[]

/** Makes HTML from a template. Inserted values are text, and are escaped, unless they are HTML already. */
export const markup = (literals: TemplateStringsArray, ...pieces: readonly Piece[]): Html => ({
  html: literals.reduce((whole, literal, place) => whole + htmlOf(pieces[place - 1] ?? null) + literal),
})

function htmlOf(piece: Piece): string {
  if (piece === null) return ''
  if (typeof piece === 'string' || typeof piece === 'number') return htmlText(String(piece))
  return 'html' in piece ? piece.html : piece.map(({ html }) => html).join('')
}
