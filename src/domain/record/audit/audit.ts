// The audit log: everything that changed anything, and every refusal of who is known, read from the events. It has no rows of
// its own, and shows all of an event to who may read it at all, because it is read when nobody remembers what was visible.
import type { EventKind } from '../event/event-kinds.ts'
import type { Event } from '../event/event.ts'

/** Whether what was tried was done. */
export type Outcome = 'ok' | 'failed'

const FAILED: readonly EventKind[] = [
  'permission.refused',
  'bucket.permission-refused',
  'user.sign-in-failed',
  'identity.refused',
  'workload-identity.refused',
]

export const outcomeOf = (kind: EventKind): Outcome => (FAILED.includes(kind) ? 'failed' : 'ok')

/** Why it was not done; empty where it was, or where nothing is told of that. */
export function errorOf({ kind, payload: { error, reason } }: Pick<Event, 'kind' | 'payload'>): string {
  const told = error ?? reason
  return outcomeOf(kind) === 'failed' && typeof told === 'string' ? told : ''
}
