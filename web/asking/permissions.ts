// What somebody may do, so that a button says so before it is pressed. The server decides again when it is.
import { rolesFor } from './roles-for.ts'
import { useAnswer } from './use-answer.ts'

export { rolesFor }
export type PermissionName = keyof typeof rolesFor

export const allPermissions = Object.keys(rolesFor) as PermissionName[]
const SELDOM = 60_000

export interface Permits {
  (permission: PermissionName): boolean
  /** There while it is not known, and nothing is permitted: the answer is on its way, or this is why there is none. */
  readonly unknown?: 'loading' | Error
}

/** Whether it is permitted on what the resource name names. */
export function usePermits(resourceName: string): Permits {
  const body = { resource_name: resourceName, permissions: allPermissions }
  const asking = { when: resourceName !== '', again: SELDOM }
  const { data, error, isPlaceholderData } = useAnswer('AuthorizationService_TestIamPermissions', { body }, asking)
  // What was permitted on something else says nothing of this.
  if (data === undefined || isPlaceholderData)
    return Object.assign(() => false, { unknown: error ?? ('loading' as const) })
  const allowed = new Set(data.allowed_permissions)
  return (permission) => allowed.has(permission)
}

export const organizationResource = (id: string): string => `organization/${id}`
export const projectResource = (id: string): string => `project/${id}`
export const bucketResource = (projectId: string, bucketName: string): string =>
  `packer/project/${projectId}/bucket/${bucketName}`
