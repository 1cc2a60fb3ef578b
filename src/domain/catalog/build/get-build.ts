import { authorize, type Permission } from '../../authorize.ts'
import { viewBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import { fail, notFound } from '../../errors.ts'
import type { Location } from '../../location.ts'
import type { Ports } from '../../store.ts'
import type { VersionRef } from '../version/get-version.ts'
import type { BuildOutline, VersionOutline } from '../version/version.ts'
import type { Build } from './build.ts'

export interface BuildRef extends VersionRef {
  readonly buildId: string
}

/** The build of that id in the version; `not_found` when it has none. */
export const buildOf = <SomeBuild extends BuildOutline>(
  { builds }: { readonly builds: readonly SomeBuild[] },
  id: string,
): SomeBuild => builds.find((build) => build.id === id) ?? fail(notFound('build', id))

/** The version that builds are asked of, for who has the permission. */
export async function viewVersion(context: Context, permission: Permission, ref: VersionRef): Promise<VersionOutline> {
  const bucket = await viewBucket(context, permission, ref)
  return findVersion(context.store, bucket.id, ref.fingerprint)
}

/** Here an unknown fingerprint is plainly `not_found`. */
export const findVersion = async (
  { versions }: Ports,
  bucketId: string,
  fingerprint: string,
): Promise<VersionOutline> =>
  (await versions.findOutline(bucketId, fingerprint)) ?? fail(notFound('version', fingerprint))

/** One build with its artifacts. */
export async function getBuild(context: Context, ref: BuildRef): Promise<Build> {
  const version = await viewVersion(context, 'build.get', ref)
  return findBuild(context.store, version, ref.buildId)
}

/** The same of a version that is known, with all that hangs on it. */
export const findBuild = async (ports: Ports, version: VersionOutline, id: string): Promise<Build> =>
  (await ports.builds.find(version.id, id)) ?? fail(notFound('build', id))

/** All builds of a version, oldest first, read as they are asked for. Never cut short: Packer reads one page only. */
export async function listBuilds(context: Context, ref: VersionRef): Promise<AsyncIterable<Build>> {
  const version = await viewVersion(context, 'build.get', ref)
  return context.store.builds.list(version.id)
}

/** Where the build of that id is: older clients know builds by id alone. `not_found` when the project has none. */
export async function locateBuild(
  context: Context,
  { location, buildId }: { readonly location: Location; readonly buildId: string },
): Promise<BuildRef> {
  authorize(context, 'build.get', location)
  const found = (await context.store.builds.locate(location.projectId, buildId)) ?? fail(notFound('build', buildId))
  return { location, ...found, buildId }
}
