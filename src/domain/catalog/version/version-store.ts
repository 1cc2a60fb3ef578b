import type { Instant } from '../../clock.ts'
import type { Page, PageRequest, StreamedPage } from '../../page.ts'
import type { Build } from '../build/build.ts'
import type { VersionPlace, VersionSummary } from '../revocation/revocation.ts'
import type { Version, VersionOutline, VersionStatus, WeighedVersion } from './version.ts'

export type VersionOrderField = 'createdAt' | 'updatedAt' | 'sequence'

/** A version as it is seen by who changes one of its builds. */
export interface VersionAroundBuild {
  readonly version: WeighedVersion
  /** With all that hangs on it; undefined when the version has no such build. */
  readonly build: Build | undefined
}

/** A version by its names, and when it was created. */
export interface DatedSummary extends VersionSummary {
  readonly createdAt: Instant
}

export type NumberedVersion = Pick<VersionSummary, 'id' | 'bucketId' | 'sequence'>

/** A place in the order of a bucket's versions. */
export interface NumberedPlace {
  readonly bucketId: string
  readonly sequence: number
}

export interface NewerCount extends NumberedPlace {
  readonly newer: number
}

export interface VersionSearch {
  readonly bucketId: string
  /** One of them, at `now`; none: any. */
  readonly statuses: readonly VersionStatus[]
  readonly now: Instant
}

export interface VersionStore {
  /** False, and nothing written, when the bucket has a version of that fingerprint. Builds are not written. */
  insert(version: Version): Promise<boolean>
  /** With its builds and all that hangs on them. */
  find(bucketId: string, fingerprint: string): Promise<Version | undefined>
  /** The same by names, and undefined also when the registry of the project is not active. */
  findServed(projectId: string, bucketName: string, fingerprint: string): Promise<Version | undefined>
  /** The same without what hangs on its builds. */
  findOutline(bucketId: string, fingerprint: string): Promise<VersionOutline | undefined>
  /** The same with the weight of each build, and with one build whole; null asks for none. */
  findAroundBuild(
    bucketId: string,
    fingerprint: string,
    buildId: string | null,
  ): Promise<VersionAroundBuild | undefined>
  /** With its builds and all that hangs on them. */
  findById(id: string): Promise<Version | undefined>
  /**
   * The versions that exist of those asked for, in their order, with all that hangs on their builds. They are read a few at
   * a time, as they are asked for.
   */
  read(ids: readonly string[]): AsyncIterable<Version>
  /** The same with builds that have no labels and no metadata, as lists of channels show them. */
  readBrief(ids: readonly string[]): AsyncIterable<Version>
  /** How many bytes are stored of each, builds and what hangs on them included; in their order. */
  weigh(ids: readonly string[]): Promise<readonly number[]>
  /** The versions that exist of those asked for, in no order. */
  findOutlines(ids: readonly string[]): Promise<readonly VersionOutline[]>
  /** The same by their names alone: they may be many thousands. */
  listSummaries(ids: readonly string[]): Promise<readonly DatedSummary[]>
  /**
   * For each bucket its newest valid version, where it has one: of those that are complete and not revoked at `now` (by
   * the rule of revocation.ts) the one with the highest number. Those in `except` are passed over.
   */
  findLatest(
    bucketIds: readonly string[],
    now: Instant,
    except?: readonly NumberedVersion[],
  ): Promise<readonly VersionOutline[]>
  /**
   * For each bucket that has a version the newest one, valid or not: of those that are complete the one with the highest
   * number, where none is complete the one that was created last.
   */
  findNewest(bucketIds: readonly string[]): Promise<readonly VersionOutline[]>
  /** For each place how many valid versions of its bucket (as `findLatest` has it) have a greater number; each place once, in no order. */
  countNewer(places: readonly NumberedPlace[], now: Instant): Promise<readonly NewerCount[]>
  /** When the bucket's newest version was created, complete or not; undefined when it has none. */
  newestCreatedAt(bucketId: string): Promise<Instant | undefined>
  /** Where a version of the project is, by its id; undefined when there is none. */
  locate(projectId: string, id: string): Promise<VersionSummary | undefined>
  /** Like `locate`, by the number of a complete version. */
  locateSequence(bucketId: string, sequence: number): Promise<VersionSummary | undefined>
  /** Every version that was built from this one, directly or over others, each once; itself never. */
  listDescendants(id: string): Promise<readonly VersionPlace[]>
  /** With all that hangs on their builds; fewer than were asked for where they are large (`howManyFit`). */
  list(bucketId: string, page: PageRequest<VersionOrderField>): Promise<StreamedPage<Version>>
  /** The same without what hangs on their builds. */
  listOutlines(bucketId: string, page: PageRequest<VersionOrderField>): Promise<StreamedPage<VersionOutline>>
  /** The ids of those that are searched for; fewer than were asked for where their outlines are large (`howManyFit`). */
  search(search: VersionSearch, page: PageRequest<VersionOrderField>): Promise<Page<string>>
  /** How many they are. */
  countSearched(search: VersionSearch): Promise<number>
  /** Writes number and `updatedAt`. */
  update(version: Version): Promise<void>
  /** Deletes the version with its builds, artifacts, SBOMs and its places in the history of channels. */
  delete(id: string): Promise<void>
}
