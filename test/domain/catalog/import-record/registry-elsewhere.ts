// The records of a registry on another server: `base` with a revoked version, and `ubuntu` with one that was built from that
// version and inherits its revocation, one that is in use, and one that is not complete yet.
import type {
  BucketRecord,
  BuildRecord,
  ChannelRecord,
  HistoryRecord,
  ImportRecord,
  VersionRecord,
} from '../../../../src/domain/catalog/import-record/import-record.ts'
import { at } from '../../../storage/arrange.ts'

const stamps = (created: number, updated = created) => ({ createdAt: at(created), updatedAt: at(updated) })

export const bucketRecord = (bucketName: string, given: Partial<BucketRecord> = {}): BucketRecord => ({
  kind: 'bucket',
  bucketName,
  id: `bucket-of-${bucketName}`,
  description: 'golden',
  labels: { team: 'platform' },
  latest: { id: `latest-of-${bucketName}`, authorId: 'HCP', restricted: true, createdAt: at(1) },
  ...stamps(1, 90),
  ...given,
})

export const versionRecord = (
  bucketName: string,
  fingerprint: string,
  given: Partial<VersionRecord> = {},
): VersionRecord => ({
  kind: 'version',
  bucketName,
  fingerprint,
  id: `version-${fingerprint}`,
  templateType: 'hcl2',
  authorId: 'ada@example.com',
  ...stamps(10),
  ...given,
})

export const buildRecord = (
  bucketName: string,
  fingerprint: string,
  given: Partial<BuildRecord> = {},
): BuildRecord => ({
  kind: 'build',
  bucketName,
  fingerprint,
  id: `build-${fingerprint}`,
  componentType: 'amazon-ebs.image',
  status: 'done',
  platform: 'aws',
  packerRunUuid: 'ad3ea3ba-5a7e-4ba2-a66e-0c0b0d0e0f00',
  labels: { os: 'ubuntu' },
  artifacts: [
    { id: `image-${fingerprint}`, externalIdentifier: `ami-${fingerprint}`, region: 'eu-west-1', createdAt: at(12) },
  ],
  sourceExternalIdentifier: 'ami-source',
  metadata: { packer: { version: '1.15.1' }, cicd: null, vcs: null },
  ...stamps(11, 12),
  ...given,
})

const completion = (bucketName: string, fingerprint: string, sequence: number): ImportRecord => ({
  kind: 'completion',
  bucketName,
  fingerprint,
  sequence,
  builds: 1,
  updatedAt: at(20),
})

export const channelRecord = (bucketName: string, name: string, given: Partial<ChannelRecord> = {}): ChannelRecord => ({
  kind: 'channel',
  bucketName,
  name,
  id: `channel-${bucketName}-${name}`,
  authorId: 'ada@example.com',
  restricted: false,
  fingerprint: '',
  ...stamps(30, 40),
  ...given,
})

const history = (bucketName: string, channelName: string, ...lines: readonly [string, number][]): HistoryRecord => ({
  kind: 'history',
  bucketName,
  channelName,
  lines: lines.map(([fingerprint, moment]) => ({ fingerprint, authorId: 'HCP', assignedAt: at(moment) })),
})

const version = (bucketName: string, fingerprint: string, sequence: number): readonly ImportRecord[] => [
  versionRecord(bucketName, fingerprint),
  buildRecord(bucketName, fingerprint),
  completion(bucketName, fingerprint, sequence),
]

const revocation = { kind: 'revocation', at: at(25), message: 'CVE', author: 'eve', includeDescendants: true } as const

export const registryElsewhere: readonly ImportRecord[] = [
  bucketRecord('base'),
  versionRecord('base', 'b4'),
  buildRecord('base', 'b4'),
  {
    kind: 'sbom',
    bucketName: 'base',
    fingerprint: 'b4',
    componentType: 'amazon-ebs.image',
    id: 'sbom-b4',
    name: 'packages',
    format: 'spdx',
    compressed: Buffer.from('a document'),
  },
  { ...revocation, bucketName: 'base', fingerprint: 'b4', sequence: 4, inheritedFrom: null },
  completion('base', 'b4', 4),
  bucketRecord('ubuntu'),
  ...version('ubuntu', 'u2', 2),
  versionRecord('ubuntu', 'u3'),
  buildRecord('ubuntu', 'u3'),
  {
    ...revocation,
    bucketName: 'ubuntu',
    fingerprint: 'u3',
    sequence: 3,
    inheritedFrom: { bucketName: 'base', fingerprint: 'b4', versionId: 'version-b4', sequence: 4 },
  },
  completion('ubuntu', 'u3', 3),
  versionRecord('ubuntu', 'open'),
  buildRecord('ubuntu', 'open', { status: 'running', artifacts: [], platform: '' }),
  channelRecord('base', 'latest'),
  channelRecord('ubuntu', 'latest', { fingerprint: 'u2', restricted: true, authorId: 'HCP' }),
  history('ubuntu', 'latest', ['u2', 21], ['u3', 22], ['u2', 40]),
  channelRecord('ubuntu', 'production', { fingerprint: 'u3' }),
  history('ubuntu', 'production', ['u2', 35], ['', 36], ['u3', 40]),
  {
    kind: 'parents',
    bucketName: 'ubuntu',
    fingerprint: 'u3',
    parents: [{ bucketName: 'base', fingerprint: 'b4', versionId: 'version-b4', channelName: 'latest' }],
  },
]
