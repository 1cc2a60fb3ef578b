import { changeBucket } from '../../change.ts'
import { nowAfter } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { fail, failedPrecondition, notFound } from '../../errors.ts'
import { versionSnapshot, wholeBuild } from '../../record/event/version-snapshot.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import type { ChannelOutline } from '../channel/channel.ts'
import { rollBackChannels, settleLatest } from '../channel/point-channel.ts'
import type { VersionRef } from './get-version.ts'
import { isComplete } from './version.ts'

/** The most channels that an error names; a bucket may have thousands. */
const SHOWN_CHANNELS = 10

/**
 * Deletes a version with its builds. Refused (`failed_precondition`) while unmanaged channels point at it, unless
 * `rollbackChannels` sends them back to the version that they pointed at before. Its number is not given again.
 */
export async function deleteVersion(
  context: Context,
  input: VersionRef & { readonly rollbackChannels: boolean },
): Promise<void> {
  const { fingerprint, rollbackChannels } = input
  return changeBucket(context, 'version.delete', 'shared', input, async (change, bucket) => {
    const { tx } = change
    const version = (await tx.versions.find(bucket.id, fingerprint)) ?? fail(notFound('version', fingerprint))
    const held = (await tx.channels.listByVersions([version])).toSorted((one, other) =>
      one.name < other.name ? -1 : 1,
    )
    if (held.length > 0 && !rollbackChannels)
      throw failedPrecondition(
        `version "${fingerprint}" is assigned to ${named(held)}: assign another version there first, or ask for a roll-back (rollback_channels)`,
      )
    // No channel may point at the version when it is deleted: the database would un-assign it without an event.
    await rollBackChannels(change, held)
    if (isComplete(version)) await settleLatest(change, [bucket.id], version)
    const payload = {
      version: versionSnapshot(version, change.now),
      // The builds of a complete version are in the event of its completion.
      ...(isComplete(version) ? {} : { builds: version.builds.map(wholeBuild) }),
    }
    recordEvent(change, { kind: 'version.deleted', bucket, payload })
    await tx.versions.delete(version.id)
    if (!isComplete(version)) return
    await tx.buckets.update({
      ...bucket,
      versionCount: bucket.versionCount - 1,
      updatedAt: nowAfter(change.now, bucket.updatedAt),
    })
  })
}

function named(channels: readonly ChannelOutline[]): string {
  const shown = channels.slice(0, SHOWN_CHANNELS).map(({ name }) => `channel "${name}"`)
  const more = channels.length - shown.length
  return more === 0 ? shown.join(', ') : `${channels.length} channels, ${shown.join(', ')} and ${more} more`
}
