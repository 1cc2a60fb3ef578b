// What may be large is weighed before it is read, and read in slices: a database in this very process blocks everything else
// while it reads, and what has been read takes up memory.
import { nextTurn } from '../../machine/next-turn.ts'
import { breathing } from './batches.ts'

/** Something to be read, and its stored size in bytes. */
export interface Weighed {
  readonly id: string
  readonly bytes: number
}

/** Read and parsed within a few milliseconds. */
const SLICE_BYTES = 512 * 1024
const SLICE_ROWS = 100

/** The slices: each has as many items as are light enough, and one at least. */
export function slicesOf(weighed: readonly Weighed[]): readonly (readonly string[])[] {
  const slices: string[][] = []
  let room = 0
  for (const { id, bytes } of weighed) {
    const last = slices.at(-1)
    if (last !== undefined && bytes <= room && last.length < SLICE_ROWS) last.push(id)
    else {
      slices.push([id])
      room = SLICE_BYTES
    }
    room -= bytes
  }
  return slices
}

/**
 * Reads the items slice by slice, on demand, in their order. Items that do not exist any more are left out. Everybody else has
 * a turn before each slice, unless there is only one item to read.
 */
export async function* readSlices<Item extends { readonly id: string }>(
  weighed: readonly Weighed[],
  read: Read<Item>,
): AsyncGenerator<Item> {
  for (const ids of slicesOf(weighed)) {
    if (weighed.length > 1) await nextTurn()
    const items = new Map((await read(ids)).map((item) => [item.id, item]))
    for (const id of ids) {
      const item = items.get(id)
      if (item !== undefined) yield item
    }
  }
}

export type Read<Item> = (ids: readonly string[]) => Promise<readonly Item[]>

/** Queries what these items weigh; items that do not exist any more weigh nothing. */
export type Weigh = (ids: readonly string[]) => Promise<readonly Weighed[]>

/** How many items are weighed at once: the weight of an item with thousands of parts is a sum over them. */
const FEW = 8
const MANY = 200
const LIGHT_BYTES = 128 * 1024

/** The same for any number of items, in their order, a few at a time: the lighter they are, the more at a time. */
export async function* weighInTurn(ids: readonly string[], weigh: Weigh): AsyncGenerator<readonly Weighed[]> {
  const breathe = breathing()
  let count = FEW
  for (let start = 0; start < ids.length;) {
    const some = ids.slice(start, start + count)
    const found = new Map((await weigh(some)).map(({ id, bytes }) => [id, bytes]))
    const weighed = some.map((id) => ({ id, bytes: found.get(id) ?? 0 }))
    yield weighed
    start += some.length
    count = bytesOf(weighed) < LIGHT_BYTES ? Math.min(2 * count, MANY) : FEW
    await breathe()
  }
}

export const bytesOf = (weighed: readonly Weighed[]): number => weighed.reduce((sum, { bytes }) => sum + bytes, 0)

/** Reads items like `readSlices`, and weighs them on the way; a single item need not be weighed. */
export async function* readWeighing<Item extends { readonly id: string }>(
  ids: readonly string[],
  weigh: Weigh,
  read: Read<Item>,
): AsyncGenerator<Item> {
  if (ids.length === 1) yield* readSlices([{ id: ids[0] ?? '', bytes: 0 }], read)
  else for await (const weighed of weighInTurn(ids, weigh)) yield* readSlices(weighed, read)
}
