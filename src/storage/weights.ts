// The bytes that are stored of what may be large, as SQL: none of them is read for it.
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'

/** What a row has besides its texts. */
const ROW = sql.lit(100)

/** Of the `build` in scope with its artifacts. */
export const buildBytes: RawBuilder<number | string> = sql`(
  ${ROW} + octet_length(build.labels) + coalesce(octet_length(build.metadata), 0) + (
    select coalesce(sum(${ROW} + octet_length(artifact.external_identifier) + octet_length(artifact.region)), 0)
    from artifact where artifact.build_id = build.id
  )
)`

/** Of the version that `versionId`, a column in scope, names, with all below it; nothing for none. */
export const versionBytes = (versionId: string): RawBuilder<number | string> =>
  sql`(select ${ROW} + coalesce(sum(${buildBytes}), 0) from build where build.version_id = ${sql.ref(versionId)})`

/** Some drivers answer sums with text, because they may be larger than a number is exact. */
export const weighedFrom = ({ id, bytes }: { readonly id: string; readonly bytes: number | string }) => ({
  id,
  bytes: Number(bytes),
})
