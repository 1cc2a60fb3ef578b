import { LRUCache } from 'lru-cache'

export type Remembered<Value extends object> = Pick<LRUCache<string, Value>, 'get' | 'peek' | 'set' | 'delete'>

/** A map of at most so many values, which forgets the least recently used first. It takes memory only for the values in it. */
export const remembered = <Value extends object>(most: number): Remembered<Value> =>
  // With `max` it would allocate room for all from the start.
  new LRUCache<string, Value>({ maxSize: most, sizeCalculation: () => 1 })
