// What every use case is given first: who asks, where the data is, what time it is; and what every step of a change is.
// Nothing here knows of HTTP or SQL.
import type { Clock, Instant } from './clock.ts'
import type { Home, Location } from './location.ts'
import type { Actor } from './principal/principal.ts'
import type { Event } from './record/event/event.ts'
import type { Ports, Store } from './store.ts'

/** The request by which something is asked for. */
export interface Asked {
  /** Of the client, as far as proxies that are trusted tell it. */
  readonly address: string
  /** As the answer and the log have it. */
  readonly requestId: string
}

export interface Context {
  readonly actor: Actor
  /** Undefined for what no request asks for: what the registry does by itself, and commands of its machine. */
  readonly asked?: Asked | undefined
  readonly store: Store
  readonly clock: Clock
  /** A fresh ULID; later ids of one process sort after earlier ones. */
  readonly newId: () => string
}

/** Who changes something, where and when. Every step of it is given this. */
export interface Change<Where extends Home = Location> extends Pick<Context, 'actor' | 'asked' | 'newId'> {
  /** The transaction: reads and writes of a change go through these ports alone. */
  readonly tx: Ports
  readonly location: Where
  readonly now: Instant
  /** What has happened in it and is not written yet. */
  readonly events: Event[]
}
