import type { Operations } from '../../../contract/generated/assay-v1.ts'
import type { Pointing } from '../../../domain/catalog/channel/where-channels-belong.ts'
import { previewRevocation } from '../../../domain/catalog/revocation/preview-revocation.ts'
import type { Instant } from '../../../domain/clock.ts'
import type { Handlers } from '../../binding/handler.ts'
import { viewOf } from '../../wire/view.ts'
import { type Out, versionInShortOut } from './version-in-short.ts'

const movedChannelOut = ({ channel, version }: Pointing, now: Instant): Out<'MovedChannel'> => ({
  bucket_name: channel.bucketName,
  channel_name: channel.name,
  from: channel.version && versionInShortOut(channel.version, now),
  to: version && versionInShortOut(version, now),
})

export const revocationPreviewHandlers = {
  async AssayService_PreviewRevocation({ params, query }, context) {
    const { location, now } = viewOf(params, context)
    const found = await previewRevocation(context, {
      location,
      bucketName: params.bucket_name,
      fingerprint: params.fingerprint,
      includeDescendants: query.skip_descendants_revocation !== true,
      rollbackChannels: query.disable_rollback_channels !== true,
    })
    return {
      version: versionInShortOut(found.version, now),
      buckets: found.buckets.map(({ name, versionCount, versions }) => ({
        bucket_name: name,
        version_count: versionCount,
        versions: versions.map((version) => versionInShortOut(version, now)),
      })),
      version_count: found.versionCount,
      bucket_count: found.bucketCount,
      hidden_bucket_count: found.hiddenBucketCount,
      channels: found.channels.map((pointing) => movedChannelOut(pointing, now)),
      channel_count: found.channelCount,
      left_channels: found.leftChannels.map((pointing) => movedChannelOut(pointing, now)),
    }
  },
} satisfies Handlers<Operations, 'AssayService_PreviewRevocation'>
