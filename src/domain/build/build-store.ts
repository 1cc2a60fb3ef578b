import type { Artifact, Build } from './build.ts'

export interface ArtifactQuery {
  readonly externalIdentifier: string
  /** Null matches any. */
  readonly platform: string | null
  readonly region: string | null
}

export interface BuildStore {
  /** Writes the build with its artifacts. The caller holds the bucket's lock and has seen the component type is free. */
  insert(build: Build): Promise<void>
  find(versionId: string, id: string): Promise<Build | undefined>
  /** Writes every field but id, version and `createdAt`; artifacts are replaced when their ids differ from those stored. */
  update(build: Build): Promise<void>
  delete(id: string): Promise<void>
  /** Versions of the project that hold a matching artifact, newest artifact first, with the build that holds it. */
  searchArtifacts(
    projectId: string,
    query: ArtifactQuery,
    limit: number,
  ): Promise<readonly { readonly artifact: Artifact; readonly buildId: string; readonly versionId: string }[]>
}
