import type { Change } from '../../change.ts'
import type { Instant } from '../../clock.ts'
import type { Location } from '../../location.ts'
import type { PayloadOf } from '../../record/event/event-kinds.ts'
import { type EventRecord, recordEvent, recordEvents } from '../../record/event/record-event.ts'
import { versionSnapshot } from '../../record/event/snapshots.ts'
import type { Ports } from '../../store.ts'
import { isComplete } from '../version/version.ts'
import type { Heir } from './revocation-store.ts'
import type { ManualRevocation, Revocation, VersionSummary } from './revocation.ts'

/** Writes that a revocation is in effect, or will be, for its version and for each that is concerned because of it. */
export async function announceRevocation(
  change: Change,
  tx: Ports,
  location: Location,
  { revocation, heirs }: { readonly revocation: ManualRevocation; readonly heirs: readonly Heir[] },
): Promise<void> {
  // A schedule outlives its version, for the sake of those that inherited it.
  const [own] = await tx.versions.findOutlines([revocation.version.id])
  if (own) {
    const payload = { version: versionSnapshot(own, change.now) }
    recordEvent(change, eventOf(location, revocation, own, payload))
  }
  await announceInheritance(change, tx, location, { revocation, heirs })
}

/** The same for the heirs alone: its version has been told of before. */
export async function announceInheritance(
  change: Change,
  tx: Ports,
  location: Location,
  { revocation, heirs }: { readonly revocation: ManualRevocation; readonly heirs: readonly Heir[] },
): Promise<void> {
  // One that is applied late can count before another that took effect meanwhile. People know what came of that.
  const concerned = heirs.filter((heir) => heir.counts && !heir.wasRevoked && isComplete(heir))
  const told = concerned.values().map((heir) =>
    eventOf(location, revocation, heir, {
      version: heirSnapshot(heir, revocation, change.now),
      inheritedFrom: revocation.version,
    }),
  )
  await recordEvents(change, tx, told)
}

type RevocationKind = 'version.revocation-scheduled' | 'version.revoked'

function eventOf(
  location: Location,
  revocation: ManualRevocation,
  { bucketId, bucketName }: VersionSummary,
  payload: Omit<PayloadOf<RevocationKind>, 'skipDescendantsRevocation'>,
): EventRecord<RevocationKind> {
  return {
    kind: revocation.appliedAt === null ? 'version.revocation-scheduled' : 'version.revoked',
    location,
    bucket: { id: bucketId, name: bucketName },
    payload: { ...payload, skipDescendantsRevocation: !revocation.includeDescendants },
  }
}

/** As `versionSnapshot`, of what is known of a complete heir: they can be many thousands. */
export const heirSnapshot = (heir: Heir, revocation: ManualRevocation | Revocation | null, now: Instant) =>
  versionSnapshot({ ...heir, revocation, builds: [] }, now)
