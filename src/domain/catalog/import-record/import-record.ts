// What another registry, the source, has, as records that carry its ids, times, authors and numbers into this registry ("here"). This
// folder defines the records and imports each kind; import-records.ts is the entry point. No import overwrites what is newer here, or
// restores what is revoked here.
import type { Instant } from '../../clock.ts'
import type { Labels } from '../bucket/bucket.ts'
import type { Artifact, BuildMetadata, BuildStatus } from '../build/build.ts'
import type { SbomFormat } from '../sbom/sbom.ts'
import type { TemplateType } from '../version/version.ts'

interface Stamped {
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

interface InBucket {
  readonly bucketName: string
}

interface OfVersion extends InBucket {
  readonly fingerprint: string
}

export interface BucketRecord extends InBucket, Stamped {
  readonly kind: 'bucket'
  readonly id: string
  readonly description: string
  readonly labels: Labels
  /** Its managed channel; null when that is not known. */
  readonly latest: {
    readonly id: string
    readonly authorId: string
    readonly restricted: boolean
    readonly createdAt: Instant
  } | null
}

/** It has no number: its completion record brings that, once all its builds are imported. */
export interface VersionRecord extends OfVersion, Stamped {
  readonly kind: 'version'
  readonly id: string
  readonly templateType: TemplateType
  readonly authorId: string
}

export interface BuildRecord extends OfVersion, Stamped {
  readonly kind: 'build'
  readonly id: string
  readonly componentType: string
  readonly status: BuildStatus
  readonly platform: string
  readonly packerRunUuid: string
  readonly labels: Labels
  readonly artifacts: readonly Artifact[]
  readonly sourceExternalIdentifier: string
  readonly metadata: BuildMetadata | null
}

export interface SbomRecord extends OfVersion {
  readonly kind: 'sbom'
  readonly componentType: string
  readonly id: string
  readonly name: string
  readonly format: SbomFormat
  /** Compressed with zstd. */
  readonly compressed: Uint8Array
}

export interface CompletionRecord extends OfVersion {
  readonly kind: 'completion'
  readonly sequence: number
  /** How many builds the version has. */
  readonly builds: number
  readonly updatedAt: Instant
}

export interface RevocationRecord extends OfVersion {
  readonly kind: 'revocation'
  /** The version's number, even if the version is not complete here yet; null when it has none. */
  readonly sequence: number | null
  readonly at: Instant
  readonly message: string
  readonly author: string
  /** For a version's own revocation: whether what is built from the version inherits it. */
  readonly includeDescendants: boolean
  readonly inheritedFrom: Ancestor | null
}

/** The ancestor as its heirs name it, even after it was deleted. */
export interface Ancestor extends OfVersion {
  readonly versionId: string
  readonly sequence: number | null
}

export interface ChannelRecord extends InBucket, Stamped {
  readonly kind: 'channel'
  readonly name: string
  readonly id: string
  readonly authorId: string
  readonly restricted: boolean
  /** The fingerprint of the version that it points at; empty: none. */
  readonly fingerprint: string
}

export interface HistoryRecord extends InBucket {
  readonly kind: 'history'
  readonly channelName: string
  readonly lines: readonly HistoryLine[]
}

export interface HistoryLine {
  /** Empty for an un-assignment. */
  readonly fingerprint: string
  readonly authorId: string
  readonly assignedAt: Instant
}

/** All that a version was built from. */
export interface ParentsRecord extends OfVersion {
  readonly kind: 'parents'
  readonly parents: readonly ParentNamed[]
}

export interface ParentNamed extends OfVersion {
  readonly versionId: string
  /** The channel that led to the parent; empty when that is not known. */
  readonly channelName: string
}

export type ImportRecord =
  | BucketRecord
  | VersionRecord
  | BuildRecord
  | SbomRecord
  | CompletionRecord
  | RevocationRecord
  | ChannelRecord
  | HistoryRecord
  | ParentsRecord

/** `kept`: what is here differs, and stays because it is newer or because no import may change it. */
export type Outcome = 'created' | 'updated' | 'unchanged' | 'kept'

/** The result of importing a record. */
export interface Imported {
  readonly outcome: Outcome | 'refused'
  /** For `kept` and `refused`: what is here, and what to do about it. Otherwise empty. */
  readonly message: string
}

export const imported = (outcome: Outcome, message = ''): Imported => ({ outcome, message })

/** A readable name of what a record is about, such as `ubuntu/01J...`. */
export function nameOfRecord(record: ImportRecord): string {
  const { bucketName } = record
  switch (record.kind) {
    case 'bucket':
      return bucketName
    case 'channel':
      return `${bucketName}@${record.name}`
    case 'history':
      return `${bucketName}@${record.channelName}`
    case 'build':
    case 'sbom':
      return `${bucketName}/${record.fingerprint}/${record.componentType}`
    case 'version':
    case 'completion':
    case 'revocation':
    case 'parents':
      return `${bucketName}/${record.fingerprint}`
  }
}
