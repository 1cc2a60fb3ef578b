import { type Instant, later } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { EventKind } from '../event/event-kinds.ts'
import type { Ports } from '../../store.ts'
import { sealHash, type StoredEvent } from './ledger.ts'
import type { Room } from './ledger-store.ts'
import type { KeptBuilds } from './stub-store.ts'
import type { Stub, StubSigner } from './stub.ts'
import { type Rest, startOf } from './verify-ledger.ts'

/** The most that one transaction prunes: a few milliseconds, during which other writers may wait. */
const BATCH: Room = { events: 200, bytes: 256 * 1024 }
const ONE: Room = { events: 1, bytes: 0 }

/** The beginning of the first day that is kept in full. Pruning removes whole days, so that it happens once a day. */
export const dayKept = (now: Instant, keptMs: number): Instant => `${later(now, -keptMs).slice(0, 10)}T00:00:00.000Z`

export interface PruningParts {
  /** Events before this time are pruned. */
  readonly before: Instant
  readonly signer: StubSigner
  readonly rest: Rest
  /** Called after each batch to decide whether to stop there. */
  readonly isOver: () => boolean
  /** Called for each ledger from which events were pruned. */
  readonly onPruned: (stub: Stub) => void
}

/**
 * Prunes the oldest events of each ledger, and leaves a signed stub for them. It stops at the first event that is not old enough, that has
 * a delivery, which may be sent again, or that is not as it was sealed. Each batch is one transaction. Returns whether there may be more to
 * do, after `isOver` has stopped it. Prunes nothing when the database has the schema of a later version, whose servers do it.
 */
export async function pruneLedgers(context: Context, parts: PruningParts): Promise<boolean> {
  const { ledgers } = context.store
  let isOver = false
  for (let id = await ledgers.nextLedger(''); id !== undefined; id = await ledgers.nextLedger(id)) {
    if (!(await isOld(context, id, parts))) continue
    let stub: Stub | null = null
    for (let last = await pruneSome(context, id, parts); last !== null; last = await pruneSome(context, id, parts)) {
      stub = last
      isOver = parts.isOver()
      if (isOver) break
      await parts.rest()
    }
    if (stub !== null) parts.onPruned(stub)
    if (isOver) return true
  }
  return false
}

/** Whether the oldest event is old enough. Checked without a lock. */
async function isOld(
  { store: { ledgers, stubs } }: Context,
  ledger: string,
  { before }: PruningParts,
): Promise<boolean> {
  const stub = await stubs.find(ledger)
  const [oldest] = await ledgers.trace(ledger, stub?.position ?? 0, ONE)
  return isOlder(oldest?.stored ?? {}, before)
}

/** Compares the stored column: the rest of the event may be unreadable. */
const isOlder = ({ at = '' }: StoredEvent, before: Instant): boolean => at !== '' && at < before

/** Returns the new stub; null when nothing was pruned. */
function pruneSome({ store, clock }: Context, ledger: string, { before, signer }: PruningParts): Promise<Stub | null> {
  return store.transaction(async (tx) => {
    await tx.ledgers.hold()
    const stub = await tx.stubs.find(ledger)
    const start = startOf(stub, signer)
    if (start === null) return null
    const places = await tx.ledgers.trace(ledger, start.position, BATCH)
    const withDelivery = await tx.deliveries.findTold(places.map(({ eventId }) => eventId))
    const pruned: Pruned[] = []
    let { position, hash } = start
    for (const place of places) {
      const { stored, eventId } = place
      const isNext = place.position === position + 1
      if (stored === null || !isNext || withDelivery.has(eventId) || !isOlder(stored, before)) break
      if (sealHash({ previous: hash, ledger, position: place.position, stored }) !== place.hash) break
      ;({ position, hash } = place)
      pruned.push({ ...stored, id: eventId })
    }
    const [first, last] = [pruned[0], pruned.at(-1)]
    // Checked after the events to be pruned were read, as when sealing.
    if (first === undefined || last === undefined || !(await tx.ledgers.isOurs())) return null
    const signed = signer.signed({
      ledger,
      position,
      hash,
      count: (stub?.count ?? 0) + pruned.length,
      firstAt: stub?.firstAt ?? first['at'] ?? '',
      lastAt: last['at'] ?? '',
      prunedAt: clock.now(),
    })
    await keepBuilds(tx, ledger, pruned)
    await tx.stubs.prune(
      signed,
      pruned.map(({ id }) => id),
    )
    return signed
  })
}

type Pruned = StoredEvent & { readonly id: string }

/** Events that delete everything a webhook could report on. */
const ALL_GONE: ReadonlySet<string> = new Set<EventKind>(['registry.deleted', 'project.deleted'])

/** Keeps the builds that webhooks report of a version, until the event of its deletion is pruned as well. */
async function keepBuilds({ stubs }: Ports, ledger: string, pruned: readonly Pruned[]): Promise<void> {
  const idsOf = (kind: EventKind, column: string) =>
    pruned.filter((event) => event['kind'] === kind).flatMap((event) => event[column] ?? [])
  const [versionIds, bucketIds] = [idsOf('version.deleted', 'version_id'), idsOf('bucket.deleted', 'bucket_id')]
  const lastDeletion = pruned.findLastIndex(({ kind = '' }) => ALL_GONE.has(kind))
  await stubs.forgetBuilds({ versionIds, bucketIds, ledgers: lastDeletion === -1 ? [] : [ledger] })
  // A registry may be created again after its deletion, and have versions again.
  const kept = pruned.slice(lastDeletion + 1).flatMap((event): readonly KeptBuilds[] => {
    const { action, version_id: versionId = '', bucket_id: bucketId = '', payload = '{}' } = event
    if (action !== 'complete' || versionId === '') return []
    if (versionIds.includes(versionId) || bucketIds.includes(bucketId)) return []
    const builds = buildsIn(payload)
    return builds === undefined ? [] : [{ versionId, bucketId, ledger, builds }]
  })
  if (kept.length > 0) await stubs.keepBuilds(kept)
}

/** Undefined where there are none, and where the sealed payload cannot be read: then no webhook could be sent the builds before either. */
function buildsIn(payload: string): unknown {
  try {
    return (JSON.parse(payload) as { readonly builds?: unknown } | null)?.builds
  } catch {
    return undefined
  }
}
