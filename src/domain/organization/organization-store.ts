import type { Organization, Project } from './organization.ts'

/** Organizations and their projects. A server starts with one of each. Use cases filter the lists by what the actor may see. */
export interface OrganizationStore {
  insertOrganization(organization: Organization): Promise<void>
  insertProject(project: Project): Promise<void>
  /** Locks the organization against other changes of what is in it until the transaction ends; undefined when there is none. */
  lock(id: string): Promise<Organization | undefined>
  /** Writes its name. */
  updateOrganization(organization: Organization): Promise<void>
  /** Writes its name and its description. */
  updateProject(project: Project): Promise<void>
  /** Deletes the project with its principals, roles, streams and records. Returns false and deletes nothing while bucket rows remain. */
  deleteProject(id: string): Promise<boolean>
  findProject(id: string): Promise<Project | undefined>
  /** All organizations, oldest first. */
  listOrganizations(): Promise<readonly Organization[]>
  /** The organization's projects, oldest first (old clients take the oldest one). */
  listProjects(organizationId: string): Promise<readonly Project[]>
}
