import type { Change } from '../change.ts'
import { type EventRecord, recordEvents, versionSnapshot } from '../event/record-event.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'
import type { Heir } from './revocation-store.ts'
import type { ManualRevocation, VersionSummary } from './revocation.ts'
import { isComplete, nameOf } from './version.ts'

const scheduled = {
  action: 'schedule-revocation',
  description: 'Scheduled version revocation',
  status: 'revocation-scheduled',
} as const
const inEffect = { action: 'revoke', description: 'Revoked version', status: 'revoked' } as const

/** Writes that a revocation is in effect, or will be, for its version and for each that is concerned because of it. */
export async function announceRevocation(
  change: Change,
  tx: Ports,
  location: Location,
  { revocation, heirs }: { readonly revocation: ManualRevocation; readonly heirs: readonly Heir[] },
): Promise<void> {
  // A schedule outlives its version, for the sake of those that inherited it.
  const own = await tx.versions.findById(revocation.version.id)
  if (own) {
    const payload = { version: versionSnapshot(own, change.now) }
    await recordEvents(change, tx, [eventOf(location, revocation, own, payload)])
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
  const { status } = wordsFor(revocation)
  const concerned = heirs.filter((heir) => heir.counts && isComplete(heir))
  for (let start = 0; start < concerned.length; start += HEIRS_AT_ONCE) {
    const some = concerned.slice(start, start + HEIRS_AT_ONCE)
    await recordEvents(
      change,
      tx,
      some.map((heir) =>
        eventOf(location, revocation, heir, {
          version: heirSnapshot(heir, revocation, status),
          inheritedFrom: revocation.version,
        }),
      ),
    )
  }
}

const wordsFor = ({ appliedAt }: ManualRevocation) => (appliedAt === null ? scheduled : inEffect)

function eventOf(
  location: Location,
  revocation: ManualRevocation,
  { bucketId, bucketName }: VersionSummary,
  payload: EventRecord['payload'],
): EventRecord {
  const { action, description } = wordsFor(revocation)
  return {
    location,
    subject: 'version',
    action,
    description,
    bucket: { id: bucketId, name: bucketName },
    payload: { ...payload, skipDescendantsRevocation: !revocation.includeDescendants },
  }
}

// Heirs can be many thousands: to make the events of all in one go would hold up whoever waits.
const HEIRS_AT_ONCE = 500

/** As `versionSnapshot`, of what is known of an heir: they can be many thousands. */
const heirSnapshot = (heir: Heir, { at, message, author }: ManualRevocation, status: string) => ({
  id: heir.id,
  fingerprint: heir.fingerprint,
  name: nameOf(heir),
  status,
  revokeAt: at,
  revocationMessage: message,
  revocationAuthor: author,
})
