// What somebody may do, so that a button says so before it is pressed. The server decides again when it is.
import { useAnswer } from './use-answer.ts'

/** The least roles that permit it, by the name that a permission has outside. */
export const rolesFor = {
  'packer.registries.create': ['contributor'],
  'packer.registries.update': ['contributor'],
  'packer.registries.delete': ['contributor'],
  'packer.buckets.create': ['packer.builder', 'contributor'],
  'packer.buckets.update': ['packer.builder', 'contributor'],
  'packer.buckets.delete': ['contributor'],
  'packer.versions.revoke': ['packer.publisher', 'contributor'],
  'packer.versions.restore': ['packer.publisher', 'contributor'],
  'packer.versions.delete': ['contributor'],
  'packer.builds.delete': ['contributor'],
  'packer.channels.create': ['contributor'],
  'packer.channels.update': ['contributor'],
  'packer.channels.assign': ['packer.publisher', 'contributor'],
  'packer.channels.delete': ['contributor'],
  'packer.run-tasks.get': ['contributor'],
  'packer.run-tasks.update': ['contributor'],
  'resource-manager.resources.get-iam-policy': ['admin'],
  'resource-manager.resources.set-iam-policy': ['admin'],
  'resource-manager.projects.create': ['admin'],
  'resource-manager.projects.update': ['admin'],
  'resource-manager.projects.delete': ['admin'],
  'resource-manager.organizations.update': ['admin'],
  'iam.service-principals.get': ['admin'],
  'iam.service-principals.create': ['admin'],
  'iam.service-principals.delete': ['admin'],
  'iam.service-principal-keys.list': ['admin'],
  'iam.service-principal-keys.create': ['admin'],
  'iam.service-principal-keys.delete': ['admin'],
  'iam.workload-identity-providers.get': ['admin'],
  'iam.workload-identity-providers.create': ['admin'],
  'iam.workload-identity-providers.update': ['admin'],
  'iam.workload-identity-providers.delete': ['admin'],
  'iam.groups.get': ['iam.group-manager', 'admin'],
  'iam.groups.create': ['admin'],
  'iam.groups.update': ['iam.group-manager', 'admin'],
  'iam.groups.delete': ['admin'],
  'iam.users.get': ['admin'],
  'iam.users.invite': ['admin'],
  'iam.users.disable': ['admin'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type PermissionName = keyof typeof rolesFor

const all = Object.keys(rolesFor) as PermissionName[]
const SELDOM = 60_000

export type Permits = (permission: PermissionName) => boolean

/** Whether it is permitted on what the resource name names; nothing is until that is known. */
export function usePermits(resourceName: string): Permits {
  const body = { resource_name: resourceName, permissions: all }
  const asking = { when: resourceName !== '', again: SELDOM }
  const { data } = useAnswer('AuthorizationService_TestIamPermissions', { body }, asking)
  const allowed = new Set(data?.allowed_permissions)
  return (permission) => allowed.has(permission)
}

export const organizationResource = (id: string): string => `organization/${id}`
export const projectResource = (id: string): string => `project/${id}`
export const bucketResource = (projectId: string, bucketName: string): string =>
  `packer/project/${projectId}/bucket/${bucketName}`
