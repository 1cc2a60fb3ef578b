import { authorize } from '../../authorize.ts'
import type { Instant } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { type Home, resourceOf } from '../../location.ts'
import { everyItem, type PageRequest, type SearchedPage } from '../../page.ts'
import type { EventAction, EventKind } from '../event/event-kinds.ts'
import type { AuditHead, AuditSieve, EventOrderField, EventsWithin } from '../event/event-store.ts'
import type { Event } from '../event/event.ts'
import { outcomeOf, type Outcome } from './audit.ts'

/** Filters for audit entries. A filter that is empty or null matches any entry. */
export interface WantedEntries {
  /** A project, or (`projectId` null) the whole organization. */
  readonly home: Home
  readonly from: Instant | null
  readonly to: Instant | null
  /** Only within a project: the entries of the bucket of that name or, where there is none any more, of the buckets that had the name. */
  readonly bucketName: string
  readonly actorId: string
  readonly kinds: readonly EventKind[]
  readonly actions: readonly EventAction[]
  readonly outcome: Outcome | null
  /** Part of any text of an entry, such as a name, an id or an address, in upper or lower case. */
  readonly text: string
}

/**
 * Lists entries of the audit log. The caller needs permission to read the log of the project, or the log of the organization, which covers
 * all its projects.
 */
export async function listAuditEntries(
  context: Context,
  wanted: WantedEntries,
  page: PageRequest<EventOrderField>,
): Promise<SearchedPage<Event>> {
  authorizeAudit(context, wanted.home)
  const { of, sieve } = await filterOf(context, wanted)
  return context.store.events.audit(of, page, sieve)
}

const NEWEST_FIRST = { order: [{ field: 'at', descending: true }], size: 500 } as const

/**
 * Returns all of the matching entries, the newest first. They are read as the caller consumes them; entries that are added meanwhile are
 * left out.
 */
export async function exportAuditEntries(context: Context, wanted: WantedEntries): Promise<AsyncIterable<Event>> {
  authorizeAudit(context, wanted.home)
  const { of, sieve } = await filterOf(context, wanted)
  return everyItem(NEWEST_FIRST, (page) => context.store.events.audit(of, page, sieve))
}

/** Throws `permission_denied` if the caller may not read the audit log of this project or organization. */
export function authorizeAudit(context: Context, home: Home): void {
  authorize(context, home.projectId === null ? 'audit.list-organization' : 'audit.list', resourceOf(home))
}

interface Filter {
  readonly of: EventsWithin
  readonly sieve: AuditSieve
}

async function filterOf({ store }: Context, wanted: WantedEntries): Promise<Filter> {
  const { home, from, to, bucketName, actorId, kinds, actions, outcome } = wanted
  const text = wanted.text.toLowerCase()
  const bucket =
    home.projectId === null || bucketName === '' ? undefined : await store.buckets.find(home.projectId, bucketName)
  const isOfLostBucket = bucketName !== '' && bucket === undefined
  const fits = (head: AuditHead): boolean =>
    (actorId === '' || head.actor.id === actorId) &&
    (kinds.length === 0 || kinds.includes(head.kind)) &&
    (actions.length === 0 || actions.includes(head.action)) &&
    (outcome === null || outcomeOf(head.kind) === outcome) &&
    (!isOfLostBucket || bucketNameIn(head.beginning) === bucketName) &&
    (text === '' || says(head, text))
  return {
    of: { ...home, bucketId: bucket?.id ?? null, from, to },
    sieve: { fits, readsBeginning: isOfLostBucket || text !== '' },
  }
}

/** Bucket names have no character that JSON escapes. */
const bucketNameIn = (beginning: string): string | undefined =>
  /"bucket":\{"id":"[^"]*","name":"([^"]*)"/.exec(beginning)?.[1]

/** Matches the values, but neither the names of members nor a value that is cut off. */
const VALUES = /"((?:[^"\\]|\\.)*)"(?=[,}\]])/g

function says({ kind, description, actor, address, requestId, beginning }: AuditHead, text: string): boolean {
  const said = [kind, description, actor.id, actor.name, address, requestId]
  return (
    said.some((each) => each.toLowerCase().includes(text)) ||
    beginning.matchAll(VALUES).some(([, value = '']) => value.toLowerCase().includes(text))
  )
}
