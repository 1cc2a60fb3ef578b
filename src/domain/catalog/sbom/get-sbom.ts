import type { Context } from '../../context.ts'
import { fail, notFound } from '../../errors.ts'
import { buildOf, type BuildRef, viewVersion } from '../build/get-build.ts'
import type { Sbom } from './sbom.ts'

/** One SBOM of a build, by name. */
export async function getSbom(context: Context, { name, ...ref }: BuildRef & { readonly name: string }): Promise<Sbom> {
  const version = await viewVersion(context, 'sbom.get', ref)
  const build = buildOf(version, ref.buildId)
  return (await context.store.sboms.find(build.id, name)) ?? fail(notFound('SBOM', name))
}

/** All SBOMs of a build, oldest first. */
export async function listSboms(context: Context, ref: BuildRef): Promise<readonly Sbom[]> {
  const version = await viewVersion(context, 'sbom.get', ref)
  const build = buildOf(version, ref.buildId)
  return context.store.sboms.list(build.id)
}
