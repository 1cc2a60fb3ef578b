// The counterpart of furnished.ts for packer 2021-04-30: a bucket with one of everything in it, and calls that succeed there.
import type { Call, Client } from './client.ts'
import { contractOperations } from './contract.ts'
import { completeIteration, newIteration, newIterationBuild, newSlug, newSlugChannel } from './iteration-sequences.ts'

const PREFIX = '2021-04-30/PackerService_'

/** Every operation of packer 2021-04-30 by its short name. */
export const iterationOperations: readonly string[] = [...contractOperations.keys()]
  .filter((name) => name.startsWith(PREFIX))
  .map((name) => name.slice(PREFIX.length))

const methodOf = (operation: string) => contractOperations.get(PREFIX + operation)?.method ?? ''

export const isRead = (operation: string): boolean => methodOf(operation) === 'GET'

const bodies: Readonly<Record<string, object>> = {
  CreateBucket: { bucket_slug: 'another' },
  CreateBuild: { build: { component_type: 'file.another' } },
  CreateChannel: { slug: 'another' },
  CreateIteration: { fingerprint: 'another' },
  UpdateBucket: { description: 'another' },
  UpdateBuild: { updates: { status: 'RUNNING', labels: { os: 'debian' } } },
  UpdateChannel: { mask: 'restriction', restriction: 'RESTRICTED' },
  UpdateRegistry: { feature_tier: 'STANDARD' },
}

/**
 * Creates the bucket `furnished` with the complete iteration `complete`, assigned to the channel `staging`, with the channel `production`,
 * and with the incomplete iteration `open`, which has one running build. Returns a call for each operation; the calls that delete target
 * what no other call needs.
 */
export async function furnishIterations(client: Client): Promise<(operation: string) => Call> {
  const bucket = await newSlug(client, 'furnished')
  await completeIteration(bucket, 'complete')
  await newSlugChannel(bucket, 'staging', { fingerprint: 'complete' })
  await newSlugChannel(bucket, 'production', {})
  const open = await newIteration(bucket, 'open')
  const build = await newIterationBuild(bucket, open, { component_type: 'file.open', status: 'RUNNING' })
  const params = {
    bucket_slug: 'furnished',
    slug: 'production',
    iteration_id: open.id as string,
    build_id: build.id as string,
    task_type: 'validation',
  }
  return (operation) => ({
    params,
    ...(operation === 'GetIteration' ? { query: { fingerprint: 'complete' } } : {}),
    ...(['GET', 'DELETE'].includes(methodOf(operation)) ? {} : { body: bodies[operation] ?? {} }),
  })
}
