import { type Denied, shown } from './errors.ts'

/** Where a registry lives: one project (UUID) of one organization (UUID). */
export interface Location {
  readonly organizationId: string
  readonly projectId: string
}

/** What a change belongs to: a project, or (null) the organization itself. */
export interface Home {
  readonly organizationId: string
  readonly projectId: string | null
}

/** The resource on which permissions for the home are checked. */
export const resourceOf = ({ organizationId, projectId }: Home): Resource =>
  projectId === null ? { organizationId } : { organizationId, projectId }

/** A project as a path names it: resource names omit its organization. */
export interface Place {
  readonly organizationId: string | null
  readonly projectId: string
}

/** In a path in place of a project: all projects of the organization (hashicorp/terraform-provider-hcp internal/clients/operation.go). */
export const ANY_PROJECT = '-'

/** A bucket of a registry, by its name. */
export interface BucketRef {
  readonly location: Location
  readonly bucketName: string
}

/** An organization, or something that belongs to it directly and to none of its projects. */
export interface OrganizationRef {
  readonly organizationId: string
  readonly projectId?: undefined
}

export interface GroupRef extends OrganizationRef {
  readonly groupId: string
}

/** What a permission is checked on. */
export type Resource = OrganizationRef | GroupRef | Place | BucketRef

export const placeOf = (resource: Resource) => ('location' in resource ? resource.location : resource)

/** The resource's name in messages. */
export function describeResource(resource: Resource): string {
  const { organizationId, projectId } = placeOf(resource)
  if (projectId === undefined) return `organization ${organizationId}`
  const project = organizationId === null ? projectId : `${projectId} of organization ${organizationId}`
  return 'bucketName' in resource
    ? `bucket "${shown(resource.bucketName)}" of project ${project}`
    : `project ${project}`
}

/** The facts of a refusal: the permission (empty for none in particular) and the resource. */
export function deniedOf(permission: string, resource: Resource): Denied {
  const { organizationId, projectId } = placeOf(resource)
  return {
    permission,
    resource: {
      ...(organizationId === null ? {} : { organizationId: shown(organizationId) }),
      ...(projectId === undefined ? {} : { projectId: shown(projectId) }),
      ...('bucketName' in resource ? { bucketName: shown(resource.bucketName) } : {}),
      ...('groupId' in resource ? { groupId: shown(resource.groupId) } : {}),
    },
  }
}
