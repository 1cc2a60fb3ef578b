// What somebody may do, so that a button says so before it is pressed. The server decides again when it is.
import { rolesFor } from './roles-for.ts'
import { useAnswer } from './use-answer.ts'

export { rolesFor }
export type PermissionName = keyof typeof rolesFor

export const allPermissions = Object.keys(rolesFor) as PermissionName[]
const SELDOM = 60_000

export type Permits = (permission: PermissionName) => boolean

/** Whether it is permitted on what the resource name names; nothing is until that is known. */
export function usePermits(resourceName: string): Permits {
  const body = { resource_name: resourceName, permissions: allPermissions }
  const asking = { when: resourceName !== '', again: SELDOM }
  const { data } = useAnswer('AuthorizationService_TestIamPermissions', { body }, asking)
  const allowed = new Set(data?.allowed_permissions)
  return (permission) => allowed.has(permission)
}

export const organizationResource = (id: string): string => `organization/${id}`
export const projectResource = (id: string): string => `project/${id}`
export const bucketResource = (projectId: string, bucketName: string): string =>
  `packer/project/${projectId}/bucket/${bucketName}`
