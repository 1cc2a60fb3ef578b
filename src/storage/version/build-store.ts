import { type Kysely, sql } from 'kysely'
import type { BuildStore, Sign } from '../../domain/catalog/build/build-store.ts'
import { weightOf } from '../../domain/catalog/build/build-weight.ts'
import { commitOf } from '../../domain/catalog/build/commit.ts'
import type { Artifact, Build } from '../../domain/catalog/build/build.ts'
import { inBatches } from '../query/batches.ts'
import { codecOf, table } from '../query/table.ts'
import { insertRows } from '../query/insert-rows.ts'
import { preparedList, preparedQuery } from '../query/prepared-query.ts'
import { readSlices, readWeighing, type Weigh } from '../query/slices.ts'
import type { Schema } from '../schema.ts'
import { artifacts, buildFields, buildForms, type Documents } from './documents.ts'
import { buildBytes, weighedFrom } from './weights.ts'

const signColumns = {
  heartbeatAt: 'build.heartbeat_at',
  startedAt: 'build.started_at',
} as const satisfies Record<Sign, string>

const hasSameContents = (build: Build, before: Build) =>
  build.labels === before.labels && build.metadata === before.metadata && build.artifacts === before.artifacts

/** Most of a build; a heartbeat changes none of them. */
const CONTENTS: readonly string[] = ['labels', 'metadata', 'weight', 'vcs_commit']

const storedBuilds = table(
  'build',
  codecOf<Build & { readonly weight: number; readonly vcsCommit: string | null }>()(
    [...buildFields, 'weight', 'vcsCommit'],
    buildForms,
  ),
)
const changing = storedBuilds.columns.filter((column) => !['id', 'version_id', 'created_at'].includes(column))
/** The columns that change when a report gives no more than the state of a build. */
const changingStatus = changing.filter((column) => !CONTENTS.includes(column))

interface Placed extends Artifact {
  readonly buildId: string
  /** The position among the artifacts of its build. */
  readonly position: number
}
const placedArtifacts = table(
  'artifact',
  codecOf<Placed>()(['id', 'buildId', 'position', 'externalIdentifier', 'region', 'createdAt']),
)
export const artifactRow = placedArtifacts.rowOf

const insertSomeArtifacts = insertRows(placedArtifacts)

export function buildStore(documents: Documents): (db: Kysely<Schema>) => BuildStore {
  const weighed = preparedQuery((db, { versionId }: Readonly<Record<'versionId', string>>) =>
    db
      .selectFrom('build')
      .select(['id', buildBytes.as('bytes')])
      .where('version_id', '=', versionId)
      .orderBy('created_at')
      .orderBy('id'),
  )
  const found = preparedList((db, ids: readonly string[]) =>
    db.selectFrom('build').select(documents.build.columns).where('id', 'in', ids),
  )

  return (db) => {
    const insertArtifacts = ({ id: buildId, artifacts }: Build) =>
      inBatches(
        artifacts.map((artifact, position) => ({ ...artifact, buildId, position })),
        (batch) => insertSomeArtifacts(db, batch),
      )
    const readIn = async (ids: readonly string[]) => (await found(db, ids)).map(documents.build.itemOf)

    return {
      async insert(build) {
        await storedBuilds.insert(db, { ...build, weight: weightOf(build), vcsCommit: commitOf(build) })
        await insertArtifacts(build)
      },
      async find(versionId, id) {
        const row = await db
          .selectFrom('build')
          .select(documents.build.columns)
          .where('id', '=', id)
          .where('version_id', '=', versionId)
          .executeTakeFirst()
        return row && documents.build.itemOf(row)
      },
      async update(build, before) {
        const isSame = hasSameContents(build, before)
        const weighed = isSame
          ? { ...build, weight: 0, vcsCommit: null }
          : { ...build, weight: weightOf(build), vcsCommit: commitOf(build) }
        await storedBuilds.update(db, weighed, ...(isSame ? changingStatus : changing))
        if (build.artifacts === before.artifacts) return
        if (before.artifacts.length > 0) await db.deleteFrom('artifact').where('build_id', '=', build.id).execute()
        await insertArtifacts(build)
      },
      async delete(id) {
        await db.deleteFrom('build').where('id', '=', id).execute()
      },
      async *list(versionId) {
        const rows = await weighed(db, { versionId })
        yield* readSlices(rows.map(weighedFrom), readIn)
      },
      async *read(ids) {
        const weigh: Weigh = async (batch) => {
          const rows = await db
            .selectFrom('build')
            .select(['id', buildBytes.as('bytes')])
            .where('id', 'in', batch)
            .execute()
          return rows.map(weighedFrom)
        }
        yield* readWeighing(ids, weigh, readIn)
      },
      async locate(projectId, id) {
        const row = await db
          .selectFrom('build')
          .innerJoin('version', 'version.id', 'build.version_id')
          .innerJoin('bucket', 'bucket.id', 'version.bucket_id')
          .select(['bucket.name', 'version.fingerprint'])
          .where('build.id', '=', id)
          .where('bucket.project_id', '=', projectId)
          .where('bucket.deleted_at', 'is', null)
          .executeTakeFirst()
        return row && { bucketName: row.name, fingerprint: row.fingerprint }
      },
      async listSilent(sign, before, after, limit) {
        const given = signColumns[sign]
        const rows = await db
          .selectFrom('build')
          .innerJoin('version', 'version.id', 'build.version_id')
          .innerJoin('bucket', 'bucket.id', 'version.bucket_id')
          .select(['build.id', 'bucket.project_id', 'bucket.name', 'version.fingerprint'])
          .select(sql.ref<string>(given).as('since'))
          .where(given, '<', before)
          .$if(after !== null, (query) =>
            query.where(sql<boolean>`(${sql.ref(given)}, build.id) > (${after?.since}, ${after?.id})`),
          )
          .where('build.status', '=', 'running')
          .where('bucket.deleted_at', 'is', null)
          .orderBy(given)
          .orderBy('build.id')
          .limit(limit)
          .execute()
        return rows.map(({ id, since, project_id, name, fingerprint }) => ({
          id,
          since,
          projectId: project_id,
          bucketName: name,
          fingerprint,
        }))
      },
      async searchArtifacts(projectId, { externalIdentifier, platform, region }, limit) {
        const rows = await db
          .selectFrom('artifact')
          .innerJoin('build', 'build.id', 'artifact.build_id')
          .innerJoin('version', 'version.id', 'build.version_id')
          .innerJoin('bucket', 'bucket.id', 'version.bucket_id')
          .select(['artifact.id', 'artifact.external_identifier', 'artifact.region', 'artifact.created_at'])
          .select(['artifact.build_id', 'build.version_id'])
          .where('artifact.external_identifier', '=', externalIdentifier)
          .where('bucket.project_id', '=', projectId)
          .where('bucket.deleted_at', 'is', null)
          .$if(platform !== null, (query) => query.where('build.platform', '=', platform))
          .$if(region !== null, (query) => query.where('artifact.region', '=', region))
          .orderBy('artifact.created_at', 'desc')
          .orderBy('artifact.id', 'desc')
          .limit(limit)
          .execute()
        return rows.map((row) => ({
          artifact: artifacts.itemOf(row),
          buildId: row.build_id,
          versionId: row.version_id,
        }))
      },
    }
  }
}
