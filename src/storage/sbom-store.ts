import { type Kysely, sql } from 'kysely'
import type { SbomStore } from '../domain/catalog/sbom/sbom-store.ts'
import type { Sbom } from '../domain/catalog/sbom/sbom.ts'
import { HEAD_BYTES } from '../domain/catalog/sbom/zstd-window.ts'
import { hasNoRow } from './query/any-row.ts'
import { bytesFrom } from './query/column-values.ts'
import type { SbomRow, Schema } from './schema.ts'

const sbomRow = (sbom: Sbom, document: Uint8Array): SbomRow => ({
  id: sbom.id,
  build_id: sbom.buildId,
  name: sbom.name,
  format: sbom.format,
  created_at: sbom.createdAt,
  document,
})
const sbomFrom = (row: Omit<SbomRow, 'document'>): Sbom => ({
  id: row.id,
  buildId: row.build_id,
  name: row.name,
  format: row.format,
  createdAt: row.created_at,
})

// The document is megabytes: it is read only by `read`.
const described = ['id', 'build_id', 'name', 'format', 'created_at'] as const

export const sbomStore = (db: Kysely<Schema>): SbomStore => ({
  async put(sbom, compressed) {
    const row = sbomRow(sbom, compressed)
    const { id, format, created_at, document } = row
    await db
      .insertInto('sbom')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['build_id', 'name']).doUpdateSet({ id, format, created_at, document }),
      )
      .execute()
  },
  async find(buildId, name) {
    const row = await db
      .selectFrom('sbom')
      .select(described)
      .where('build_id', '=', buildId)
      .where('name', '=', name)
      .executeTakeFirst()
    return row && sbomFrom(row)
  },
  async list(buildId) {
    const rows = await db
      .selectFrom('sbom')
      .select(described)
      .where('build_id', '=', buildId)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return rows.map(sbomFrom)
  },
  async weigh(id) {
    const row = await db
      .selectFrom('sbom')
      .select(sql<number>`octet_length(document)`.as('bytes'))
      .select(sql<Uint8Array>`substr(document, 1, ${sql.lit(HEAD_BYTES)})`.as('head'))
      .where('id', '=', id)
      .executeTakeFirst()
    return row && { bytes: row.bytes, head: bytesFrom(row.head) }
  },
  async read(id) {
    const row = await db
      .selectFrom('sbom')
      .select([...described, 'document'])
      .where('id', '=', id)
      .where(
        hasNoRow(sql`
          build join version on version.id = build.version_id join bucket on bucket.id = version.bucket_id
          where build.id = sbom.build_id and bucket.deleted_at is not null`),
      )
      .executeTakeFirst()
    return row && { sbom: sbomFrom(row), compressed: bytesFrom(row.document) }
  },
})
