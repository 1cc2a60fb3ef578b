import type { Change } from '../../context.ts'
import type { Instant } from '../../clock.ts'
import { versionSnapshot } from '../../record/event/version-snapshot.ts'
import { type EventRecord, recordEvent, recordEvents } from '../../record/event/record-event.ts'
import { isComplete, isRevoked, summaryOf, type Version } from '../version/version.ts'
import type { Heir } from './revocation-store.ts'
import type { ManualRevocation, Revocation, VersionSummary } from './revocation.ts'

interface Inherited {
  readonly revocation: ManualRevocation
  /** The versions that inherited it. */
  readonly heirs: readonly Heir[]
}

/** Records the events of a revocation that is in effect or scheduled: for its version, and for each heir that it affects. */
export async function announceRevocation(change: Change, { revocation, heirs }: Inherited): Promise<void> {
  // A scheduled revocation outlives its version, because heirs may have inherited it.
  const [own] = await change.tx.versions.findOutlines([revocation.version.id])
  if (own) recordEvent(change, revokedEvent(revocation, own, { version: versionSnapshot(own, change.now) }))
  await announceInheritance(change, { revocation, heirs })
}

/** The same for the heirs alone, when the event of the version itself has been recorded. */
export async function announceInheritance(change: Change, { revocation, heirs }: Inherited): Promise<void> {
  // An heir may have been revoked already by another revocation, which was applied first: then its event has been recorded.
  const concerned = heirs.filter((heir) => heir.counts && !heir.wasRevoked && isComplete(heir))
  const events = concerned.values().map((heir) => {
    const version = heirSnapshot(heir, revocation, change.now)
    return revokedEvent(revocation, heir, { version, inheritedFrom: revocation.version })
  })
  await recordEvents(change, events)
}

type Revoked = EventRecord<'version.revocation-scheduled' | 'version.revoked'>

const revokedEvent = (
  { appliedAt, includeDescendants }: ManualRevocation,
  version: VersionSummary,
  payload: Omit<Revoked['payload'], 'skipDescendantsRevocation'>,
): Revoked => ({
  kind: appliedAt === null ? 'version.revocation-scheduled' : 'version.revoked',
  bucket: bucketOf(version),
  payload: { ...payload, skipDescendantsRevocation: !includeDescendants },
})

/** A revocation that was withdrawn. */
export interface Withdrawn {
  /** True when it had taken effect, false when it was only scheduled. */
  readonly wasInEffect: boolean
  /** The versions that had inherited it. */
  readonly heirs: readonly Heir[]
}

/** Records the event that a version was restored, or its schedule cancelled, and the same event for each heir that this frees. */
export async function announceRestoration(change: Change, restored: Version, withdrawn: Withdrawn): Promise<void> {
  const payload = { version: versionSnapshot(restored, change.now) }
  recordEvent(change, { kind: restoredKind(withdrawn), bucket: bucketOf(restored), payload })
  await announceFreedom(change, summaryOf(restored), withdrawn)
}

/** The same for the heirs alone, when the version that they inherited it from has another event. */
export async function announceFreedom(change: Change, ancestor: VersionSummary, withdrawn: Withdrawn): Promise<void> {
  const concerned = withdrawn.heirs.filter((heir) => heir.counts && isComplete(heir))
  const counting = await change.tx.revocations.listCounting(concerned.map(({ id }) => id))
  const revocationOf = ({ id }: Heir) => counting.get(id) ?? null
  // The revocation of another ancestor may still count for an heir.
  const isFree = (heir: Heir) =>
    withdrawn.wasInEffect ? !isRevoked({ revocation: revocationOf(heir) }, change.now) : !counting.has(heir.id)
  const events = concerned
    .values()
    .filter(isFree)
    .map((heir) => {
      const payload = { version: heirSnapshot(heir, revocationOf(heir), change.now), inheritedFrom: ancestor }
      return { kind: restoredKind(withdrawn), bucket: bucketOf(heir), payload }
    })
  await recordEvents(change, events)
}

const restoredKind = ({ wasInEffect }: Withdrawn) =>
  wasInEffect ? ('version.restored' as const) : ('version.revocation-cancelled' as const)

const bucketOf = ({ bucketId, bucketName }: VersionSummary) => ({ id: bucketId, name: bucketName })

/** Like `versionSnapshot`, from what is known of a complete heir without reading it: heirs can be many thousands. */
const heirSnapshot = (heir: Heir, revocation: ManualRevocation | Revocation | null, now: Instant) =>
  versionSnapshot({ ...heir, revocation, builds: [] }, now)
