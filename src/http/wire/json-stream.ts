// Writes long responses while their items are read. A list whose items come one after the other is never in memory as a whole,
// waits for a slow client, ends when the client disconnects, and lets other requests have their turn between its items.
import { nextTurn } from '../../machine/next-turn.ts'

/** A message in which lists may be streams of items. */
export type Streamed<Message> = {
  readonly [Field in keyof Message]: Message[Field] extends readonly (infer Item)[]
    ? Message[Field] | AsyncIterable<Item>
    : Message[Field]
}

/** The items of a list as they are sent, each made when its turn comes. */
export async function* streamOut<Item, Wire>(
  items: Iterable<Item> | AsyncIterable<Item>,
  itemOut: (item: Item) => Wire,
): AsyncGenerator<Wire> {
  for await (const item of items) yield itemOut(item)
}

/** A value that has been serialized: many messages may contain it, and none of them serializes it again. */
class Written {
  readonly json: string

  constructor(value: unknown) {
    this.json = JSON.stringify(value)
  }

  /** For callers that serialize it with JSON.stringify. */
  toJSON(): unknown {
    return JSON.parse(this.json)
  }
}

/**
 * Serializes what `out` makes of an object once, however often the object is in a list. The result can be put into an item of a
 * streamed list, or into an object in such an item, but its fields cannot be read.
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

/** Whether the message has a list that is a stream of items. */
export const isStreamed = (message: unknown): message is object =>
  typeof message === 'object' && message !== null && Object.values(message).some(isAsync)

/** The least size of a piece. Most responses are shorter and are sent whole, with their length. */
const PIECE_CHARACTERS = 64 * 1024
const TURN_MS = 5

/** A response that is not a message but a stream of items, each of which is a line of JSON (application/x-ndjson). */
export class Lines {
  readonly items: AsyncIterable<unknown>

  constructor(items: AsyncIterable<unknown>) {
    this.items = items
  }
}

/** The JSON text of the message, in pieces of PIECE_CHARACTERS or more, but for the last. */
export const jsonPieces = (message: object): AsyncGenerator<string, void> => inPieces(texts(message))

/** The same for lines. */
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

/** Descends only into objects that contain something serialized already. */
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
