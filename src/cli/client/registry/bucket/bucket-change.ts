import type { ClientContext } from '../../client-command.ts'
import { notFound, usage } from '../../client-failure.ts'
import { labelsIn } from '../labels-in.ts'
import type { Bucket } from './bucket-list.ts'

export interface BucketOptions {
  readonly description?: string
  /** `key=value`. */
  readonly label?: readonly string[]
}

export async function bucketCreate({ client, output }: ClientContext, name: string, options: BucketOptions) {
  const { description = '', label = [] } = options
  const { bucket } = await client.call('PackerService_CreateBucket', {
    body: { name, description, labels: labelsIn(label) },
  })
  await output.changed(there(bucket, name), { sentence: `Created the bucket ${name}.`, name: nameOf })
}

export async function bucketUpdate({ client, output }: ClientContext, name: string, options: BucketOptions) {
  const { description, label } = options
  if (description === undefined && label === undefined)
    throw usage(`nothing to change in ${name}: add --description or --label`)
  // The operation replaces all fields that it takes; it has no update mask.
  const params = { bucket_name: name }
  const { bucket: before } = await client.call('PackerService_GetBucket', { params })
  const { description: wasDescription, labels: wasLabels, platforms } = there(before, name)
  const { bucket } = await client.call('PackerService_UpdateBucket', {
    params,
    body: {
      description: description ?? wasDescription,
      labels: label === undefined ? wasLabels : labelsIn(label),
      platforms,
    },
  })
  await output.changed(there(bucket, name), { sentence: `Changed the bucket ${name}.`, name: nameOf })
}

function there(bucket: Bucket | null, name: string): Bucket {
  if (bucket === null) throw notFound(`the server has no bucket ${name}`)
  return bucket
}

const nameOf = ({ name }: Bucket) => name
