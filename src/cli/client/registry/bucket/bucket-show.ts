import type { ClientContext } from '../../client-command.ts'
import { notFound } from '../../client-failure.ts'
import { fromNow } from '../../output/moment.ts'
import type { Facts } from '../../output/output.ts'
import { statusText, versionText } from '../version-status.ts'
import type { Bucket } from './bucket-list.ts'

export async function bucketShow(context: ClientContext, name: string): Promise<void> {
  const bucket = await getBucket(context, name)
  await context.output.one(bucket, { facts: bucketFacts(bucket, context.now), name: ({ name }) => name })
}

export async function getBucket({ client }: ClientContext, name: string): Promise<Bucket> {
  const { bucket } = await client.call('PackerService_GetBucket', { params: { bucket_name: name } })
  if (bucket === null) throw notFound(`the server has no bucket ${name}`)
  return bucket
}

const ancestry = { UNDETERMINED: '', UP_TO_DATE: 'up to date', OUT_OF_DATE: 'out of date' } as const

function bucketFacts(bucket: Bucket, now: number): Facts {
  const { latest_version: newest, created_at: created, updated_at: updated, labels } = bucket
  return [
    ['Bucket', bucket.name],
    ['Description', bucket.description],
    ['Newest version', newest === null ? '' : `${versionText(newest)}, ${statusText(newest, now)}`],
    ['Versions', bucket.version_count],
    ['Platforms', bucket.platforms.join(', ')],
    ['Labels', labelsText(labels)],
    ['Parents', ancestry[bucket.parents?.status ?? 'UNDETERMINED']],
    ['Children', ancestry[bucket.children?.status ?? 'UNDETERMINED']],
    ['Created', created === null ? '' : fromNow(created, now)],
    ['Updated', updated === null ? '' : fromNow(updated, now)],
  ]
}

export const labelsText = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n')
