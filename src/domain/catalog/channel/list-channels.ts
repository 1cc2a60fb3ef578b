import { isAllowed } from '../../authorize.ts'
import { viewBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import { firstOf, inStep } from '../../in-step.ts'
import type { BucketRef } from '../../location.ts'
import type { VersionStore } from '../version/version-store.ts'
import type { Version } from '../version/version.ts'
import type { Channel, ListedChannel } from './channel.ts'

/**
 * All channels of a bucket, including `latest`, but without the restricted ones for an actor that may not see them. They
 * are read as the caller iterates. The builds of their versions have neither labels nor metadata: clients look for names
 * and fingerprints here, and hundreds of channels can point at one large version.
 */
export async function listChannels(context: Context, ref: BucketRef): Promise<AsyncIterable<Channel>> {
  const bucket = await viewBucket(context, 'channel.get', ref)
  const { channels, versions } = context.store
  const all = await channels.list(bucket.id)
  const seesRestricted = isAllowed(context, 'channel.get-restricted', ref)
  return withVersions(versions, seesRestricted ? all : all.filter(({ restricted }) => !restricted))
}

/** How many versions are kept for later channels; one that was dropped is read again. */
const KEPT = 16

/** Adds the version of each channel. As a rule a version is read once, and its channels share the object. */
async function* withVersions(versions: VersionStore, channels: readonly ListedChannel[]): AsyncGenerator<Channel> {
  const ids = channels.flatMap(({ version }) => (version ? [version.id] : []))
  const inTurn = inStep(versions.readBrief([...new Set(ids)]))
  const kept = new Map<string, Version>()
  const passed = new Set<string>()

  const find = async (id: string): Promise<Version | null> => {
    const known = kept.get(id)
    if (known) return known
    const found = passed.has(id)
      ? await firstOf(versions.readBrief([id])[Symbol.asyncIterator]())
      : await inTurn.take(id)
    passed.add(id)
    if (found) kept.set(id, found)
    const [oldest = ''] = kept.size > KEPT ? kept.keys() : []
    kept.delete(oldest)
    return found
  }

  try {
    for (const channel of channels) {
      const version = channel.version && (await find(channel.version.id))
      yield { ...channel, version }
    }
  } finally {
    await inTurn.end()
  }
}
