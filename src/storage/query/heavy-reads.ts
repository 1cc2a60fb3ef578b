// A version at its limits takes tens of milliseconds to read and as many to write, and many callers may ask for it at once. Its
// size is not queried before it is read, because that would make every read slower. Instead, heavy versions are remembered.
import { LRUCache } from 'lru-cache'
import { nextTurn } from '../../machine/next-turn.ts'

const HEAVY_CHARACTERS = 256 * 1024
const REMEMBERED = 1000

interface Texts {
  readonly builds: string
  readonly artifacts: string
}

/** Reads what `name` stands for. What was heavy before is read in a turn of its own; what is heavy is handed on in another turn. */
export type HeavyRead = <Row extends Texts>(
  name: string,
  read: () => Promise<readonly Row[]>,
) => Promise<Row | undefined>

export function heavyReads(): HeavyRead {
  const heavy = new LRUCache<string, true>({ max: REMEMBERED })
  return async (name, read) => {
    if (heavy.has(name)) await nextTurn()
    const [row] = await read()
    if (row !== undefined && row.builds.length + row.artifacts.length > HEAVY_CHARACTERS) {
      heavy.set(name, true)
      await nextTurn()
    } else heavy.delete(name)
    return row
  }
}
