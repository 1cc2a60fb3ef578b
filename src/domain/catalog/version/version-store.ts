import type { Instant } from '../../clock.ts'
import type { Page, PageRequest, StreamedPage } from '../../page.ts'
import type { Build } from '../build/build.ts'
import type { VersionPlace, VersionSummary } from '../revocation/revocation.ts'
import type { Version, VersionOutline, VersionStatus, WeighedVersion } from './version.ts'

export type VersionOrderField = 'createdAt' | 'updatedAt' | 'sequence'

/** A version as needed for a change of one of its builds. */
export interface VersionAroundBuild {
  readonly version: WeighedVersion
  /** The whole build; undefined when the version has no such build. */
  readonly build: Build | undefined
}

/** A summary of a version, with the time of its creation. */
export interface DatedSummary extends VersionSummary {
  readonly createdAt: Instant
}

export type NumberedVersion = Pick<VersionSummary, 'id' | 'bucketId' | 'sequence'>

/** A position in the order of a bucket's versions. */
export interface NumberedPlace {
  readonly bucketId: string
  readonly sequence: number
}

export interface NewerCount extends NumberedPlace {
  readonly newer: number
}

export interface VersionSearch {
  readonly bucketId: string
  /** The version has one of them at `now`; empty: any. */
  readonly statuses: readonly VersionStatus[]
  readonly now: Instant
}

export interface VersionStore {
  /** False, and nothing written, when the bucket has a version with that fingerprint. Builds are not written. */
  insert(version: Version): Promise<boolean>
  /** The version with its builds, including their labels, metadata and artifacts. */
  find(bucketId: string, fingerprint: string): Promise<Version | undefined>
  /** The same by names, but also undefined when the registry of the project is not active. */
  findServed(projectId: string, bucketName: string, fingerprint: string): Promise<Version | undefined>
  /** The same as an outline. */
  findOutline(bucketId: string, fingerprint: string): Promise<VersionOutline | undefined>
  /** The outline with the weight of each build, and one whole build; null: without one. */
  findAroundBuild(
    bucketId: string,
    fingerprint: string,
    buildId: string | null,
  ): Promise<VersionAroundBuild | undefined>
  /** The version with its builds, including their labels, metadata and artifacts. */
  findById(id: string): Promise<Version | undefined>
  /**
   * Those of the given versions that exist, in the given order, with whole builds. They are read a few at a time, as the
   * caller iterates.
   */
  read(ids: readonly string[]): AsyncIterable<Version>
  /** The same without the labels and metadata of the builds, as lists of channels show them. */
  readBrief(ids: readonly string[]): AsyncIterable<Version>
  /** The stored bytes of each version, including its whole builds, in the given order. */
  weigh(ids: readonly string[]): Promise<readonly number[]>
  /** Those of the given versions that exist, in no particular order. */
  findOutlines(ids: readonly string[]): Promise<readonly VersionOutline[]>
  /** The same as summaries, because they may be many thousands. */
  listSummaries(ids: readonly string[]): Promise<readonly DatedSummary[]>
  /**
   * The newest valid version of each bucket that has one: of those that are complete and not revoked at `now` (by the rule
   * of revocation.ts) the one with the highest number. Versions in `except` are passed over.
   */
  findLatest(
    bucketIds: readonly string[],
    now: Instant,
    except?: readonly NumberedVersion[],
  ): Promise<readonly VersionOutline[]>
  /**
   * The newest version, valid or not, of each bucket that has any: the complete one with the highest number or, when none
   * is complete, the one created last.
   */
  findNewest(bucketIds: readonly string[]): Promise<readonly VersionOutline[]>
  /**
   * For each position, how many valid versions of its bucket (see `findLatest`) have a higher number; each position once, in no
   * particular order.
   */
  countNewer(places: readonly NumberedPlace[], now: Instant): Promise<readonly NewerCount[]>
  /** When the bucket's newest version was created, complete or not; undefined when it has none. */
  newestCreatedAt(bucketId: string): Promise<Instant | undefined>
  /** A summary of a version of the project, by its id; undefined when there is none. */
  locate(projectId: string, id: string): Promise<VersionSummary | undefined>
  /** Like `locate`, by the number of a complete version. */
  locateSequence(bucketId: string, sequence: number): Promise<VersionSummary | undefined>
  /** Every version that was built from this one, directly or through others, each once; never the version itself. */
  listDescendants(id: string): Promise<readonly VersionPlace[]>
  /** Versions with whole builds; a page has fewer than requested when they are large (`howManyFit`). */
  list(bucketId: string, page: PageRequest<VersionOrderField>): Promise<StreamedPage<Version>>
  /** The same as outlines. */
  listOutlines(bucketId: string, page: PageRequest<VersionOrderField>): Promise<StreamedPage<VersionOutline>>
  /** The ids of the versions that match; a page has fewer than requested when their outlines are large (`howManyFit`). */
  search(search: VersionSearch, page: PageRequest<VersionOrderField>): Promise<Page<string>>
  /** How many versions match. */
  countSearched(search: VersionSearch): Promise<number>
  /** Writes number and `updatedAt`. */
  update(version: Version): Promise<void>
  /** Deletes the version with its builds, artifacts, SBOMs and its entries in the history of channels. */
  delete(id: string): Promise<void>
}
