import { authorize } from '../authorize.ts'
import type { Context } from '../context.ts'
import { fail, notFound } from '../errors.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'
import type { VersionRef } from '../version/get-version.ts'
import type { Version } from '../version/version.ts'
import type { Build } from './build.ts'

export interface BuildRef extends VersionRef {
  readonly buildId: string
}

/** The build of that id in the version; `not_found` when it has none. */
export const buildOf = (version: Version, id: string): Build =>
  version.builds.find((build) => build.id === id) ?? fail(notFound('build', id))

/** The version that builds are asked of; here an unknown fingerprint is plainly `not_found`. */
export async function findVersion(ports: Ports, { location, bucketName, fingerprint }: VersionRef): Promise<Version> {
  const bucket = (await ports.buckets.find(location.projectId, bucketName)) ?? fail(notFound('bucket', bucketName))
  return (await ports.versions.find(bucket.id, fingerprint)) ?? fail(notFound('version', fingerprint))
}

/** One build with its artifacts. */
export async function getBuild(context: Context, ref: BuildRef): Promise<Build> {
  authorize(context, 'view', ref.location)
  return buildOf(await findVersion(context.store, ref), ref.buildId)
}

/** All builds of a version, oldest first. Never cut short: Packer reads one page only. */
export async function listBuilds(context: Context, ref: VersionRef): Promise<readonly Build[]> {
  authorize(context, 'view', ref.location)
  return (await findVersion(context.store, ref)).builds
}

/** Where the build of that id is: older clients know builds by id alone. `not_found` when the project has none. */
export async function locateBuild(
  context: Context,
  { location, buildId }: { readonly location: Location; readonly buildId: string },
): Promise<BuildRef> {
  authorize(context, 'view', location)
  const found = (await context.store.builds.locate(location.projectId, buildId)) ?? fail(notFound('build', buildId))
  return { location, ...found, buildId }
}
