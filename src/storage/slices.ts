// What may be large is weighed before it is read, and read in slices: a database in this very process has everybody wait
// while it reads, and what has been read is in memory.
import { nextTurn } from '../next-turn.ts'
import { inBatches } from './batches.ts'

/** Something to be read, and the bytes of it that are stored. */
export interface Weighed {
  readonly id: string
  readonly bytes: number
}

/** Read and understood in some milliseconds. */
const SLICE_BYTES = 512 * 1024
const SLICE_ROWS = 100

/** Which to read at once: as many as are light enough, and one at least. */
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
 * Reads them slice by slice, as they are asked for, in their order; what is no longer there is left out. Everybody else has
 * a turn between any two slices, whoever reads them.
 */
export async function* readSlices<Item extends { readonly id: string }>(
  weighed: readonly Weighed[],
  read: (ids: readonly string[]) => Promise<readonly Item[]>,
): AsyncGenerator<Item> {
  const slices = slicesOf(weighed)
  for (const ids of slices) {
    if (slices.length > 1) await nextTurn()
    const items = new Map((await read(ids)).map((item) => [item.id, item]))
    for (const id of ids) {
      const item = items.get(id)
      if (item !== undefined) yield item
    }
  }
}

/** How it is asked what these weigh; what is no longer there weighs nothing. */
export type Weigh = (ids: readonly string[]) => Promise<readonly Weighed[]>

/** The same for any number of them, in their order. */
export async function weighAll(ids: readonly string[], weigh: Weigh): Promise<readonly Weighed[]> {
  const bytes = new Map((await inBatches(ids, weigh)).map((found) => [found.id, found.bytes]))
  return ids.map((id) => ({ id, bytes: bytes.get(id) ?? 0 }))
}

/** The same before they are read in slices, of which a single one is a slice by itself. */
export const weighToRead = async (ids: readonly string[], weigh: Weigh): Promise<readonly Weighed[]> =>
  ids.length > 1 ? weighAll(ids, weigh) : ids.map((id) => ({ id, bytes: 0 }))
