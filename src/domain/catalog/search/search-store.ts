import type { Labels } from '../bucket/bucket.ts'

/** Where is looked. */
export interface SearchScope {
  readonly projectId: string
  /** Of buckets; null: of all. */
  readonly names: readonly string[] | null
}

/** Matches in the order of what matched; whether there are others, or may be: a search gives up after some thousand rows. */
export interface Matches<Match> {
  readonly found: readonly Match[]
  readonly more: boolean
}

export interface NamedBucket {
  readonly name: string
  readonly labels: Labels
}

/** Something of a version that begins with the text. */
export interface VersionMatch {
  readonly versionId: string
  readonly text: string
}

export interface ArtifactMatch extends VersionMatch {
  readonly region: string
  readonly platform: string
}

/** Of live buckets alone; `limit` at most. */
export interface SearchStore {
  /** Buckets whose names begin with the text. */
  bucketsBeginning(scope: SearchScope, text: string, limit: number): Promise<Matches<NamedBucket>>
  /** Buckets whose names have the text in them, in any case, or whose labels have one of these: a text, or a name with a value. */
  bucketsWith(
    scope: SearchScope,
    text: string,
    labels: readonly (string | readonly [name: string, value: string])[],
    limit: number,
  ): Promise<Matches<NamedBucket>>
  /** By their fingerprints. */
  versions(scope: SearchScope, text: string, limit: number): Promise<Matches<VersionMatch>>
  /** By their external identifiers. */
  artifacts(scope: SearchScope, text: string, limit: number): Promise<Matches<ArtifactMatch>>
  /** By the commits that their builds were made from (commit.ts); once for each build. */
  commits(scope: SearchScope, text: string, limit: number): Promise<Matches<VersionMatch>>
}
