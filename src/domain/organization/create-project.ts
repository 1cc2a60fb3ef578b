import { randomUUID } from 'node:crypto'
import { authorize } from '../authorize.ts'
import { changeOrganization } from '../change.ts'
import type { Context } from '../context.ts'
import { alreadyExists } from '../errors.ts'
import { recordEvent } from '../record/event/record-event.ts'
import { requireLength } from '../require-length.ts'
import { PROJECT_DESCRIPTION_BYTES, type Project, requireProjectName } from './organization.ts'

export interface NewProject {
  readonly organizationId: string
  readonly name: string
  readonly description: string
}

/**
 * Creates a project. It has no registry until somebody creates one, as on HCP. Throws `already_exists` when the organization
 * has a project of that name.
 */
export async function createProject(context: Context, given: NewProject): Promise<Project> {
  const { organizationId, name, description } = given
  authorize(context, 'project.create', { organizationId })
  requireProjectName('name', name)
  requireLength('description', description, PROJECT_DESCRIPTION_BYTES)
  // Terraform accepts nothing but UUIDs (hcp provider, internal/provider/customtypes).
  const projectId = randomUUID()
  const where = { resource: { organizationId }, location: { organizationId, projectId } }
  return changeOrganization(context, 'project.create', where, async (change) => {
    const { organizations } = change.tx
    const all = await organizations.listProjects(organizationId)
    if (all.some((known) => known.name === name)) throw alreadyExists('project', name)
    const project = { id: projectId, organizationId, name, description, createdAt: change.now }
    await organizations.insertProject(project)
    recordEvent(change, { kind: 'project.created', payload: { project: { id: projectId, name } } })
    return project
  })
}
