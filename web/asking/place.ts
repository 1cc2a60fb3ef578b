// Where the user is: the organization, and the project that the address names.
import { useParams } from 'react-router'
import { useAnswer } from './use-answer.ts'

export interface Project {
  readonly id: string
  readonly name: string
  readonly organizationId: string
}

export interface Organization {
  readonly id: string
  readonly name: string
}

// Which projects a user may see changes seldom, and every page requests it.
const SELDOM = 300_000

/** The organizations that the user may see: one, on this server. */
export function useOrganization() {
  const answer = useAnswer('OrganizationService_List', {}, { again: SELDOM })
  const [found] = answer.data?.organizations ?? []
  return { ...answer, organization: found && { id: found.id, name: found.name } }
}

/** The projects that the user may see: all of them, in one response. */
export function useProjects() {
  const organizations = useOrganization()
  const organizationId = organizations.organization?.id ?? ''
  const query = { 'scope.id': organizationId, 'scope.type': 'ORGANIZATION' }
  const answer = useAnswer('ProjectService_List', { query }, { when: organizationId !== '', again: SELDOM })
  // A user who sees no organization sees no project, so no request is made.
  const isNowhere = organizations.data !== undefined && organizationId === ''
  const projects = isNowhere ? [] : answer.data?.projects.map(({ id, name }): Project => ({ id, name, organizationId }))
  const { error, refetch } = organizations.error === null ? answer : organizations
  return { data: projects, projects, error, refetch }
}

/** The address of a project, which names it by its name. */
export const projectPath = ({ name }: Project): string => `/p/${encodeURIComponent(name)}`

/** Finds a project by its name or, if none has that name, by its id: addresses contain both. */
export const projectCalled = (projects: readonly Project[], called: string): Project | undefined =>
  projects.find(({ name }) => name === called) ?? projects.find(({ id }) => id === called)

/** The project of this address. Pages below `/p/` are shown once it is found. */
export function useProject(): Project {
  const { project: named = '' } = useParams()
  const { projects = [] } = useProjects()
  const found = projectCalled(projects, named)
  if (found === undefined) throw new Error(`no project is called "${named}"`)
  return found
}

/** The location parameters of the project's operations. */
export const inProject = ({ id, organizationId }: Pick<Project, 'id' | 'organizationId'>) =>
  ({ 'location.organization_id': organizationId, 'location.project_id': id }) as const
