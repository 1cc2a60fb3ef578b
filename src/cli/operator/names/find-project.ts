import type { Home } from '../../../domain/location.ts'
import { listProjects } from '../../../domain/organization/get-organization.ts'
import { locationOf, type Project } from '../../../domain/organization/organization.ts'
import type { OperatorRegistry } from '../operator-registry.ts'
import { noneSuch, oneCalled } from './one-called.ts'

const asking = { noun: 'project', advice: 'name one', make: 'create one with assay project create' } as const

/** The project of that name or ID; without one, the only project. */
export async function findProject({ context, location }: OperatorRegistry, wanted?: string): Promise<Project> {
  const projects = await listProjects(context, location.organizationId)
  const candidates = projects.map((project) => ({
    thing: project,
    id: project.id,
    names: [project.name],
    label: project.name,
  }))
  if (wanted !== undefined) return oneCalled(wanted, candidates, asking)
  const [only] = projects
  if (only && projects.length === 1) return only
  throw noneSuch('there are several projects', candidates, { ...asking, advice: 'name one with --project' })
}

/** What principals belong to. */
export interface KnownHome {
  readonly home: Home
  readonly label: string
}

/** The organization's projects, oldest first, and itself; with `project`, that project alone. */
export async function listHomes(registry: OperatorRegistry, project?: string): Promise<readonly KnownHome[]> {
  if (project !== undefined) return [homeOf(await findProject(registry, project))]
  const { organizationId } = registry.location
  const projects = await listProjects(registry.context, organizationId)
  return [...projects.map(homeOf), { home: { organizationId, projectId: null }, label: 'the organization' }]
}

export const homeOf = (project: Project): KnownHome => ({
  home: locationOf(project),
  label: `project ${project.name}`,
})
