import type { Change } from '../change.ts'
import { type EventRecord, recordEvent, recordEvents, versionSnapshot } from '../event/record-event.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'
import { heirSnapshot } from './announce-revocation.ts'
import type { Heir } from './revocation-store.ts'
import type { VersionSummary } from './revocation.ts'
import { isComplete, isRevoked, summaryOf, type Version } from './version.ts'

export interface Restoration {
  /** As it is now. */
  readonly restored: Version
  /** Whether it had been revoked, or was only going to be. */
  readonly wasInEffect: boolean
  /** Those that had inherited it. */
  readonly heirs: readonly Heir[]
}

/** Writes that a version is back in use, or goes on being, and each heir that is free because of it. */
export async function announceRestoration(
  change: Change,
  tx: Ports,
  location: Location,
  { restored, wasInEffect, heirs }: Restoration,
): Promise<void> {
  const [action, description] = wasInEffect
    ? (['restore', 'Restored version'] as const)
    : (['cancel-revocation', 'Cancelled version revocation'] as const)
  const event = ({ bucketId, bucketName }: VersionSummary, payload: EventRecord['payload']): EventRecord => ({
    location,
    subject: 'version',
    action,
    description,
    bucket: { id: bucketId, name: bucketName },
    payload,
  })
  await recordEvent(change, tx, event(restored, { version: versionSnapshot(restored, change.now) }))
  const concerned = heirs.filter((heir) => heir.counts && isComplete(heir))
  const counting = await tx.revocations.listCounting(concerned.map(({ id }) => id))
  const revocationOf = ({ id }: Heir) => counting.get(id) ?? null
  // Another ancestor may keep an heir out of use all the same.
  const isFree = (heir: Heir) =>
    wasInEffect ? !isRevoked({ revocation: revocationOf(heir) }, change.now) : !counting.has(heir.id)
  const inheritedFrom = summaryOf(restored)
  const told = concerned
    .values()
    .filter(isFree)
    .map((heir) => event(heir, { version: heirSnapshot(heir, revocationOf(heir), change.now), inheritedFrom }))
  await recordEvents(change, tx, told)
}
