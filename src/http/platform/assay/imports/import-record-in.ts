import type { Schemas } from '../../../../contract/generated/assay-v1.ts'
import type { Incoming } from '../../../../contract/operation.ts'
import type { ImportRecord } from '../../../../domain/catalog/import-record/import-record.ts'
import type { Instant } from '../../../../domain/clock.ts'
import { fail, invalidArgument } from '../../../../domain/errors.ts'
import { buildStatusIn } from '../../../packer/build-status.ts'
import { sbomBytesIn } from '../../../packer/sbom-bytes.ts'
import { sbomFormatIn } from '../../../packer/sbom-format.ts'
import { templateTypeIn } from '../../../packer/version-change.ts'

type In<Name extends keyof Schemas> = Incoming<Schemas[Name]>

type Reader<Name extends keyof In<'ImportRecord'>> = (
  message: NonNullable<In<'ImportRecord'>[Name]>,
  field: string,
) => ImportRecord

const readers: { readonly [Name in keyof In<'ImportRecord'>]-?: Reader<Name> } = {
  bucket: ({ name = '', latest, ...message }, field) => ({
    kind: 'bucket',
    bucketName: name,
    id: message.id ?? '',
    description: message.description ?? '',
    labels: message.labels ?? {},
    latest:
      latest === undefined
        ? null
        : {
            id: latest.id ?? '',
            authorId: latest.author_id ?? '',
            restricted: latest.restricted ?? true,
            createdAt: required(latest.created_at, `${field}.latest.created_at`),
          },
    ...stampsIn(message, field),
  }),
  version: (message, field) => ({
    kind: 'version',
    ...versionIn(message),
    id: message.id ?? '',
    templateType: templateTypeIn[message.template_type ?? 'TEMPLATE_TYPE_UNSET'],
    authorId: message.author_id ?? '',
    ...stampsIn(message, field),
  }),
  build: (message, field) => ({
    kind: 'build',
    ...versionIn(message),
    id: message.id ?? '',
    componentType: message.component_type ?? '',
    status: buildStatusIn[message.status ?? 'BUILD_UNSET'],
    platform: message.platform ?? '',
    packerRunUuid: message.packer_run_uuid ?? '',
    labels: message.labels ?? {},
    artifacts: (message.artifacts ?? []).map((artifact, index) => ({
      id: artifact.id ?? '',
      externalIdentifier: artifact.external_identifier ?? '',
      region: artifact.region ?? '',
      createdAt: required(artifact.created_at, `${field}.artifacts[${index}].created_at`),
    })),
    sourceExternalIdentifier: message.source_external_identifier ?? '',
    metadata: message.metadata
      ? {
          packer: message.metadata.packer ?? null,
          cicd: message.metadata.cicd ?? null,
          vcs: message.metadata.vcs ?? null,
        }
      : null,
    ...stampsIn(message, field),
  }),
  sbom: (message, field) => ({
    kind: 'sbom',
    ...versionIn(message),
    componentType: message.component_type ?? '',
    id: message.id ?? '',
    name: message.name ?? '',
    format: sbomFormatIn[required(message.format, `${field}.format`)],
    compressed: sbomBytesIn(`${field}.compressed_sbom`, message.compressed_sbom ?? ''),
  }),
  completion: (message, field) => ({
    kind: 'completion',
    ...versionIn(message),
    sequence: message.sequence ?? 0,
    builds: message.builds ?? 0,
    updatedAt: required(message.updated_at, `${field}.updated_at`),
  }),
  revocation: ({ inherited_from: ancestor, ...message }, field) => ({
    kind: 'revocation',
    ...versionIn(message),
    sequence: message.sequence || null,
    at: required(message.revoke_at, `${field}.revoke_at`),
    message: message.message ?? '',
    author: message.author ?? '',
    includeDescendants: message.skip_descendants !== true,
    inheritedFrom: ancestor
      ? { ...versionIn(ancestor), versionId: ancestor.version_id ?? '', sequence: ancestor.sequence || null }
      : null,
  }),
  channel: (message, field) => ({
    kind: 'channel',
    bucketName: message.bucket_name ?? '',
    name: message.name ?? '',
    id: message.id ?? '',
    authorId: message.author_id ?? '',
    restricted: message.restricted ?? false,
    fingerprint: message.version_fingerprint ?? '',
    ...stampsIn(message, field),
  }),
  history: (message, field) => ({
    kind: 'history',
    bucketName: message.bucket_name ?? '',
    channelName: message.channel_name ?? '',
    lines: (message.assignments ?? []).map((line, index) => ({
      fingerprint: line.version_fingerprint ?? '',
      authorId: line.author_id ?? '',
      assignedAt: required(line.assigned_at, `${field}.assignments[${index}].assigned_at`),
    })),
  }),
  parents: (message) => ({
    kind: 'parents',
    ...versionIn(message),
    parents: (message.parents ?? []).map((parent) => ({
      ...versionIn(parent),
      versionId: parent.version_id ?? '',
      channelName: parent.channel_name ?? '',
    })),
  }),
}

/** Reads a record; throws `invalid_argument` when it is of no kind or of several, or lacks a required field. */
export function importRecordIn(message: In<'ImportRecord'>, index: number): ImportRecord {
  const [name, ...others] = Object.keys(message) as (keyof In<'ImportRecord'>)[]
  const place = `records[${index}]`
  if (name === undefined || others.length > 0)
    throw invalidArgument(place, `must have exactly one of ${Object.keys(readers).join(', ')}`)
  const read = readers[name] as (message: unknown, field: string) => ImportRecord
  return read(message[name], `${place}.${name}`)
}

const versionIn = (message: { readonly bucket_name?: string; readonly fingerprint?: string }) => ({
  bucketName: message.bucket_name ?? '',
  fingerprint: message.fingerprint ?? '',
})

const stampsIn = (message: { readonly created_at?: Instant; readonly updated_at?: Instant }, field: string) => ({
  createdAt: required(message.created_at, `${field}.created_at`),
  updatedAt: required(message.updated_at, `${field}.updated_at`),
})

const required = <Value>(value: Value | undefined, field: string): Value =>
  value ?? fail(invalidArgument(field, 'is required'))
