// What the preview of a revocation predicts, in a form that can be compared with views of the registry before and after it.
import assert from 'node:assert/strict'
import { type PreviewRequest, previewRevocation } from '../../src/domain/catalog/revocation/preview-revocation.ts'
import type { Pointing } from '../../src/domain/catalog/channel/where-channels-belong.ts'
import type { Context } from '../../src/domain/context.ts'
import { DomainError, type ErrorCode } from '../../src/domain/errors.ts'
import type { RegistryView } from './lifecycle-view.ts'

/** How a revocation changes a registry: versions as `bucket/fingerprint`, channels as `bucket/channel from to`. */
export interface Outcome {
  /** Versions that become revoked, except the one that the request names. */
  readonly reached: readonly string[]
  readonly moved: readonly string[]
  /** User channels that stay on a version that becomes revoked. */
  readonly left: readonly string[]
}

/** The predicted outcome, or the error code with which the preview is refused. */
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

/** The actual outcome. */
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
