import { authorizeBuckets } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { invalidArgument } from '../../errors.ts'
import type { Location } from '../../location.ts'
import { ledgerOf } from '../ledger/ledger.ts'

/** A client that was away for longer learns the current state faster than it could replay the events. */
const MOST_BEHIND = 10_000

export interface Followed {
  readonly location: Location
  /** The last position that the caller received; null to follow what happens from now on. */
  readonly after: number | null
}

export interface Following {
  readonly ledger: string
  /** The events after this position are still to be sent. */
  readonly position: number
  /** The last position of the ledger. */
  readonly head: number
}

/**
 * Returns the position from which to send the events of a project. Rejects a position that the ledger never had, one that is followed by
 * events that were pruned, and one that is too far behind.
 */
export async function followEvents(context: Context, { location, after }: Followed): Promise<Following> {
  authorizeFollowing(context, location)
  const ledger = ledgerOf(location)
  const head = (await context.store.ledgers.head(ledger))?.position ?? 0
  const position = after ?? head
  const anew =
    'begin without it, and ask for what there is once the stream is open (AssayService_ListEvents tells what happened before)'
  if (position > head)
    throw invalidArgument(
      'last_event_id',
      `is ${position}, and the last event of this project is ${head}: it is of another project, or the database was restored; ${anew}`,
    )
  const pruned = (await context.store.stubs.find(ledger))?.position ?? 0
  if (position < pruned)
    throw invalidArgument(
      'last_event_id',
      `is ${position}, and what happened up to ${pruned} is not kept any more; ${anew}`,
    )
  if (head - position > MOST_BEHIND)
    throw invalidArgument(
      'last_event_id',
      `is ${position}, and ${head - position} events have happened since, of which ${MOST_BEHIND} are told again at most; ${anew}`,
    )
  return { ledger, position, head }
}

/** Throws `permission_denied` if the caller may not, or may no longer, follow the project. */
export function authorizeFollowing(context: Context, location: Location): void {
  authorizeBuckets(context, 'bucket.get', location)
}
