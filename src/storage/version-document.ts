// A version with its builds and their artifacts, selected as one JSON text: one query and one moment in time, however
// deep the version hangs in what is read, and no row is repeated for each of its children. Order is left to the reader.
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { ArtifactDocument } from './columns.ts'
import type { Capabilities } from './dialect.ts'
import type { BuildRow, Json, VersionRow } from './schema.ts'

// Tables that the compiler completes: a column that is added to a row type must be selected here.
const artifactColumns: Readonly<Record<keyof ArtifactDocument, true>> = {
  id: true,
  position: true,
  external_identifier: true,
  region: true,
  created_at: true,
}
const buildColumns: Readonly<Record<keyof BuildRow, true>> = {
  id: true,
  version_id: true,
  component_type: true,
  status: true,
  platform: true,
  packer_run_uuid: true,
  labels: true,
  source_external_identifier: true,
  parent_version_id: true,
  parent_channel_id: true,
  metadata: true,
  created_at: true,
  updated_at: true,
}
const versionColumns: Readonly<Record<keyof VersionRow, true>> = {
  id: true,
  bucket_id: true,
  fingerprint: true,
  template_type: true,
  sequence: true,
  author_id: true,
  created_at: true,
  updated_at: true,
}

export interface Documents {
  /** Of the `version` in scope. */
  readonly version: RawBuilder<Json>
  /** Of the version that `reference` names; null where it is null. */
  readonly versionOf: (reference: 'channel.version_id' | 'channel_assignment.version_id') => RawBuilder<Json | null>
  /** Of the `build` in scope. */
  readonly build: RawBuilder<Json>
}

/** Written once as text, because building these expressions for each query would cost more than running them. */
export function documentsFor({ json }: Capabilities): Documents {
  const object = (table: string, columns: object, ...more: string[]) => {
    const pairs = Object.keys(columns).map((column) => `'${column}', "${table}"."${column}"`)
    return `${json.object}(${[...pairs, ...more].join(', ')})`
  }
  const list = (element: string, source: string) =>
    `${json.embed}((select coalesce(${json.array}(${element}), '[]') from ${source}))`

  const artifacts = list(object('artifact', artifactColumns), `"artifact" where "artifact"."build_id" = "build"."id"`)
  const build = object('build', buildColumns, `'artifacts'`, artifacts)
  const builds = list(build, `"build" where "build"."version_id" = "version"."id"`)
  // A subquery and not a join: a driver may plan a join anew each time that parameters are bound.
  const bucketName = `(select "bucket"."name" from "bucket" where "bucket"."id" = "version"."bucket_id")`
  const version = object('version', versionColumns, `'bucket_name', ${bucketName}`, `'builds'`, builds)

  const asText = (expression: string) => `cast(${expression} as text)`
  return {
    version: sql.raw(asText(version)),
    versionOf: (reference) =>
      sql`(select ${sql.raw(asText(version))} from "version" where "version"."id" = ${sql.ref(reference)})`,
    build: sql.raw(asText(build)),
  }
}
