import { createHash } from 'node:crypto'
import { instant, type ListedBucket, type ListedBuild, type ListedChannel, type ListedVersion } from '../records.ts'

/**
 * What two registries show alike of a thing that was copied whole: everything except IDs, addresses, and what is derived from other things.
 */
export type Comparable = Readonly<Record<string, unknown>>

const buildShown = (build: ListedBuild): Comparable => ({
  component_type: build.component_type,
  status: build.status,
  platform: build.platform,
  packer_run_uuid: build.packer_run_uuid,
  labels: build.labels,
  artifacts: build.artifacts.map(({ external_identifier, region, created_at }) => [
    external_identifier,
    region,
    instant(created_at),
  ]),
  source_external_identifier: build.source_external_identifier,
  metadata: build.metadata && {
    packer: build.metadata.packer ?? null,
    cicd: build.metadata.cicd ?? null,
    vcs: build.metadata.vcs ?? null,
  },
  created_at: instant(build.created_at),
  updated_at: instant(build.updated_at),
})

const byComponent = (one: ListedBuild, other: ListedBuild) => (one.component_type < other.component_type ? -1 : 1)

export const versionShown = (version: ListedVersion, builds = version.builds): Comparable => ({
  fingerprint: version.fingerprint,
  name: version.name,
  status: version.status,
  template_type: version.template_type,
  author_id: version.author_id,
  revoke_at: instant(version.revoke_at),
  revocation_type: version.revocation_type,
  revocation_author: version.revocation_author,
  revocation_message: version.revocation_message,
  revocation_inherited_from: version.revocation_inherited_from && {
    bucket_name: version.revocation_inherited_from.bucket_name,
    version_fingerprint: version.revocation_inherited_from.version_fingerprint,
    version_name: version.revocation_inherited_from.version_name,
  },
  created_at: instant(version.created_at),
  updated_at: instant(version.updated_at),
  builds: builds.toSorted(byComponent).map(buildShown),
})

export const bucketShown = (bucket: ListedBucket): Comparable => ({
  description: bucket.description,
  labels: bucket.labels,
  version_count: bucket.version_count,
  created_at: instant(bucket.created_at),
  updated_at: instant(bucket.updated_at),
})

export const channelShown = (channel: ListedChannel): Comparable => ({
  author_id: channel.author_id,
  managed: channel.managed,
  restricted: channel.restricted,
  version: channel.version?.fingerprint ?? '',
  created_at: instant(channel.created_at),
  updated_at: instant(channel.updated_at),
})

export interface Difference {
  /** `builds[0].labels`. */
  readonly field: string
  readonly one: unknown
  readonly other: unknown
}

/** The fields that differ, with both values. */
export function differencesIn(one: unknown, other: unknown, path = ''): readonly Difference[] {
  if (canonical(one) === canonical(other)) return []
  if (!isObject(one) || !isObject(other)) return [{ field: path, one, other }]
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return names.flatMap((name) =>
    differencesIn(
      one[name],
      other[name],
      Array.isArray(one) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`,
    ),
  )
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The same text for the same value, whatever the order of names. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (!isObject(value)) return JSON.stringify(value ?? null)
  const members = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
  return `{${members.join()}}`
}

export const digestOf = (shown: Comparable): string => createHash('sha256').update(canonical(shown)).digest('base64')
