import type { Kysely } from 'kysely'
import { weightOf } from '../../domain/catalog/build/build-weight.ts'
import type { VersionAroundBuild, VersionStore } from '../../domain/catalog/version/version-store.ts'
import { preparedQuery } from '../query/prepared-query.ts'
import type { Json, Schema } from '../schema.ts'
import { buildStore } from './build-store.ts'
import type { Documents, WeighedBuildValues } from './documents.ts'
import { buildFrom, byAge, outlineBuild, versionFacts } from './version-columns.ts'

type FindAroundBuild = (
  db: Kysely<Schema>,
  ...asked: Parameters<VersionStore['findAroundBuild']>
) => Promise<VersionAroundBuild | undefined>

/** The version with the weight of each build, and one of them whole: in one query, because every report of a build asks it. */
export function findAroundBuild(documents: Documents): FindAroundBuild {
  const find = preparedQuery((db, value: Record<'bucketId' | 'fingerprint' | 'buildId', string>) =>
    db
      .selectFrom('version')
      .leftJoin('build', (build) =>
        build.on('build.id', '=', value.buildId).onRef('build.version_id', '=', 'version.id'),
      )
      .select(documents.weighedVersion)
      .select(documents.build)
      .select('build.id as build_id')
      .where('version.bucket_id', '=', value.bucketId)
      .where('version.fingerprint', '=', value.fingerprint),
  )

  const storeOn = buildStore(documents)
  /** What was not weighed when it was written is read for it. */
  async function weigh(db: Kysely<Schema>, builds: readonly UnweighedBuild[]) {
    const unweighed = builds.filter(({ weight }) => weight === null).map(({ id }) => id)
    const weights = new Map<string, number>()
    for await (const build of storeOn(db).read(unweighed)) weights.set(build.id, weightOf(build))
    return builds.map((build) => ({ ...build, weight: build.weight ?? weights.get(build.id) ?? 0 }))
  }

  return async (db, bucketId, fingerprint, buildId) => {
    const [row] = await find(db, { bucketId, fingerprint, buildId: buildId ?? '' })
    return (
      row && {
        version: { ...versionFacts(row.version), builds: await weigh(db, unweighedFrom(row.builds)) },
        build: row.build_id === null ? undefined : buildFrom(row),
      }
    )
  }
}

type UnweighedBuild = ReturnType<typeof outlineBuild> & { readonly weight: number | null }

const unweighedFrom = (builds: Json): readonly UnweighedBuild[] =>
  (JSON.parse(builds) as WeighedBuildValues[])
    .map(([weight, ...outline]) => ({ ...outlineBuild(outline), weight }))
    .sort(byAge)
