// The audit log: every change, every refusal of an authenticated caller, and failed sign-ins, read from the events. It has no rows of its
// own. Callers who may read it see all of each event, because the log is read when nobody remembers what was visible.
import type { EventKind } from '../event/event-kinds.ts'
import type { Event } from '../event/event.ts'

/** Whether the attempted action was carried out. */
export type Outcome = 'ok' | 'failed'

const FAILED: readonly EventKind[] = [
  'permission.refused',
  'bucket.permission-refused',
  'user.sign-in-failed',
  'identity.refused',
  'workload-identity.refused',
]

export const outcomeOf = (kind: EventKind): Outcome => (FAILED.includes(kind) ? 'failed' : 'ok')

/** Why the action was not carried out; empty where it was, or where the event does not record the reason. */
export function errorOf({ kind, payload: { error, reason } }: Pick<Event, 'kind' | 'payload'>): string {
  const cause = error ?? reason
  return outcomeOf(kind) === 'failed' && typeof cause === 'string' ? cause : ''
}
