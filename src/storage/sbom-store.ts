import { type Kysely, sql } from 'kysely'
import type { SbomStore } from '../domain/catalog/sbom/sbom-store.ts'
import type { Sbom } from '../domain/catalog/sbom/sbom.ts'
import { HEAD_BYTES } from '../domain/catalog/sbom/zstd-window.ts'
import { hasNoRow } from './query/any-row.ts'
import { codecOf } from './query/table.ts'
import type { Schema } from './schema.ts'

/** The document is not among the columns: it is megabytes, and only `read` reads it whole. */
const sboms = codecOf<Sbom>()(['id', 'buildId', 'name', 'format', 'createdAt'])
const sbomsOf = (db: Kysely<Schema>, buildId: string) =>
  db.selectFrom('sbom').select(sboms.columns).where('build_id', '=', buildId)

export const sbomStore = (db: Kysely<Schema>): SbomStore => ({
  async put(sbom, document) {
    const { id, format, created_at, ...unique } = sboms.rowOf(sbom)
    const rest = { id, format, created_at, document }
    await db
      .insertInto('sbom')
      .values({ ...unique, ...rest })
      .onConflict((conflict) => conflict.columns(['build_id', 'name']).doUpdateSet(rest))
      .execute()
  },
  async find(buildId, name) {
    const row = await sbomsOf(db, buildId).where('name', '=', name).executeTakeFirst()
    return row && sboms.itemOf(row)
  },
  async list(buildId) {
    const rows = await sbomsOf(db, buildId).orderBy('created_at').orderBy('id').execute()
    return rows.map(sboms.itemOf)
  },
  async weigh(id) {
    const row = await db
      .selectFrom('sbom')
      .select(sql<number>`octet_length(document)`.as('bytes'))
      .select(sql<Uint8Array>`substr(document, 1, ${sql.lit(HEAD_BYTES)})`.as('head'))
      .where('id', '=', id)
      .executeTakeFirst()
    return row && { bytes: row.bytes, head: new Uint8Array(row.head) }
  },
  async read(id) {
    const row = await db
      .selectFrom('sbom')
      .select([...sboms.columns, 'document'])
      .where('id', '=', id)
      .where(
        hasNoRow(sql`
          build join version on version.id = build.version_id join bucket on bucket.id = version.bucket_id
          where build.id = sbom.build_id and bucket.deleted_at is not null`),
      )
      .executeTakeFirst()
    return row && { sbom: sboms.itemOf(row), compressed: new Uint8Array(row.document) }
  },
})
