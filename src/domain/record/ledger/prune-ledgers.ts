import { type Instant, later } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { EventKind } from '../event/event-kinds.ts'
import type { Ports } from '../../store.ts'
import { sealHash, type StoredEvent } from './ledger.ts'
import type { Room } from './ledger-store.ts'
import type { KeptBuilds } from './stub-store.ts'
import type { Stub, StubSigner } from './stub.ts'
import { type Rest, startOf } from './verify-ledger.ts'

/** Of one transaction: some milliseconds, in which others may wait to write. */
const BATCH: Room = { events: 200, bytes: 256 * 1024 }
const ONE: Room = { events: 1, bytes: 0 }

/** The beginning of the first day of which everything is kept: whole days are pruned at a time, so that it is done once a day. */
export const dayKept = (now: Instant, keptMs: number): Instant => `${later(now, -keptMs).slice(0, 10)}T00:00:00.000Z`

export interface PruningParts {
  /** What happened earlier is pruned. */
  readonly before: Instant
  readonly signer: StubSigner
  readonly rest: Rest
  /** Asked after each batch whether to stop there. */
  readonly isOver: () => boolean
  /** Is told of each ledger of which something was pruned. */
  readonly onPruned: (stub: Stub) => void
}

/**
 * Prunes of each ledger the oldest events, up to the first one that is not to be pruned: because it is not old enough, because a delivery
 * is about it, which may be sent once more, or because it is not as it was sealed; and leaves a signed stub for them. Each batch is in
 * one transaction. Answers whether there may be more to do: it stops when it is over. Where the database is of a later version it
 * prunes nothing: its servers do it.
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

/** Whether the oldest event is old enough: looked at without holding anything. */
async function isOld(
  { store: { ledgers, stubs } }: Context,
  ledger: string,
  { before }: PruningParts,
): Promise<boolean> {
  const stub = await stubs.find(ledger)
  const [oldest] = await ledgers.trace(ledger, stub?.position ?? 0, ONE)
  return isOlder(oldest?.stored ?? {}, before)
}

/** By what is stored: there may be nothing else of it that can be read. */
const isOlder = ({ at = '' }: StoredEvent, before: Instant): boolean => at !== '' && at < before

/** Null when nothing was pruned. */
function pruneSome({ store, clock }: Context, ledger: string, { before, signer }: PruningParts): Promise<Stub | null> {
  return store.transaction(async (tx) => {
    await tx.ledgers.hold()
    const stub = await tx.stubs.find(ledger)
    const start = startOf(stub, signer)
    if (start === null) return null
    const places = await tx.ledgers.trace(ledger, start.position, BATCH)
    const told = await tx.deliveries.findTold(places.map(({ eventId }) => eventId))
    const pruned: Pruned[] = []
    let { position, hash } = start
    for (const place of places) {
      const { stored, eventId } = place
      const isNext = place.position === position + 1
      if (stored === null || !isNext || told.has(eventId) || !isOlder(stored, before)) break
      if (sealHash({ previous: hash, ledger, position: place.position, stored }) !== place.hash) break
      ;({ position, hash } = place)
      pruned.push({ ...stored, id: eventId })
    }
    const [first, last] = [pruned[0], pruned.at(-1)]
    // Asked after what goes was read, as for sealing.
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

/** Whatever webhooks are told of is gone with it. */
const ALL_GONE: ReadonlySet<string> = new Set<EventKind>(['registry.deleted', 'project.deleted'])

/** What webhooks are told of a version, for as long as the event of its deletion is there. */
async function keepBuilds({ stubs }: Ports, ledger: string, pruned: readonly Pruned[]): Promise<void> {
  const idsOf = (kind: EventKind, column: string) =>
    pruned.filter((event) => event['kind'] === kind).flatMap((event) => event[column] ?? [])
  const [versionIds, bucketIds] = [idsOf('version.deleted', 'version_id'), idsOf('bucket.deleted', 'bucket_id')]
  const lastDeletion = pruned.findLastIndex(({ kind = '' }) => ALL_GONE.has(kind))
  await stubs.forgetBuilds({ versionIds, bucketIds, ledgers: lastDeletion === -1 ? [] : [ledger] })
  // A registry may be made again, and have versions again.
  const kept = pruned.slice(lastDeletion + 1).flatMap((event): readonly KeptBuilds[] => {
    const { action, version_id: versionId = '', bucket_id: bucketId = '', payload = '{}' } = event
    if (action !== 'complete' || versionId === '') return []
    if (versionIds.includes(versionId) || bucketIds.includes(bucketId)) return []
    const builds = buildsIn(payload)
    return builds === undefined ? [] : [{ versionId, bucketId, ledger, builds }]
  })
  if (kept.length > 0) await stubs.keepBuilds(kept)
}

/** Undefined where there are none, and where what was sealed cannot be read: then nobody could be told of them before either. */
function buildsIn(payload: string): unknown {
  try {
    return (JSON.parse(payload) as { readonly builds?: unknown } | null)?.builds
  } catch {
    return undefined
  }
}
