import type { Labels } from '../bucket/bucket.ts'

/** The buckets to search. */
export interface SearchScope {
  readonly projectId: string
  /** Names of buckets; null: all buckets. */
  readonly names: readonly string[] | null
}

/** Matches, ordered by what matched. `more`: there are others, or may be, as a search gives up after several thousand rows. */
export interface Matches<Match> {
  readonly found: readonly Match[]
  readonly more: boolean
}

export interface NamedBucket {
  readonly name: string
  readonly labels: Labels
}

/** A text of a version, such as its fingerprint, that begins with the searched text. */
export interface VersionMatch {
  readonly versionId: string
  readonly text: string
}

export interface ArtifactMatch extends VersionMatch {
  readonly region: string
  readonly platform: string
}

/** Searches only buckets that are not deleted. Each method returns `limit` matches at most. */
export interface SearchStore {
  /** Buckets whose names begin with the text. */
  bucketsBeginning(scope: SearchScope, text: string, limit: number): Promise<Matches<NamedBucket>>
  /** Buckets whose names contain the text, in any case, or that have one of the labels: a name or value, or a name with its value. */
  bucketsWith(
    scope: SearchScope,
    text: string,
    labels: readonly (string | readonly [name: string, value: string])[],
    limit: number,
  ): Promise<Matches<NamedBucket>>
  /** Versions whose fingerprints begin with the text. */
  versions(scope: SearchScope, text: string, limit: number): Promise<Matches<VersionMatch>>
  /** Artifacts whose external identifiers begin with the text. */
  artifacts(scope: SearchScope, text: string, limit: number): Promise<Matches<ArtifactMatch>>
  /** Versions with builds from commits that begin with the text (commit.ts), once for each build. */
  commits(scope: SearchScope, text: string, limit: number): Promise<Matches<VersionMatch>>
}
