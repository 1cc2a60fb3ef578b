import type { Change } from '../../context.ts'
import { nowAfter } from '../../clock.ts'
import { DomainError, fail, failedPrecondition, notFound, shown } from '../../errors.ts'
import { REGISTRY_NAME } from '../../principal/principal.ts'
import { channelSnapshot, versionSnapshot } from '../../record/event/version-snapshot.ts'
import { type EventRecord, recordEvents } from '../../record/event/record-event.ts'
import type { VersionPlace } from '../revocation/revocation.ts'
import {
  isComplete,
  isReadyToComplete,
  isRevoked,
  isValid,
  nameOf,
  type Version,
  type VersionOutline,
} from '../version/version.ts'
import type { Channel, ChannelOf, ChannelOutline } from './channel.ts'
import {
  channelsOnRevoked,
  isMove,
  latestOn,
  movesOfLatest,
  type Pointing,
  rollBacks,
} from './where-channels-belong.ts'

/** The version to assign to a channel; refused when unknown, incomplete or revoked. Null for an empty fingerprint. */
export async function requireAssignable(
  { tx, now }: Change,
  bucketId: string,
  fingerprint: string,
): Promise<Version | null> {
  if (fingerprint === '') return null
  const version = (await tx.versions.find(bucketId, fingerprint)) ?? fail(unassignable(fingerprint))
  if (isReadyToComplete(version))
    throw failedPrecondition(
      `version with fingerprint "${fingerprint}" is incomplete (v0) for a few seconds more, in case another build is added: try again in a moment, or complete it yourself`,
    )
  if (!isComplete(version))
    throw failedPrecondition(
      `version with fingerprint "${fingerprint}" is incomplete (v0): only a version whose builds are all done can be assigned to a channel`,
    )
  if (isRevoked(version, now))
    throw failedPrecondition(
      `version ${nameOf(version)} (fingerprint "${fingerprint}") is revoked: restore it, or assign one that is valid`,
    )
  return version
}

// The wording is what the Terraform provider's tests look for (resource_packer_channel_assignment_test.go).
const unassignable = (fingerprint: string) =>
  new DomainError(
    notFound('version', fingerprint).code,
    `version with fingerprint (fingerprint: ${shown(fingerprint)}) does not exist`,
    [],
  )

/** Refuses a managed channel: only the registry moves it. */
export function requireUnmanaged(channel: Channel): void {
  if (channel.managed)
    throw failedPrecondition(
      `channel "${channel.name}" is managed by the registry, which keeps it on the newest complete version: assign a channel of your own instead`,
    )
}

/**
 * Points a channel at a version (null: at none), with its entry in the history and its event. The caller has checked that
 * this is allowed, and holds the lock of the channel's bucket. Does nothing when the channel already points there.
 */
export async function pointChannel<SomeVersion extends VersionOutline>(
  change: Change,
  pointing: Pointing<SomeVersion>,
): Promise<ChannelOf<SomeVersion>> {
  const [pointed = pointing.channel] = await pointChannels(change, [pointing])
  return pointed
}

/** The same for many channels at once, each given once. Returns those that changed. */
async function pointChannels<SomeVersion extends VersionOutline>(
  change: Change,
  pointings: readonly Pointing<SomeVersion>[],
): Promise<readonly ChannelOf<SomeVersion>[]> {
  const moves = pointings.filter(isMove).map(({ channel, version }) => {
    // Later than the previous entry: a roll-back reads the history in the order of its times.
    const updatedAt = nowAfter(change.now, channel.updatedAt)
    return { before: channel, after: { ...channel, version, updatedAt } }
  })
  await change.tx.channels.assign(
    moves.map(({ after: { id, managed, version, updatedAt } }) => ({
      id: change.newId(),
      channelId: id,
      version,
      authorId: managed ? REGISTRY_NAME : change.actor.name,
      assignedAt: updatedAt,
    })),
  )
  await recordEvents(change, moves.values().map(assignedEvent))
  return moves.map(({ after }) => after)
}

function assignedEvent({ before, after }: Readonly<Record<'before' | 'after', ChannelOutline>>): EventRecord {
  const { bucketId, bucketName, version, updatedAt: now } = after
  return {
    kind: 'channel.assigned',
    bucket: { id: bucketId, name: bucketName },
    payload: {
      channel: channelSnapshot(after),
      version: version && versionSnapshot(version, now),
      previousVersion: before.version && versionSnapshot(before.version, now),
    },
  }
}

// --- What the registry moves by itself -----------------------------------------------------------------------------------

/**
 * Moves channels after the validity of these versions may have changed. `latest` of each affected bucket goes to the newest
 * valid version. An unmanaged channel that points at a revoked version goes back to the last valid version that it pointed
 * at, or is un-assigned when there is none, unless the revocation leaves channels where they are.
 */
export async function settleChannels(change: Change, versions: readonly VersionPlace[]): Promise<void> {
  const { tx, now } = change
  const { leaving } = await channelsOnRevoked(tx, now, versions)
  await rollBackChannels(change, leaving)
  await settleLatest(change, [...new Set(versions.map(({ bucketId }) => bucketId))])
}

/** Points each channel at the last valid version that it pointed at before the present one, or at none. */
export async function rollBackChannels(change: Change, channels: readonly ChannelOutline[]): Promise<void> {
  await pointChannels(change, await rollBacks(change.tx, change.now, channels))
}

/**
 * Points the managed channel of each bucket at its newest valid version other than `leaving`, which is about to be deleted.
 * The caller holds the locks of the buckets, or the exclusive lock of the registry.
 */
export async function settleLatest(
  change: Change,
  bucketIds: readonly string[],
  leaving?: VersionOutline,
): Promise<void> {
  const moves = await movesOfLatest(change.tx, change.now, bucketIds, { without: leaving ? [leaving] : [] })
  await pointChannels(change, moves)
}

/** The same after this version was completed, which makes it the newest of its bucket. */
export async function settleLatestOn(change: Change, completed: VersionOutline): Promise<void> {
  const bucketIds = [completed.bucketId]
  if (isValid(completed, change.now)) await pointChannels(change, await latestOn(change.tx, bucketIds, [completed]))
  else await settleLatest(change, bucketIds)
}
