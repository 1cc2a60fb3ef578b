// What the user may do, so that a button can say so before it is pressed. The server decides again when it is.
import { rolesFor } from './roles-for.ts'
import { useAnswer } from './use-answer.ts'

export { rolesFor }
export type PermissionName = keyof typeof rolesFor

export const allPermissions = Object.keys(rolesFor) as PermissionName[]
const SELDOM = 60_000

export interface Permits {
  (permission: PermissionName): boolean
  /** Set while the permissions are not known, and nothing is permitted: they are loading, or this error prevented it. */
  readonly unknown?: 'loading' | Error
}

/** The permissions of the user on the resource. */
export function usePermits(resourceName: string): Permits {
  const body = { resource_name: resourceName, permissions: allPermissions }
  const asking = { when: resourceName !== '', again: SELDOM }
  const { data, error, isPlaceholderData } = useAnswer('AuthorizationService_TestIamPermissions', { body }, asking)
  // Placeholder data describes another resource.
  if (data === undefined || isPlaceholderData)
    return Object.assign(() => false, { unknown: error ?? ('loading' as const) })
  const allowed = new Set(data.allowed_permissions)
  return (permission) => allowed.has(permission)
}

export const organizationResource = (id: string): string => `organization/${id}`
export const projectResource = (id: string): string => `project/${id}`
export const bucketResource = (projectId: string, bucketName: string): string =>
  `packer/project/${projectId}/bucket/${bucketName}`
