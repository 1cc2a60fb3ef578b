// Parses a conditional access statement: HashiCorp's go-bexpr, as much of it as HCP documents. One pass over the text
// without backtracking, so that the time is proportional to the length. What a statement means is up to
// conditional-access.ts.
import { invalidArgument, shown } from '../../domain/errors.ts'

/** What a statement asks of the facts that a workload has proved. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Condition[] }
  | { readonly kind: 'not'; readonly operand: Condition }
  | Match

export interface Match {
  readonly kind: 'match'
  readonly selector: Selector
  readonly operator: 'equals' | 'contains' | 'matches' | 'is-empty'
  /** `!=`, `not in`, `not contains`, `not matches`, `is not empty`. */
  readonly negated: boolean
  /** Empty for `is-empty`. */
  readonly value: string
}

/** The path to a fact, from the outermost name inwards. */
export interface Selector {
  readonly path: readonly string[]
  /** As it was written. */
  readonly text: string
}

const STATEMENT_BYTES = 4096
const MOST_PARENTHESES = 32

/** Throws `invalid_argument` for a text that is not a statement, with the position at which it stops being one. */
export function parseConditionalAccess(text: string): Condition {
  if (text.trim() === '') throw invalidArgument('conditional_access', 'is required: a statement about the workload')
  if (Buffer.byteLength(text) > STATEMENT_BYTES)
    throw invalidArgument('conditional_access', `must be at most ${STATEMENT_BYTES} bytes long`)
  const reader = new Reader(text)
  reader.space()
  const condition = readOr(reader, 0)
  reader.space()
  if (!reader.isAtEnd()) throw reader.expected('"and", "or" or the end')
  return condition
}

/** A position in a text, from which sticky patterns read on. */
class Reader {
  readonly text: string
  at = 0

  constructor(text: string) {
    this.text = text
  }

  isAtEnd(): boolean {
    return this.at === this.text.length
  }

  /** Consumes what the pattern, which is sticky, finds here; null, with nothing consumed, when it finds nothing. */
  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found === null) return null
    this.at = pattern.lastIndex
    return found[0]
  }

  space(): boolean {
    return this.take(/[ \t\r\n]+/y) !== null
  }

  expected(what: string): Error {
    return this.wrong(this.isAtEnd() ? `ends where ${what} must follow` : `must have ${what} there`)
  }

  wrong(description: string, at: number = this.at): Error {
    const rest = this.text.slice(at, at + 20)
    const place = rest === '' ? 'at its end' : `at character ${at + 1}, "${shown(rest)}"`
    return invalidArgument('conditional_access', `cannot be read ${place}: ${description}`)
  }
}

function readOr(reader: Reader, depth: number): Condition {
  return readOperands(reader, 'or', () => readOperands(reader, 'and', () => readNot(reader, depth)))
}

function readOperands(reader: Reader, kind: 'and' | 'or', readOperand: () => Condition): Condition {
  const first = readOperand()
  const operands = [first]
  const conjunction = kind === 'and' ? /[ \t\r\n]+and[ \t\r\n]+/y : /[ \t\r\n]+or[ \t\r\n]+/y
  while (reader.take(conjunction) !== null) operands.push(readOperand())
  return operands.length === 1 ? first : { kind, operands }
}

function readNot(reader: Reader, depth: number): Condition {
  let negated = false
  while (reader.take(/not[ \t\r\n]+/y) !== null) negated = !negated
  const operand = reader.take(/\(/y) === null ? readMatch(reader) : readGroup(reader, depth + 1)
  return negated ? { kind: 'not', operand } : operand
}

function readGroup(reader: Reader, depth: number): Condition {
  if (depth > MOST_PARENTHESES) throw reader.wrong(`parentheses may be nested ${MOST_PARENTHESES} deep`)
  reader.space()
  const condition = readOr(reader, depth)
  reader.space()
  if (reader.take(/\)/y) === null) throw reader.expected('"and", "or" or ")"')
  return condition
}

/** A name may be a selector, or stand for itself as a value; so may a JSON pointer. The operator tells which. */
interface Operand {
  readonly at: number
  readonly selector: Selector | null
  readonly value: string
}

interface Operator extends Pick<Match, 'operator' | 'negated'> {
  readonly sign: string
  /** Which operands it has, in their order. */
  readonly operands: 'selector' | 'selector-value' | 'value-selector'
}

const OPERATORS: readonly Operator[] = [
  { sign: '==', operator: 'equals', negated: false, operands: 'selector-value' },
  { sign: '!=', operator: 'equals', negated: true, operands: 'selector-value' },
  { sign: 'in', operator: 'contains', negated: false, operands: 'value-selector' },
  { sign: 'not in', operator: 'contains', negated: true, operands: 'value-selector' },
  { sign: 'contains', operator: 'contains', negated: false, operands: 'selector-value' },
  { sign: 'not contains', operator: 'contains', negated: true, operands: 'selector-value' },
  { sign: 'matches', operator: 'matches', negated: false, operands: 'selector-value' },
  { sign: 'not matches', operator: 'matches', negated: true, operands: 'selector-value' },
  { sign: 'is empty', operator: 'is-empty', negated: false, operands: 'selector' },
  { sign: 'is not empty', operator: 'is-empty', negated: true, operands: 'selector' },
]

