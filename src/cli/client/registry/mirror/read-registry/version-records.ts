import { instant, type ListedBuild, type ListedVersion, type MirrorRecord, sequenceOf } from '../records.ts'

const placeOf = ({ bucket_name, fingerprint }: ListedVersion) => ({ bucket_name, fingerprint })

export const versionRecord = (version: ListedVersion): MirrorRecord => ({
  version: {
    ...placeOf(version),
    id: version.id,
    template_type: version.template_type,
    author_id: version.author_id,
    created_at: instant(version.created_at),
    updated_at: instant(version.updated_at),
  },
})

export const buildRecord = (version: ListedVersion, build: ListedBuild): MirrorRecord => ({
  build: {
    ...placeOf(version),
    id: build.id,
    component_type: build.component_type,
    status: build.status,
    platform: build.platform,
    packer_run_uuid: build.packer_run_uuid,
    labels: build.labels,
    artifacts: build.artifacts.map((artifact) => ({
      id: artifact.id,
      external_identifier: artifact.external_identifier,
      region: artifact.region,
      created_at: instant(artifact.created_at),
    })),
    source_external_identifier: build.source_external_identifier,
    ...(build.metadata && { metadata: metadataOf(build.metadata) }),
    created_at: instant(build.created_at),
    updated_at: instant(build.updated_at),
  },
})

/** Leaves out the parts that are null. */
const metadataOf = (metadata: NonNullable<ListedBuild['metadata']>) =>
  Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null)) as NonNullable<
    NonNullable<MirrorRecord['build']>['metadata']
  >

/** Empty if the version is not complete. */
export function completionRecords(version: ListedVersion, builds: number): readonly MirrorRecord[] {
  const sequence = sequenceOf(version.name)
  const updated_at = instant(version.updated_at)
  return sequence === null ? [] : [{ completion: { ...placeOf(version), sequence, builds, updated_at } }]
}

export const isInherited = ({ revocation_type: type }: ListedVersion): boolean => type === 'INHERITED'

/** Empty if the version is neither revoked nor scheduled to be. */
export function revocationRecords(version: ListedVersion, skipsDescendants = false): readonly MirrorRecord[] {
  const { revoke_at: at, revocation_inherited_from: ancestor } = version
  if (at === null) return []
  const heir = isInherited(version) && ancestor !== null
  return [
    {
      revocation: {
        ...placeOf(version),
        sequence: sequenceOf(version.name) ?? 0,
        revoke_at: instant(at),
        message: version.revocation_message,
        author: version.revocation_author,
        ...(skipsDescendants && { skip_descendants: true }),
        ...(heir && {
          inherited_from: {
            bucket_name: ancestor.bucket_name,
            fingerprint: ancestor.version_fingerprint,
            version_id: ancestor.version_id,
            sequence: sequenceOf(ancestor.version_name) ?? 0,
          },
        }),
      },
    },
  ]
}
