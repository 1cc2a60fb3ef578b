// Estimates how many bytes of JSON will be made of what may be large, in SQL that reads none of it.
import { type RawBuilder, sql } from 'kysely'

/** What is written for each beside its own text: names of fields, times, ids. */
const BUILD = sql.lit(600)
const ARTIFACT = sql.lit(150)
const VERSION = sql.lit(600)
const OUTLINED_BUILD = sql.lit(20)

/** For the `build` in scope with its artifacts. */
export const buildBytes: RawBuilder<number | string> = sql`(
  ${BUILD} + octet_length(build.labels) + coalesce(octet_length(build.metadata), 0) + (
    select coalesce(sum(${ARTIFACT} + octet_length(artifact.external_identifier) + octet_length(artifact.region)), 0)
    from artifact where artifact.build_id = build.id
  )
)`

/** For the version that `versionId`, a column in scope, names, with all below it. */
export const versionBytes = (versionId: string): RawBuilder<number | string> =>
  sql`(select ${VERSION} + coalesce(sum(${buildBytes}), 0) from build where build.version_id = ${sql.ref(versionId)})`

/** The same for its outline. */
export const outlineBytes = (versionId: string): RawBuilder<number | string> =>
  sql`(select ${VERSION} + coalesce(sum(${OUTLINED_BUILD} + octet_length(build.component_type)), 0)
    from build where build.version_id = ${sql.ref(versionId)})`

/** Some drivers return sums as text, because they may be too large to be exact as a number. */
export const weighedFrom = ({ id, bytes }: { readonly id: string; readonly bytes: number | string }) => ({
  id,
  bytes: Number(bytes),
})
