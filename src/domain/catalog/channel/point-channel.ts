import type { Change } from '../../change.ts'
import { nowAfter } from '../../clock.ts'
import { DomainError, fail, failedPrecondition, notFound, shown } from '../../errors.ts'
import { REGISTRY_NAME } from '../../principal/principal.ts'
import { type EventRecord, recordEvents } from '../../record/event/record-event.ts'
import { channelSnapshot, versionSnapshot } from '../../record/event/snapshots.ts'
import {
  isComplete,
  isReadyToComplete,
  isRevoked,
  nameOf,
  type Version,
  type VersionOutline,
} from '../version/version.ts'
import type { Channel, ChannelOf, ChannelOutline } from './channel.ts'

/** The version that a channel is to point at: known, complete and not revoked. An empty fingerprint stands for none. */
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

/** Nobody but the registry moves a managed channel. */
export function requireUnmanaged(channel: Channel): void {
  if (channel.managed)
    throw failedPrecondition(
      `channel "${channel.name}" is managed by the registry, which keeps it on the newest complete version: assign a channel of your own instead`,
    )
}

export interface Pointing<SomeVersion extends VersionOutline> {
  readonly channel: ChannelOf<SomeVersion>
  readonly version: SomeVersion | null
}

/**
 * Points a channel at a version (null: at none), with its line in the history and its event. The caller has checked that
 * it may be, and holds the channel's bucket. Pointing where it points already changes nothing.
 */
export async function pointChannel<SomeVersion extends VersionOutline>(
  change: Change,
  pointing: Pointing<SomeVersion>,
): Promise<ChannelOf<SomeVersion>> {
  const [pointed = pointing.channel] = await pointChannels(change, [pointing])
  return pointed
}

/** The same for many channels at once, each named once. Answers those that changed. */
export async function pointChannels<SomeVersion extends VersionOutline>(
  change: Change,
  pointings: readonly Pointing<SomeVersion>[],
): Promise<readonly ChannelOf<SomeVersion>[]> {
  const moves = pointings
    .filter(({ channel, version }) => channel.version?.id !== version?.id)
    .map(({ channel, version }) => {
      // The history is read back in the order of its times, and a roll-back relies on it.
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
  await recordEvents(change, moves.values().map(assigned))
  return moves.map(({ after }) => after)
}

function assigned({ before, after }: Readonly<Record<'before' | 'after', ChannelOutline>>): EventRecord {
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
