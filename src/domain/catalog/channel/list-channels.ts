import { isAllowed } from '../../authorize.ts'
import { viewBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import { firstOf, inStep } from '../../in-step.ts'
import type { BucketRef } from '../../location.ts'
import type { VersionStore } from '../version/version-store.ts'
import type { Version } from '../version/version.ts'
import type { Channel, ListedChannel } from './channel.ts'

/**
 * All channels of a bucket, `latest` among them; without the restricted ones for an actor that may not see those. They are
 * read as they are asked for, and the builds of their versions have neither labels nor metadata: clients look for names
 * and fingerprints here, and channels of one large version can be hundreds.
 */
export async function listChannels(context: Context, ref: BucketRef): Promise<AsyncIterable<Channel>> {
  const bucket = await viewBucket(context, 'channel.get', ref)
  const { channels, versions } = context.store
  const all = await channels.list(bucket.id)
  const seesRestricted = isAllowed(context, 'channel.get-restricted', ref)
  return withVersions(versions, seesRestricted ? all : all.filter(({ restricted }) => !restricted))
}

/** Versions that are kept for channels to come; what was let go is read again. */
const KEPT = 16

/** The channels with their versions, each of which is the same object for all its channels and read once, as a rule. */
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
