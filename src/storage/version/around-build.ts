import type { Kysely } from 'kysely'
import { weightOf } from '../../domain/catalog/build/build-weight.ts'
import type { VersionAroundBuild } from '../../domain/catalog/version/version-store.ts'
import { preparedQuery } from '../query/prepared-query.ts'
import type { Schema } from '../schema.ts'
import { buildStore } from './build-store.ts'
import type { Documents } from './documents.ts'

type Asked = Readonly<Record<'bucketId' | 'fingerprint' | 'buildId', string>>

/**
 * Finds the version with the weight of each build, and one of the builds whole. It is one query because every report of a build
 * needs it.
 */
export function findAroundBuild(
  documents: Documents,
): (db: Kysely<Schema>, asked: Asked) => Promise<VersionAroundBuild | undefined> {
  const { weighedVersion, build: wholeBuild } = documents
  const find = preparedQuery((db, value: Asked) =>
    db
      .selectFrom('version')
      .leftJoin('build', (build) =>
        build.on('build.id', '=', value.buildId).onRef('build.version_id', '=', 'version.id'),
      )
      .select(weighedVersion.columns)
      .select(wholeBuild.columns)
      .select('build.id as build_id')
      .where('version.bucket_id', '=', value.bucketId)
      .where('version.fingerprint', '=', value.fingerprint),
  )

  const storeOn = buildStore(documents)
  /** Reads and weighs the builds that were not weighed when they were written. */
  async function weigh(db: Kysely<Schema>, { builds, ...version }: ReturnType<typeof weighedVersion.itemOf>) {
    const unweighed = builds.filter(({ weight }) => weight === null).map(({ id }) => id)
    const weights = new Map<string, number>()
    for await (const build of storeOn(db).read(unweighed)) weights.set(build.id, weightOf(build))
    return {
      ...version,
      builds: builds.map((build) => ({ ...build, weight: build.weight ?? weights.get(build.id) ?? 0 })),
    }
  }

  return async (db, asked) => {
    const [row] = await find(db, asked)
    return (
      row && {
        version: await weigh(db, weighedVersion.itemOf(row)),
        build: row.build_id === null ? undefined : wholeBuild.itemOf(row),
      }
    )
  }
}
