// Fills a database through the storage ports, in large transactions: a bucket with one version as large as the benchmark
// reads, below it as many small ones as asked for, each with its history.
import { monotonicFactory } from 'ulid'
import type { Build } from '../src/domain/build/build.ts'
import type { Ports } from '../src/domain/store.ts'
import type { Version } from '../src/domain/version/version.ts'
import { type OpenStore, openStore } from '../src/storage/open.ts'
import type { DatabaseLocation } from '../src/storage/dialect.ts'

export const BUCKET = 'ubuntu'
/** Points at the large version. */
export const CHANNEL = 'production'
export const LARGE = { builds: 4, artifacts: 6, labels: 30 } as const

const SMALL = { builds: 1, artifacts: 1, labels: 3 } as const
const VERSIONS_PER_TRANSACTION = 2000
const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2', 'ap-south-1', 'sa-east-1']

const newId = monotonicFactory()

/** On a database that a server has initialised: a bucket with `count` complete versions, the last one large. */
export async function seedBucket(location: DatabaseLocation, count: number): Promise<void> {
  const store = await openStore(location)
  try {
    const place = await insertBucket(store, count)
    for (let done = 0; done < count; done += VERSIONS_PER_TRANSACTION)
      await store.transaction(async (tx) => {
        const last = Math.min(done + VERSIONS_PER_TRANSACTION, count)
        for (let sequence = done + 1; sequence <= last; sequence += 1)
          await insertVersion(tx, place, sequence, sequence === count ? LARGE : SMALL)
      })
  } finally {
    await store.close()
  }
}

interface Place {
  readonly projectId: string
  readonly bucketId: string
  readonly latestId: string
  readonly now: string
}

async function insertBucket(store: OpenStore, count: number): Promise<Place> {
  const [organization] = await store.organizations.listOrganizations()
  const [project] = await store.organizations.listProjects(organization?.id ?? '')
  const projectId = project?.id ?? ''
  const bucketId = newId()
  const latestId = newId()
  const now = new Date().toISOString()
  const stamps = { createdAt: now, updatedAt: now }
  await store.transaction(async ({ buckets, channels }) => {
    const numbers = { versionCount: count, lastSequence: count }
    await buckets.insert({ id: bucketId, projectId, name: BUCKET, description: '', labels: {}, ...numbers, ...stamps })
    const channel = { id: latestId, bucketId, bucketName: BUCKET, name: 'latest', authorId: 'Assay', version: null }
    await channels.insert({ ...channel, managed: true, restricted: true, ...stamps })
  })
  return { projectId, bucketId, latestId, now }
}

interface Size {
  readonly builds: number
  readonly artifacts: number
  readonly labels: number
}

async function insertVersion(tx: Ports, place: Place, sequence: number, size: Size): Promise<void> {
  const { bucketId, projectId, latestId, now } = place
  const stamps = { createdAt: now, updatedAt: now }
  const id = newId()
  const version: Version = {
    id,
    bucketId,
    bucketName: BUCKET,
    fingerprint: newId(),
    templateType: 'hcl2',
    sequence,
    authorId: 'admin',
    builds: [],
    revocation: null,
    parents: [],
    hasDescendants: false,
    ...stamps,
  }
  await tx.versions.insert(version)
  for (let index = 0; index < size.builds; index += 1) await tx.builds.insert(buildOf(id, index, size, now))
  await tx.channels.assign([{ id: newId(), channelId: latestId, version, authorId: 'Assay', assignedAt: now }])
  await tx.events.append([
    {
      id: newId(),
      projectId,
      at: now,
      subject: 'version',
      action: 'complete',
      description: 'Completed version',
      actor: { type: 'service', id: newId(), name: 'admin' },
      bucketId,
      versionId: id,
      payload: { version: { id, name: `v${sequence}` } },
    },
  ])
  if (size !== LARGE) return
  const channel = { id: newId(), bucketId, bucketName: BUCKET, name: CHANNEL, authorId: 'admin', version }
  await tx.channels.insert({ ...channel, managed: false, restricted: false, ...stamps })
}

/** One of a version's builds: done, and with nothing known of its parent. */
export const buildOf = (versionId: string, index: number, size: Size, now: string): Build => ({
  id: newId(),
  versionId,
  componentType: `amazon-ebs.ubuntu-${index}`,
  status: 'done',
  platform: 'aws',
  packerRunUuid: '6f8c0f6e-3a0b-4c0e-9d6e-1b1f5a1f0c11',
  labels: Object.fromEntries(
    Array.from({ length: size.labels }, (_, number) => [`label-${number}`, `value of label ${number}`]),
  ),
  artifacts: Array.from({ length: size.artifacts }, (_, number) => ({
    id: newId(),
    externalIdentifier: `ami-0123456789abc${index}${number}`,
    region: REGIONS[number] ?? '',
    createdAt: now,
  })),
  sourceExternalIdentifier: 'ami-0fedcba9876543210',
  parentVersionId: '',
  parentChannelId: '',
  metadata: { packer: { version: '1.15.3' }, cicd: null, vcs: null },
  heartbeatAt: null,
  startedAt: null,
  createdAt: now,
  updatedAt: now,
})
