import type { Ports } from '../../store.ts'
import type { HeldRole } from './role.ts'

export interface NamedRole extends HeldRole {
  /** What the role is held on, by its display name. */
  readonly on: string
}

/** Adds to each role the name of what it is held on, or its id when that no longer exists. Keeps the order. */
export async function nameHeldRoles(
  { organizations, principals }: Pick<Ports, 'organizations' | 'principals'>,
  held: readonly HeldRole[],
): Promise<readonly NamedRole[]> {
  const names = new Map<string, string>()
  for (const { id, displayName } of await principals.findMany([...new Set(held.flatMap((one) => one.groupId ?? []))]))
    names.set(id, displayName)
  for (const id of new Set(held.flatMap(({ projectId }) => projectId ?? [])))
    names.set(id, (await organizations.findProject(id))?.name ?? id)
  const nameOf = (id: string) => names.get(id) ?? id
  return held.map((one) => {
    const { projectId, bucketName, groupId } = one
    if (groupId !== undefined) return { ...one, on: `group ${nameOf(groupId)}` }
    if (projectId === undefined) return { ...one, on: 'the organization' }
    const project = `project ${nameOf(projectId)}`
    return { ...one, on: bucketName === undefined ? project : `bucket ${bucketName} of ${project}` }
  })
}
