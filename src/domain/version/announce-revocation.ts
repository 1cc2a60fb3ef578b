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
  const { action, description, status } = revocation.appliedAt === null ? scheduled : inEffect
  const event = ({ bucketId, bucketName }: VersionSummary, payload: EventRecord['payload']): EventRecord => ({
    location,
    subject: 'version',
    action,
    description,
    bucket: { id: bucketId, name: bucketName },
    payload: { ...payload, skipDescendantsRevocation: !revocation.includeDescendants },
  })
  // A schedule outlives its version, for the sake of those that inherited it.
  const own = await tx.versions.findById(revocation.version.id)
  if (own) await recordEvents(change, tx, [event(own, { version: versionSnapshot(own, change.now) })])
  const concerned = heirs.filter((heir) => heir.counts && isComplete(heir))
  for (let start = 0; start < concerned.length; start += HEIRS_AT_ONCE) {
    const some = concerned.slice(start, start + HEIRS_AT_ONCE)
    await recordEvents(
      change,
      tx,
      some.map((heir) =>
        event(heir, { version: heirSnapshot(heir, revocation, status), inheritedFrom: revocation.version }),
      ),
    )
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
