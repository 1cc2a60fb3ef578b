import type { Operations } from '../../../../client/apis.ts'
import type { Answer } from '../../../../client/client.ts'
import type { ClientContext } from '../../client-command.ts'
import { fromNow } from '../../output/moment.ts'
import { statusText, statusTone } from '../version-status.ts'

export type Bucket = NonNullable<Answer<Operations['PackerService_GetBucket']>['bucket']>

export async function bucketList({ client, output, now }: ClientContext): Promise<void> {
  const buckets: Bucket[] = []
  for await (const page of client.pages('PackerService_ListBuckets', {})) buckets.push(...page.buckets)
  await output.list(buckets, {
    columns: [
      { title: 'name', text: ({ name }) => name },
      { title: 'newest', text: ({ latest_version: newest }) => newest?.name ?? '' },
      {
        title: 'status',
        text: ({ latest_version: newest }) => (newest === null ? '' : statusText(newest, now)),
        tone: ({ latest_version: newest }) => (newest === null ? null : statusTone(newest)),
      },
      { title: 'versions', text: ({ version_count: count }) => count },
      { title: 'platforms', text: ({ platforms }) => platforms.join(', ') },
      { title: 'updated', text: ({ updated_at: at }) => (at === null ? '' : fromNow(at, now)), tone: () => 'quiet' },
    ],
    name: ({ name }) => name,
    none: 'no buckets yet: create one with packer build or assay bucket create',
  })
}
