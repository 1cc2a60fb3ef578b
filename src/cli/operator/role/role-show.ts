import type { Config } from '../../../config/config.ts'
import { getPolicy } from '../../../domain/principal/role/get-policy.ts'
import type { HeldRole } from '../../../domain/principal/role/role.ts'
import { type KnownHome, listHomes } from '../names/find-project.ts'
import { nameOf, nounOf } from '../names/find-principal.ts'
import { findTarget, type KnownTarget, type TargetOptions } from '../names/find-target.ts'
import { type OperatorRegistry, withRegistry } from '../operator-registry.ts'
import { printLines } from '../print-lines.ts'

/** Prints one line for each role that is held on the target itself: roles held above it count there as well. */
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
  printLines(rows, 'no role is held there directly: grant one with assay role grant')
}

async function targetsFor(registry: OperatorRegistry, options: TargetOptions): Promise<readonly KnownTarget[]> {
  if (Object.keys(options).some((name) => ['organization', 'project', 'bucket', 'group'].includes(name)))
    return [await findTarget(registry, options)]
  const homes = await listHomes(registry)
  const known = new Map<string, TargetOptions>([['', { organization: true }]])
  for (const { home } of homes) if (home.projectId !== null) known.set(home.projectId, { project: home.projectId })
  // There may be thousands of buckets: those on which nobody holds a role are not looked at.
  for (const { projectId, bucketName, groupId } of await listAllHeld(registry, homes)) {
    if (groupId !== undefined) known.set(groupId, { group: groupId })
    if (projectId !== undefined && bucketName !== undefined)
      known.set(`${projectId}/${bucketName}`, { project: projectId, bucket: bucketName })
  }
  return Promise.all([...known.values()].map((one) => findTarget(registry, one)))
}

async function listAllHeld({ context: { store } }: OperatorRegistry, homes: readonly KnownHome[]) {
  const held: HeldRole[] = []
  for (const { home } of homes)
    for (const kind of ['service', 'user', 'group'] as const)
      for (const { id } of await store.principals.list(kind, home)) held.push(...(await store.roles.listHeld(id)))
  return held
}
