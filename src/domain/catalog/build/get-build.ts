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

/** The version's build with this id; `not_found` when there is none. */
export const buildOf = <SomeBuild extends BuildOutline>(
  { builds }: { readonly builds: readonly SomeBuild[] },
  id: string,
): SomeBuild => builds.find((build) => build.id === id) ?? fail(notFound('build', id))

/** The version whose builds are requested, for an actor with the permission. */
export async function viewVersion(context: Context, permission: Permission, ref: VersionRef): Promise<VersionOutline> {
  const bucket = await viewBucket(context, permission, ref)
  return findVersion(context.store, bucket.id, ref.fingerprint)
}

/** The version; an unknown fingerprint is `not_found` here, unlike in `getVersion`. */
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

/** The same when the version is known; the build has all its contents. */
export const findBuild = async (ports: Ports, version: VersionOutline, id: string): Promise<Build> =>
  (await ports.builds.find(version.id, id)) ?? fail(notFound('build', id))

/** All builds of a version, oldest first, read as the caller iterates. Never cut into pages: Packer reads only the first one. */
export async function listBuilds(context: Context, ref: VersionRef): Promise<AsyncIterable<Build>> {
  const version = await viewVersion(context, 'build.get', ref)
  return context.store.builds.list(version.id)
}

/** Locates a build for older clients, which know builds by id alone. `not_found` when the project has no such build. */
export async function locateBuild(
  context: Context,
  { location, buildId }: { readonly location: Location; readonly buildId: string },
): Promise<BuildRef> {
  authorize(context, 'build.get', location)
  const found = (await context.store.builds.locate(location.projectId, buildId)) ?? fail(notFound('build', buildId))
  return { location, ...found, buildId }
}
