// For searches of a registry: fingerprints and commits in all buckets, and which bucket builds on which. The commit of a build
// is inside what Packer reported of its surroundings, and is stored beside that; it is null where the server that wrote the
// build did not do so.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Build } from '../../domain/catalog/build/build.ts'
import { commitOf } from '../../domain/catalog/build/commit.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import type { Schema } from '../schema.ts'

// Each build may have some MiB.
const AT_ONCE = 50

export const search = ({ textType }: Capabilities): Migration => ({
  async up(db: Kysely<Schema>) {
    const { schema } = db
    await schema.alterTable('build').addColumn('vcs_commit', textType).execute()
    await fillIn(db)
    await schema
      .createIndex('build_by_vcs_commit')
      .on('build')
      .columns(['vcs_commit', 'id'])
      .where(sql.ref('vcs_commit'), 'is not', null)
      .execute()
    await schema.createIndex('version_by_fingerprint').on('version').columns(['fingerprint', 'id']).execute()
    await schema
      .createIndex('version_edge_by_child_bucket_id_parent_bucket_id')
      .on('version_edge')
      .columns(['child_bucket_id', 'parent_bucket_id', 'child_version_id'])
      .execute()
  },
})

async function fillIn(db: Kysely<Schema>): Promise<void> {
  for (let last = ''; ;) {
    const builds = await db
      .selectFrom('build')
      .select(['id', 'labels', 'metadata'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    for (const { id, labels, metadata } of builds) {
      const commit = commitOf({
        labels: JSON.parse(labels) as Build['labels'],
        metadata: metadata === null ? null : (JSON.parse(metadata) as Build['metadata']),
      })
      if (commit !== null) await db.updateTable('build').set({ vcs_commit: commit }).where('id', '=', id).execute()
      last = id
    }
    if (builds.length < AT_ONCE) return
  }
}
