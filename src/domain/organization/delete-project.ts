import { changeHome } from '../change.ts'
import type { Context } from '../context.ts'
import { failedPrecondition } from '../errors.ts'
import { keepAnOwner } from '../principal/role/keep-an-owner.ts'
import { requireReach } from '../principal/role/require-reach.ts'
import { recordEvent } from '../record/event/record-event.ts'
import { viewProject } from './get-organization.ts'
import { locationOf } from './organization.ts'

/**
 * Deletes a project with its service principals and the roles on it. Throws `failed_precondition` while the project has a
 * registry, while the rows of a deleted registry are still being purged, for the last project of an organization, and for the
 * home of its last owner. Throws `permission_denied` when a service principal of it has a role that the actor may not revoke.
 */
export async function deleteProject(context: Context, projectId: string): Promise<void> {
  const project = await viewProject(context, 'project.delete', projectId)
  await changeHome(context, 'project.delete', locationOf(project), async (change) => {
    const { tx } = change
    await tx.registries.lock(projectId, 'alone')
    const all = await tx.organizations.listProjects(project.organizationId)
    if (all.length < 2 && all[0]?.id === projectId)
      throw failedPrecondition(`project "${project.name}" is the last one of its organization, which needs one`)
    if (await tx.registries.find(projectId))
      throw failedPrecondition(`project "${project.name}" has a registry: delete the registry before the project`)
    for (const principal of await tx.principals.list('service', locationOf(project)))
      await requireReach(context, tx, principal)
    if (!(await keepAnOwner(change, () => tx.organizations.deleteProject(projectId))))
      throw failedPrecondition(
        `what the registry of project "${project.name}" has left is still being cleared away: try again in a moment`,
      )
    recordEvent(change, { kind: 'project.deleted', payload: { project: { id: projectId, name: project.name } } })
  })
}
