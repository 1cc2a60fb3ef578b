import type { Operations, Schemas } from '../../../contract/generated/resource-manager-2019-12-10.ts'
import type { Outgoing } from '../../../contract/operation.ts'
import { invalidArgument } from '../../../domain/errors.ts'
import { createProject } from '../../../domain/organization/create-project.ts'
import { deleteProject } from '../../../domain/organization/delete-project.ts'
import { getProject, listProjects } from '../../../domain/organization/get-organization.ts'
import type { Project } from '../../../domain/organization/organization.ts'
import { updateProject } from '../../../domain/organization/update-project.ts'
import type { Handlers } from '../../binding/handler.ts'
import { onlyPage } from '../../wire/paging.ts'

const projectOut = (project: Project): Outgoing<Schemas['hashicorp.cloud.resourcemanager.Project']> => ({
  id: project.id,
  name: project.name,
  description: project.description,
  parent: { id: project.organizationId, type: 'ORGANIZATION' },
  state: 'ACTIVE',
  created_at: project.createdAt,
})

/** The id of the organization whose projects are listed, or in which a project is created. */
function organizationIn(
  field: string,
  { id = '', type = 'ORGANIZATION' }: { readonly id?: string; readonly type?: string },
) {
  if (type !== 'ORGANIZATION') throw invalidArgument(`${field}.type`, 'must be ORGANIZATION')
  if (id === '') throw invalidArgument(`${field}.id`, 'is required: the id of the organization')
  return id
}

/** There is no operation to wait for: the change has been made. */
const done = { operation_id: '' } as const

interface ScopeQuery {
  readonly 'scope.id'?: string
  readonly 'scope.type'?: string
}
const scopeOf = ({ 'scope.id': id = '', 'scope.type': type = 'ORGANIZATION' }: ScopeQuery) =>
  organizationIn('scope', { id, type })

export const projectHandlers = {
  async ProjectService_List({ query }, context) {
    return { projects: (await listProjects(context, scopeOf(query))).map(projectOut), pagination: onlyPage }
  },
  async ProjectService_GetProjectsCount({ query }, context) {
    return { count: (await listProjects(context, scopeOf(query))).length }
  },
  async ProjectService_Get({ params }, context) {
    return { project: projectOut(await getProject(context, params.id)) }
  },
  async ProjectService_Create({ body: { name = '', description = '', parent = {} } }, context) {
    const organizationId = organizationIn('parent', parent)
    return { project: projectOut(await createProject(context, { organizationId, name, description })), ...done }
  },
  async ProjectService_SetName({ params, body: { name = '' } }, context) {
    await updateProject(context, { projectId: params.id, changes: { name } })
    return done
  },
  async ProjectService_SetDescription({ params, body: { description = '' } }, context) {
    await updateProject(context, { projectId: params.id, changes: { description } })
    return done
  },
  async ProjectService_Delete({ params }, context) {
    await deleteProject(context, params.id)
    // The provider dereferences it, and waits for nothing when its id is empty (hcp provider, clients/project.go).
    const never = { error: null, link: null, location: null, response: null, created_at: null, updated_at: null }
    return { operation: { id: '', state: 'DONE', ...never } }
  },
} satisfies Partial<Handlers<Operations, keyof Operations>>
