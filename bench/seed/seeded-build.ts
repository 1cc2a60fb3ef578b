import { newId } from '../../src/machine/new-id.ts'
import type { Build } from '../../src/domain/catalog/build/build.ts'

export interface Size {
  readonly builds: number
  readonly artifacts: number
  readonly labels: number
}

const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2', 'ap-south-1', 'sa-east-1']

/** A build of a version: done, and built from a parent of which only the id is needed. */
export const buildOf = (versionId: string, parentVersionId: string, index: number, size: Size, now: string): Build => ({
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
    externalIdentifier: `ami-${newId().toLowerCase()}`,
    region: REGIONS[number] ?? '',
    createdAt: now,
  })),
  sourceExternalIdentifier: 'ami-0fedcba9876543210',
  parentVersionId,
  parentChannelId: '',
  metadata: { packer: { version: '1.15.3' }, cicd: null, vcs: null },
  heartbeatAt: null,
  startedAt: null,
  createdAt: now,
  updatedAt: now,
})