const SPACE = '[ \\t\\r\\n]'
const written = OPERATORS.map((operator) => {
  const words = operator.sign.replaceAll(' ', `${SPACE}+`)
  const end = operator.operands === 'selector' ? '(?![\\w/.[])' : `${SPACE}+`
  const text = operator.operator === 'equals' ? `${SPACE}*${words}${SPACE}*` : `${SPACE}+${words}${end}`
  return { operator, pattern: new RegExp(text, 'y') }
})

function readMatch(reader: Reader): Match {
  const left = readOperand(reader)
  const found = written.find(({ pattern }) => reader.take(pattern) !== null)
  if (found === undefined) {
    reader.space()
    throw reader.expected(`an operator (${OPERATORS.map(({ sign }) => sign).join(', ')})`)
  }
  const { operator, negated, operands } = found.operator
  const match = { kind: 'match', operator, negated } as const
  if (operands === 'selector') return { ...match, selector: selectorOf(reader, left), value: '' }
  const right = readOperand(reader)
  const [selector, { value }] = operands === 'value-selector' ? [right, left] : [left, right]
  return { ...match, selector: selectorOf(reader, selector), value }
}

function selectorOf(reader: Reader, { at, selector }: Operand): Selector {
  const form = 'must be a selector there, such as jwt_claims.sub, jwt_claims["a.b"] or "/jwt_claims/sub"'
  if (selector === null) throw reader.wrong(form, at)
  return selector
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?=[ \t\r\n)]|$)/y
const POINTER = /^(?:\/[\p{L}\p{N}\-_.~:|]+)+$/u

function readOperand(reader: Reader): Operand {
  const { at } = reader
  const number = reader.take(NUMBER)
  if (number !== null) return { at, selector: null, value: number }
  const quote = reader.text[at]
  if (quote === '"' || quote === '`') {
    const value = readString(reader)
    const isPointer = quote === '"' && POINTER.test(value)
    return { at, selector: isPointer ? { path: pathOf(value), text: value } : null, value }
  }
  const path = readPath(reader)
  if (path === null) throw reader.expected('a selector or a value; quote what is neither a number nor a name')
  return { at, selector: { path, text: reader.text.slice(at, reader.at) }, value: path.join('.') }
}

/** RFC 6901, in which "~1" stands for "/" and "~0" for "~". */
const pathOf = (pointer: string): readonly string[] =>
  pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))

const NAME = /[a-zA-Z][a-zA-Z0-9_/]*/y

function readPath(reader: Reader): readonly string[] | null {
  const first = reader.take(NAME)
  if (first === null) return null
  const path = [first]
  for (;;)
    if (reader.take(/\.(?=[a-zA-Z])/y) !== null) path.push(reader.take(NAME) ?? '')
    else if (reader.take(/\.(?=\d)/y) !== null) path.push(reader.take(/\d+/y) ?? '')
    else if (reader.take(/\[/y) !== null) path.push(readIndex(reader))
    else return path
}

function readIndex(reader: Reader): string {
  reader.space()
  const quote = reader.text[reader.at]
  if (quote !== '"' && quote !== '`') throw reader.expected('a quoted key, such as ["a.b"]')
  const key = readString(reader)
  reader.space()
  if (reader.take(/\]/y) === null) throw reader.expected('"]"')
  return key
}

function readString(reader: Reader): string {
  const { at } = reader
  const quoted = reader.take(/"[^"]*"|`[^`]*`/y)
  if (quoted === null) throw reader.wrong('the quotation begun there has no end', at)
  const inner = quoted.slice(1, -1)
  // As in Go, a string in ` is raw, but for carriage returns, and one in " has escapes and is one line.
  return quoted.startsWith('`') ? inner.replaceAll('\r', '') : unescaped(reader, inner, at + 1)
}

const ESCAPES = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' } as const
const ESCAPE = /\\(?:([abfnrtv\\])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))|[^\\\n]/suy

function unescaped(reader: Reader, inner: string, at: number): string {
  let text = ''
  for (ESCAPE.lastIndex = 0; ESCAPE.lastIndex < inner.length;) {
    const place = ESCAPE.lastIndex
    const [piece, letter, short, long] = ESCAPE.exec(inner) ?? []
    const code = Number.parseInt(short ?? long ?? '', 16)
    const isCharacter = Number.isNaN(code) || (code <= 0x10ffff && (code < 0xd800 || code > 0xdfff))
    if (piece === undefined || !isCharacter)
      throw reader.wrong('is no escape: put what has backslashes or several lines between `backquotes`', at + place)
    if (letter !== undefined) text += ESCAPES[letter as keyof typeof ESCAPES]
    else text += Number.isNaN(code) ? piece : String.fromCodePoint(code)
  }
  return text
}
