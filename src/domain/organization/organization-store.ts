import type { Organization, Project } from './organization.ts'

/** Organizations and their projects. A server starts with one of each; lists are bounded by what the actor may see. */
export interface OrganizationStore {
  insertOrganization(organization: Organization): Promise<void>
  insertProject(project: Project): Promise<void>
  findProject(id: string): Promise<Project | undefined>
  /** All organizations, oldest first. */
  listOrganizations(): Promise<readonly Organization[]>
  /** The organization's projects, oldest first (old clients take the oldest one). */
  listProjects(organizationId: string): Promise<readonly Project[]>
}
