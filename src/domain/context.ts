// What every use case is given first: who asks, where the data is, what time it is. Nothing here knows of HTTP or SQL.
import type { Clock } from './clock.ts'
import type { Actor } from './principal/principal.ts'
import type { Store } from './store.ts'

export interface Context {
  readonly actor: Actor
  readonly store: Store
  readonly clock: Clock
  /** A fresh ULID; later ids of one process sort after earlier ones. */
  readonly newId: () => string
}
