// What another registry has, record by record, as it is brought here whole: with the ids, times, authors and numbers that it has
// there. This folder owns what may be brought, and what becomes of each kind; import-records.ts begins. Nothing here moves what is
// newer here, or restores what is revoked here.
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
  /** Its managed channel; null where that is not known. */
  readonly latest: {
    readonly id: string
    readonly authorId: string
    readonly restricted: boolean
    readonly createdAt: Instant
  } | null
}

/** Without a number: that comes with its completion, when all its builds are there. */
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
  /** By zstd. */
  readonly compressed: Uint8Array
}

export interface CompletionRecord extends OfVersion {
  readonly kind: 'completion'
  readonly sequence: number
  /** How many builds it has. */
  readonly builds: number
  readonly updatedAt: Instant
}

export interface RevocationRecord extends OfVersion {
  readonly kind: 'revocation'
  /** The number that the version has, or is going to have once it is complete here; null of one that has none. */
  readonly sequence: number | null
  readonly at: Instant
  readonly message: string
  readonly author: string
  /** Of one of its own: whether what is built from it later inherits it. */
  readonly includeDescendants: boolean
  readonly inheritedFrom: Ancestor | null
}

/** As its heirs name it, also when it is gone. */
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
  /** Of the version that it points at; empty: none. */
  readonly fingerprint: string
}

export interface HistoryRecord extends InBucket {
  readonly kind: 'history'
  readonly channelName: string
  readonly lines: readonly HistoryLine[]
}

export interface HistoryLine {
  /** Empty: of none, an un-assignment. */
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
  /** Through which it was found; empty when that is not known. */
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

/** `kept`: what is here is another, and stays because it is newer or no import may change it. */
export type Outcome = 'created' | 'updated' | 'unchanged' | 'kept'

/** What became of a record. */
export interface Imported {
  readonly outcome: Outcome | 'refused'
  /** Of what was kept or refused: what is here, and what to do. Else empty. */
  readonly message: string
}

export const imported = (outcome: Outcome, message = ''): Imported => ({ outcome, message })

/** As people know what a record is about: `ubuntu/01J...`. */
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
