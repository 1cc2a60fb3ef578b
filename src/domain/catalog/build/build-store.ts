import type { Instant } from '../../clock.ts'
import type { Artifact, Build } from './build.ts'

export interface ArtifactQuery {
  readonly externalIdentifier: string
  /** Null matches any. */
  readonly platform: string | null
  readonly region: string | null
}

/** A kind of sign of life that a running build gives. */
export type Sign = 'heartbeatAt' | 'startedAt'

export interface SilentBuild {
  readonly id: string
  /** When it last gave that sign of life. */
  readonly since: Instant
  readonly projectId: string
  readonly bucketName: string
  readonly fingerprint: string
}

export interface BuildStore {
  /**
   * Writes the build with its artifacts and its weight (build-weight.ts). The caller holds the bucket's lock and has checked
   * that the component type is free.
   */
  insert(build: Build): Promise<void>
  find(versionId: string, id: string): Promise<Build | undefined>
  /**
   * Writes every field but id, version and `createdAt`. `before` is the build as it is stored: labels, metadata and
   * artifacts are written only when they are not the same objects as those of `before`.
   */
  update(build: Build, before: Build): Promise<void>
  delete(id: string): Promise<void>
  /** All builds of the version, oldest first. They are read a few at a time, as the caller iterates. */
  list(versionId: string): AsyncIterable<Build>
  /** Those of the given builds that exist, in the given order; read in the same way. */
  read(ids: readonly string[]): AsyncIterable<Build>
  /** The bucket and fingerprint of a build of the project, by its id alone. */
  locate(
    projectId: string,
    id: string,
  ): Promise<{ readonly bucketName: string; readonly fingerprint: string } | undefined>
  /**
   * Running builds that last gave this sign of life before `before`, the longest silent first; those that follow `after`,
   * `limit` at most.
   */
  listSilent(sign: Sign, before: Instant, after: SilentBuild | null, limit: number): Promise<readonly SilentBuild[]>
  /** Matching artifacts of the project, the newest first, with the build and the version of each; `limit` at most. */
  searchArtifacts(
    projectId: string,
    query: ArtifactQuery,
    limit: number,
  ): Promise<readonly { readonly artifact: Artifact; readonly buildId: string; readonly versionId: string }[]>
}
