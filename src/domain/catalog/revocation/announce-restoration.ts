import type { Change } from '../../change.ts'
import type { Location } from '../../location.ts'
import { recordEvent, recordEvents } from '../../record/event/record-event.ts'
import { versionSnapshot } from '../../record/event/snapshots.ts'
import type { Ports } from '../../store.ts'
import { isComplete, isRevoked, summaryOf, type Version } from '../version/version.ts'
import { heirSnapshot } from './announce-revocation.ts'
import type { Heir } from './revocation-store.ts'
import type { VersionSummary } from './revocation.ts'

const kindOf = (wasInEffect: boolean) => (wasInEffect ? 'version.restored' : 'version.revocation-cancelled')

/** A revocation that is no more. */
interface Withdrawn {
  /** Whether it had been in effect, or was only going to be. */
  readonly wasInEffect: boolean
  /** Those that had inherited it. */
  readonly heirs: readonly Heir[]
}

export interface Restoration extends Withdrawn {
  /** As it is now. */
  readonly restored: Version
}

/** Writes that a version is back in use, or goes on being, and each heir that is free because of it. */
export async function announceRestoration(
  change: Change,
  tx: Ports,
  location: Location,
  { restored, wasInEffect, heirs }: Restoration,
): Promise<void> {
  const kind = kindOf(wasInEffect)
  const payload = { version: versionSnapshot(restored, change.now) }
  recordEvent(change, { kind, ...aboutVersion(location, restored), payload })
  await announceFreedom(change, tx, location, { of: summaryOf(restored), wasInEffect, heirs })
}

/** The same for the heirs alone: of its version there is something else to tell. */
export async function announceFreedom(
  change: Change,
  tx: Ports,
  location: Location,
  { of, wasInEffect, heirs }: Withdrawn & { readonly of: VersionSummary },
): Promise<void> {
  const kind = kindOf(wasInEffect)
  const concerned = heirs.filter((heir) => heir.counts && isComplete(heir))
  const counting = await tx.revocations.listCounting(concerned.map(({ id }) => id))
  const revocationOf = ({ id }: Heir) => counting.get(id) ?? null
  // Another ancestor may keep an heir out of use all the same.
  const isFree = (heir: Heir) =>
    wasInEffect ? !isRevoked({ revocation: revocationOf(heir) }, change.now) : !counting.has(heir.id)
  const told = concerned
    .values()
    .filter(isFree)
    .map((heir) => {
      const payload = { version: heirSnapshot(heir, revocationOf(heir), change.now), inheritedFrom: of }
      return { kind, ...aboutVersion(location, heir), payload } as const
    })
  await recordEvents(change, tx, told)
}

const aboutVersion = (location: Location, { bucketId, bucketName }: VersionSummary) => ({
  location,
  bucket: { id: bucketId, name: bucketName },
})
