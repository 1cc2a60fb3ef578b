import { changeHome } from '../change.ts'
import type { Context } from '../context.ts'
import { alreadyExists, fail, notFound } from '../errors.ts'
import { recordEvent } from '../record/event/record-event.ts'
import { requireLength } from '../require-length.ts'
import { viewProject } from './get-organization.ts'
import { locationOf, PROJECT_DESCRIPTION_BYTES, type Project, requireProjectName } from './organization.ts'

export interface UpdateProject {
  readonly projectId: string
  /** Absent fields stay unchanged. */
  readonly changes: { readonly name?: string; readonly description?: string }
}

/** Renames or describes a project. Throws `already_exists` when the organization has another project of that name. */
export async function updateProject(context: Context, { projectId, changes }: UpdateProject): Promise<Project> {
  const seen = await viewProject(context, 'project.update', projectId)
  if (changes.name !== undefined) requireProjectName('name', changes.name)
  requireLength('description', changes.description ?? '', PROJECT_DESCRIPTION_BYTES)
  return changeHome(context, 'project.update', locationOf(seen), async (change) => {
    const { organizations } = change.tx
    const all = await organizations.listProjects(seen.organizationId)
    const before = all.find(({ id }) => id === projectId) ?? fail(notFound('project', projectId))
    const project = { ...before, ...changes }
    if (project.name === before.name && project.description === before.description) return before
    if (all.some(({ id, name }) => id !== projectId && name === project.name))
      throw alreadyExists('project', project.name)
    await organizations.updateProject(project)
    const { name, description } = project
    const previous = { name: before.name, description: before.description }
    recordEvent(change, {
      kind: 'project.updated',
      payload: { project: { id: projectId, name }, description, previous },
    })
    return project
  })
}
