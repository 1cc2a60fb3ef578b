import type { ClientContext } from '../../client-command.ts'
import { getBucket } from './bucket-show.ts'

export async function bucketDelete(context: ClientContext, name: string): Promise<void> {
  const bucket = await getBucket(context, name)
  const { client, output, confirm } = context
  await confirm(`Delete the bucket ${name} with its ${bucket.version_count} versions and all that points at them?`)
  await client.call('PackerService_DeleteBucket', { params: { bucket_name: name } })
  await output.changed(bucket, { sentence: `Deleted the bucket ${name}.`, name: ({ name }) => name })
}
