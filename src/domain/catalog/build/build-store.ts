import type { Instant } from '../../clock.ts'
import type { Artifact, Build } from './build.ts'

export interface ArtifactQuery {
  readonly externalIdentifier: string
  /** Null matches any. */
  readonly platform: string | null
  readonly region: string | null
}

/** Which sign of life is waited for. */
export type Sign = 'heartbeatAt' | 'startedAt'

export interface SilentBuild {
  readonly id: string
  /** When it gave that sign. */
  readonly since: Instant
  readonly projectId: string
  readonly bucketName: string
  readonly fingerprint: string
}

export interface BuildStore {
  /** Writes the build with its artifacts and its weight (build-weight.ts). The caller holds the bucket's lock and has seen the component type is free. */
  insert(build: Build): Promise<void>
  find(versionId: string, id: string): Promise<Build | undefined>
  /**
   * Writes every field but id, version and `createdAt`. `before` is the build as it is stored: labels, metadata and
   * artifacts are written where they are not the very same ones.
   */
  update(build: Build, before: Build): Promise<void>
  delete(id: string): Promise<void>
  /** All builds of the version, oldest first. They are read a few at a time, as they are asked for. */
  list(versionId: string): AsyncIterable<Build>
  /** The builds that exist of those asked for, in their order; the same way. */
  read(ids: readonly string[]): AsyncIterable<Build>
  /** Where a build of the project is, by its id alone. */
  locate(
    projectId: string,
    id: string,
  ): Promise<{ readonly bucketName: string; readonly fingerprint: string } | undefined>
  /**
   * Builds that run and gave this sign of life before `before` for the last time, longest silent first, those after
   * `after`; `limit` at most.
   */
  listSilent(sign: Sign, before: Instant, after: SilentBuild | null, limit: number): Promise<readonly SilentBuild[]>
  /** Versions of the project that hold a matching artifact, newest artifact first, with the build that holds it. */
  searchArtifacts(
    projectId: string,
    query: ArtifactQuery,
    limit: number,
  ): Promise<readonly { readonly artifact: Artifact; readonly buildId: string; readonly versionId: string }[]>
}
