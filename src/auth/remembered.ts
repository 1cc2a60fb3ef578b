import { LRUCache } from 'lru-cache'

export type Remembered<Value extends object> = Pick<LRUCache<string, Value>, 'get' | 'peek' | 'set' | 'delete'>

/** So many at most, of which whoever was not asked for longest is forgotten first. Takes the memory of those that are there. */
export const remembered = <Value extends object>(most: number): Remembered<Value> =>
  // With `max` it would have room for all from the start.
  new LRUCache<string, Value>({ maxSize: most, sizeCalculation: () => 1 })
