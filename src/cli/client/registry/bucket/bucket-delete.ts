import { counted } from '../../../counted.ts'
import type { ClientContext } from '../../client-command.ts'
import { getBucket } from './bucket-show.ts'

export async function bucketDelete(context: ClientContext, name: string): Promise<void> {
  const bucket = await getBucket(context, name)
  const { client, output, confirm } = context
  await confirm(
    `Delete the bucket ${name} with its ${counted(Number(bucket.version_count), 'version')} and everything that points at them?`,
  )
  await client.call('PackerService_DeleteBucket', { params: { bucket_name: name } })
  await output.changed(bucket, { sentence: `Deleted the bucket ${name}.`, name: ({ name }) => name })
}
