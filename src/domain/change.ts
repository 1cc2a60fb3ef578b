// A change happens at one moment. What a use case does in its transaction is given that moment and no clock, so that no two
// of its steps can be told different times: by a clock that was set back meanwhile, say.
import type { Instant } from './clock.ts'
import type { Context } from './context.ts'
import type { Ports } from './store.ts'

/** Who changes something, and when. */
export interface Change extends Pick<Context, 'actor' | 'newId'> {
  readonly now: Instant
}

/** Runs `work` in a transaction, at one moment; should the database ask for a repeat, that is a later one. */
export const makeChange = <Result>(
  { actor, store, clock, newId }: Context,
  work: (tx: Ports, change: Change) => Promise<Result>,
): Promise<Result> => store.transaction((tx) => work(tx, { actor, newId, now: clock.now() }))
