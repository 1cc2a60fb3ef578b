// What a revocation is said to do before it is made, in the words in which a registry is seen before and after it.
import assert from 'node:assert/strict'
import { type PreviewRequest, previewRevocation } from '../../src/domain/catalog/revocation/preview-revocation.ts'
import type { Pointing } from '../../src/domain/catalog/channel/where-channels-belong.ts'
import type { Context } from '../../src/domain/context.ts'
import { DomainError, type ErrorCode } from '../../src/domain/errors.ts'
import type { RegistryView } from './lifecycle-view.ts'

/** What becomes of a registry: `bucket/fingerprint`, and `bucket/channel from to`. */
export interface Outcome {
  /** Versions that go out of use, the one that is revoked aside. */
  readonly reached: readonly string[]
  readonly moved: readonly string[]
  /** Channels of users that are on such a version, and stay. */
  readonly left: readonly string[]
}

/** What is foreseen, or what it is refused with. */
export async function foresee(context: Context, request: PreviewRequest): Promise<Outcome | ErrorCode> {
  try {
    const found = await previewRevocation(context, request)
    const reached = found.buckets.flatMap(({ name, versions }) => versions.map((each) => `${name}/${each.fingerprint}`))
    assert.equal(found.versionCount, reached.length)
    assert.equal(found.bucketCount, found.buckets.length)
    assert.equal(found.hiddenBucketCount, 0)
    assert.equal(found.channelCount, found.channels.length)
    return {
      reached: reached.toSorted(),
      moved: found.channels.map(moveOf).toSorted(),
      left: found.leftChannels.map(moveOf).toSorted(),
    }
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

const moveOf = ({ channel: { bucketName, name, version: from }, version: to }: Pointing) =>
  told(`${bucketName}/${name}`, from?.fingerprint ?? null, to?.fingerprint ?? null)

const told = (channel: string, from: string | null, to: string | null) => `${channel} ${from ?? 'none'} ${to ?? 'none'}`

/** What did become of it. */
export function outcomeOf(before: RegistryView, after: RegistryView, revoked: string): Outcome {
  const isRevoked = (view: RegistryView, bucket: string, fingerprint: string | null) =>
    fingerprint !== null && view[bucket]?.versions[fingerprint]?.status === 'revoked'
  const goesOut = (bucket: string, fingerprint: string | null) =>
    isRevoked(after, bucket, fingerprint) && !isRevoked(before, bucket, fingerprint)
  const each = Object.entries(after)
  const channels = each.flatMap(([bucket, { channels }]) =>
    Object.entries(channels).map(([name, { on }]) => {
      const was = before[bucket]?.channels[name]?.on ?? null
      return { bucket, name, on, was, told: told(`${bucket}/${name}`, was, on) }
    }),
  )
  const toldOf = (some: typeof channels) => some.map((channel) => channel.told).toSorted()
  return {
    reached: each
      .flatMap(([bucket, { versions }]) =>
        Object.keys(versions)
          .filter((fingerprint) => goesOut(bucket, fingerprint))
          .map((fingerprint) => `${bucket}/${fingerprint}`),
      )
      .filter((version) => version !== revoked)
      .toSorted(),
    moved: toldOf(channels.filter(({ on, was }) => on !== was)),
    left: toldOf(channels.filter(({ bucket, on, was }) => on === was && goesOut(bucket, on))),
  }
}
