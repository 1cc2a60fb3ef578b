import type { Config } from '../../../config/config.ts'
import { listProjects } from '../../../domain/organization/get-organization.ts'
import { getPolicy } from '../../../domain/principal/role/get-policy.ts'
import { nameOf, nounOf } from '../names/find-principal.ts'
import { findTarget, type KnownTarget, type TargetOptions } from '../names/find-target.ts'
import { type OperatorRegistry, withRegistry } from '../operator-registry.ts'
import { printLines } from '../print-lines.ts'

/** One line for each role that somebody holds there itself: what is held above counts there as well. */
export async function roleShow(config: Config, options: TargetOptions): Promise<void> {
  const rows = await withRegistry(config, async (registry) => {
    const { store } = registry.context
    const shown: string[][] = []
    for (const { target, label } of await targetsFor(registry, options))
      for (const { role, members } of (await getPolicy(registry.context, target)).bindings) {
        const principals = await store.principals.findMany(members.map(({ id }) => id))
        for (const principal of principals.toSorted((one, other) => (one.id < other.id ? -1 : 1)))
          shown.push([role, nounOf[principal.kind], nameOf(principal), label, principal.id])
      }
    return shown
  })
  printLines(rows, 'nobody holds a role there itself: assay role grant gives one')
}

async function targetsFor(registry: OperatorRegistry, options: TargetOptions): Promise<readonly KnownTarget[]> {
  if (Object.keys(options).some((name) => ['organization', 'project', 'bucket', 'group'].includes(name)))
    return [await findTarget(registry, options)]
  const projects = await listProjects(registry.context, registry.location.organizationId)
  const all = [{ organization: true }, ...projects.map(({ id }) => ({ project: id }))]
  return Promise.all(all.map((one) => findTarget(registry, one)))
}
