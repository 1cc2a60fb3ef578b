// What every use case gets first (the actor, the data, the clock), and what every step of a change gets first. Nothing here
// depends on HTTP or SQL.
import type { Clock, Instant } from './clock.ts'
import type { Home, Location } from './location.ts'
import type { Actor } from './principal/principal.ts'
import type { Event } from './record/event/event.ts'
import type { Ports, Store } from './store.ts'

/** The request that a use case serves. */
export interface Asked {
  /** The client's address; behind trusted proxies, the one that they report. */
  readonly address: string
  /** The request's id in the response and the log. */
  readonly requestId: string
}

export interface Context {
  readonly actor: Actor
  /** Undefined without a request: for what the registry does on its own, and for commands on its machine. */
  readonly asked?: Asked | undefined
  readonly store: Store
  readonly clock: Clock
  /** A fresh ULID; later ids of one process sort after earlier ones. */
  readonly newId: () => string
}

/** Who makes a change, where and when. Every step of the change gets this. */
export interface Change<Where extends Home = Location> extends Pick<Context, 'actor' | 'asked' | 'newId'> {
  /** The transaction: reads and writes of a change go through these ports alone. */
  readonly tx: Ports
  readonly location: Where
  readonly now: Instant
  /** The events of the change that are not written yet. */
  readonly events: Event[]
}
