import type { Change } from '../../context.ts'
import type { Instant } from '../../clock.ts'
import { versionSnapshot } from '../../record/event/version-snapshot.ts'
import { type EventRecord, recordEvent, recordEvents } from '../../record/event/record-event.ts'
import { isComplete, isRevoked, summaryOf, type Version } from '../version/version.ts'
import type { Heir } from './revocation-store.ts'
import type { ManualRevocation, Revocation, VersionSummary } from './revocation.ts'

interface Inherited {
  readonly revocation: ManualRevocation
  /** Those that have inherited it. */
  readonly heirs: readonly Heir[]
}

/** Writes that a revocation is in effect, or will be, for its version and for each that is concerned because of it. */
export async function announceRevocation(change: Change, { revocation, heirs }: Inherited): Promise<void> {
  // A schedule outlives its version, for the sake of those that inherited it.
  const [own] = await change.tx.versions.findOutlines([revocation.version.id])
  if (own) recordEvent(change, revoked(revocation, own, { version: versionSnapshot(own, change.now) }))
  await announceInheritance(change, { revocation, heirs })
}

/** The same for the heirs alone: its version has been told of before. */
export async function announceInheritance(change: Change, { revocation, heirs }: Inherited): Promise<void> {
  // One that is applied late can count before another that took effect meanwhile. People know what came of that.
  const concerned = heirs.filter((heir) => heir.counts && !heir.wasRevoked && isComplete(heir))
  const told = concerned.values().map((heir) => {
    const version = heirSnapshot(heir, revocation, change.now)
    return revoked(revocation, heir, { version, inheritedFrom: revocation.version })
  })
  await recordEvents(change, told)
}

type Revoked = EventRecord<'version.revocation-scheduled' | 'version.revoked'>

const revoked = (
  { appliedAt, includeDescendants }: ManualRevocation,
  version: VersionSummary,
  payload: Omit<Revoked['payload'], 'skipDescendantsRevocation'>,
): Revoked => ({
  kind: appliedAt === null ? 'version.revocation-scheduled' : 'version.revoked',
  bucket: bucketOf(version),
  payload: { ...payload, skipDescendantsRevocation: !includeDescendants },
})

/** A revocation that is no more. */
export interface Withdrawn {
  /** Whether it had been in effect, or was only going to be. */
  readonly wasInEffect: boolean
  /** Those that had inherited it. */
  readonly heirs: readonly Heir[]
}

/** Writes that a version is back in use, or goes on being, and each heir that is free because of it. */
export async function announceRestoration(change: Change, restored: Version, withdrawn: Withdrawn): Promise<void> {
  const payload = { version: versionSnapshot(restored, change.now) }
  recordEvent(change, { kind: restoredKind(withdrawn), bucket: bucketOf(restored), payload })
  await announceFreedom(change, summaryOf(restored), withdrawn)
}

/** The same for the heirs alone: of the version that they inherited it from there is something else to tell. */
export async function announceFreedom(change: Change, ancestor: VersionSummary, withdrawn: Withdrawn): Promise<void> {
  const concerned = withdrawn.heirs.filter((heir) => heir.counts && isComplete(heir))
  const counting = await change.tx.revocations.listCounting(concerned.map(({ id }) => id))
  const revocationOf = ({ id }: Heir) => counting.get(id) ?? null
  // Another ancestor may keep an heir out of use all the same.
  const isFree = (heir: Heir) =>
    withdrawn.wasInEffect ? !isRevoked({ revocation: revocationOf(heir) }, change.now) : !counting.has(heir.id)
  const told = concerned
    .values()
    .filter(isFree)
    .map((heir) => {
      const payload = { version: heirSnapshot(heir, revocationOf(heir), change.now), inheritedFrom: ancestor }
      return { kind: restoredKind(withdrawn), bucket: bucketOf(heir), payload }
    })
  await recordEvents(change, told)
}

const restoredKind = ({ wasInEffect }: Withdrawn) =>
  wasInEffect ? ('version.restored' as const) : ('version.revocation-cancelled' as const)

const bucketOf = ({ bucketId, bucketName }: VersionSummary) => ({ id: bucketId, name: bucketName })

/** As `versionSnapshot`, of what is known of a complete heir: they can be many thousands. */
const heirSnapshot = (heir: Heir, revocation: ManualRevocation | Revocation | null, now: Instant) =>
  versionSnapshot({ ...heir, revocation, builds: [] }, now)
