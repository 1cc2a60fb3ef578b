// Roles, and what they can be held on: an organization, a project, a bucket or a group. A principal's roles and those of its
// groups add up, and each applies to everything below its resource. authorize.ts decides what a role permits.

/** HCP's roles, and two of Assay's that separate building from publishing. The last is HCP's role for managers of a group. */
export const roles = {
  viewer: {
    title: 'Viewer',
    description:
      'Sees what registries have, but for restricted channels; no people, groups, service principals or webhooks.',
  },
  contributor: { title: 'Contributor', description: 'Builds, points channels, revokes and manages the registry.' },
  admin: { title: 'Admin', description: 'A contributor who also manages access.' },
  owner: { title: 'Owner', description: 'An admin of the organization who may make others its owners.' },
  'packer.builder': {
    title: 'Packer builder',
    description: 'Registers images; points no channel and revokes nothing.',
  },
  'packer.publisher': {
    title: 'Packer publisher',
    description: 'Points channels, revokes and restores; builds nothing.',
  },
  'iam.group-manager': { title: 'Group manager', description: 'Changes the group and who is in it.' },
} as const

export type Role = keyof typeof roles

export type ResourceType = 'organization' | 'project' | 'bucket' | 'group'

const everywhere: readonly Role[] = ['viewer', 'contributor', 'admin', 'packer.builder', 'packer.publisher']

/** Which roles can be held on what. */
export const rolesOn: Readonly<Record<ResourceType, readonly Role[]>> = {
  organization: [...everywhere, 'owner'],
  project: everywhere,
  bucket: everywhere,
  group: ['iam.group-manager'],
}

/** What a role is held on, by its id. */
export interface BoundResource {
  readonly type: ResourceType
  readonly id: string
}

/** A principal holds a role on something. */
export interface RoleBinding {
  readonly role: Role
  readonly principalId: string
}

/** A role that an actor holds, on a resource identified by the names and ids that requests use. */
export interface HeldRole {
  readonly role: Role
  readonly organizationId: string
  /** Absent for one that is held on the whole organization, or on a group. */
  readonly projectId?: string
  /** Present only for a role on a bucket. */
  readonly bucketName?: string
  /** Present only for a role on a group. */
  readonly groupId?: string
}
