// Where somebody is: the organization, and the project that the address names.
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

// Who may see which project changes seldom, and each page asks.
const SELDOM = 300_000

/** The organizations that somebody may see: one, on this server. */
export function useOrganization() {
  const answer = useAnswer('OrganizationService_List', {}, { again: SELDOM })
  const [found] = answer.data?.organizations ?? []
  return { ...answer, organization: found && { id: found.id, name: found.name } }
}

/** The projects that somebody may see: all of them, in one answer. */
export function useProjects() {
  const organizations = useOrganization()
  const organizationId = organizations.organization?.id ?? ''
  const query = { 'scope.id': organizationId, 'scope.type': 'ORGANIZATION' }
  const answer = useAnswer('ProjectService_List', { query }, { when: organizationId !== '', again: SELDOM })
  // Whoever sees no organization sees no project: nothing is asked then.
  const isNowhere = organizations.data !== undefined && organizationId === ''
  const projects = isNowhere ? [] : answer.data?.projects.map(({ id, name }): Project => ({ id, name, organizationId }))
  const { error, refetch } = organizations.error === null ? answer : organizations
  return { data: projects, projects, error, refetch }
}

/** How a project stands in addresses: by its name. */
export const projectPath = ({ name }: Project): string => `/p/${encodeURIComponent(name)}`

/** By its name or, where none is called so, by its id: both stand in addresses. */
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

/** The parameters that say where an operation of the project happens. */
export const inProject = ({ id, organizationId }: Pick<Project, 'id' | 'organizationId'>) =>
  ({ 'location.organization_id': organizationId, 'location.project_id': id }) as const
