// Long answers, written while they are read. A list whose items come one after the other is never in memory as a whole,
// waits for a client that is slow, ends with one that goes away, and lets others have their turn between its items.
import { nextTurn } from '../../machine/next-turn.ts'

/** A message with lists that are yet to come. */
export type Streamed<Message> = {
  readonly [Field in keyof Message]: Message[Field] extends readonly (infer Item)[]
    ? Message[Field] | AsyncIterable<Item>
    : Message[Field]
}

/** The items of a list on the wire, each made when its turn comes. */
export async function* streamOut<Item, Wire>(
  items: Iterable<Item> | AsyncIterable<Item>,
  itemOut: (item: Item) => Wire,
): AsyncGenerator<Wire> {
  for await (const item of items) yield itemOut(item)
}

/** A value that has been written: many messages may have it in them, and none writes it again. */
class Written {
  readonly json: string

  constructor(value: unknown) {
    this.json = JSON.stringify(value)
  }

  /** For whoever writes it the ordinary way. */
  toJSON(): unknown {
    return JSON.parse(this.json)
  }
}

/**
 * Writes what `out` makes of an object once, however often it is in a list. What it answers can be put into the item of a
 * streamed list, or into an object in that, and not be looked at.
 */
export function writtenOnce<Given extends object, Wire>(out: (given: Given) => Wire): (given: Given) => Wire {
  const known = new WeakMap<Given, Wire>()
  return (given) => {
    const found = known.get(given)
    if (found !== undefined) return found
    const written = new Written(out(given)) as unknown as Wire
    known.set(given, written)
    return written
  }
}

const isAsync = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

/** Whether the message has a list that is yet to come. */
export const isStreamed = (message: unknown): message is object =>
  typeof message === 'object' && message !== null && Object.values(message).some(isAsync)

/** Sent at once. Most answers are shorter, and are sent whole, with their length. */
const PIECE_CHARACTERS = 64 * 1024
const TURN_MS = 5

/** An answer that is no message: items that are yet to come, each a line of JSON (application/x-ndjson). */
export class Lines {
  readonly items: AsyncIterable<unknown>

  constructor(items: AsyncIterable<unknown>) {
    this.items = items
  }
}

/** The JSON text of the message, in pieces of some size. */
export const jsonPieces = (message: object): AsyncGenerator<string, void> => inPieces(texts(message))

/** The same of lines. */
export const linePieces = ({ items }: Lines): AsyncGenerator<string, void> => inPieces(lineTexts(items))

async function* lineTexts(items: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const item of items) yield `${JSON.stringify(item)}\n`
}

async function* inPieces(all: AsyncIterable<string>): AsyncGenerator<string, void> {
  let piece = ''
  let turn = performance.now()
  for await (const text of all) {
    piece += text
    if (piece.length >= PIECE_CHARACTERS) {
      yield piece
      piece = ''
    }
    if (performance.now() - turn > TURN_MS) {
      await nextTurn()
      turn = performance.now()
    }
  }
  yield piece
}

async function* texts(message: object): AsyncGenerator<string> {
  let before = '{'
  for (const [name, value] of Object.entries(message)) {
    yield `${before}${JSON.stringify(name)}:`
    if (isAsync(value)) yield* listTexts(value)
    else yield JSON.stringify(value)
    before = ','
  }
  yield before === '{' ? '{}' : '}'
}

async function* listTexts(items: AsyncIterable<unknown>): AsyncGenerator<string> {
  let before = '['
  for await (const item of items) {
    yield before
    yield* writtenTexts(item)
    before = ','
  }
  yield before === '[' ? '[]' : ']'
}

/** Goes into objects, where something written may be, and into nothing else. */
function* writtenTexts(value: unknown): Generator<string> {
  if (value instanceof Written) yield value.json
  else if (hasWritten(value)) {
    let before = '{'
    for (const [name, member] of Object.entries(value)) {
      yield `${before}${JSON.stringify(name)}:`
      yield* writtenTexts(member)
      before = ','
    }
    yield '}'
  } else yield JSON.stringify(value)
}

const hasWritten = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).some((member) => member instanceof Written || hasWritten(member))
