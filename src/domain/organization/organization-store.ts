import type { Organization, Project } from './organization.ts'

/** Organizations and their projects. A server starts with one of each; lists are bounded by what the actor may see. */
export interface OrganizationStore {
  insertOrganization(organization: Organization): Promise<void>
  insertProject(project: Project): Promise<void>
  /** Holds the organization until the transaction ends, against any other change of what is in it; undefined when there is none. */
  lock(id: string): Promise<Organization | undefined>
  /** Writes its name. */
  updateOrganization(organization: Organization): Promise<void>
  /** Writes its name and its description. */
  updateProject(project: Project): Promise<void>
  /** Deletes it with its principals, roles and records. False, and nothing deleted, while buckets have left rows in it. */
  deleteProject(id: string): Promise<boolean>
  findProject(id: string): Promise<Project | undefined>
  /** All organizations, oldest first. */
  listOrganizations(): Promise<readonly Organization[]>
  /** The organization's projects, oldest first (old clients take the oldest one). */
  listProjects(organizationId: string): Promise<readonly Project[]>
}
