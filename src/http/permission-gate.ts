import type { OperationEntry } from '../contract/operation.ts'
import { authorize, type Permission } from '../domain/authorize.ts'
import type { Context } from '../domain/context.ts'
import { unimplemented } from '../domain/errors.ts'

/** Answers or throws before anything of the body is read, from the path parameters alone. */
export type PermissionGate = (params: Readonly<Record<string, string>>, context: Context) => void

export interface Gated {
  readonly operation: string
  readonly entry: OperationEntry
  readonly isServed: boolean
  /** Operations of the API that have a body and read all the same. */
  readonly searches: readonly string[]
}

/**
 * Whoever may not do what the path asks for shall not have a body parsed. The use case decides all the same: what is asked
 * here is the least that any change needs, in the words of the use case.
 */
export function permissionGate({ operation, entry, isServed, searches }: Gated): PermissionGate {
  // An operation that nobody serves yet tells strangers to a project no more than the others do.
  const permission: Permission = !isServed || searches.includes(operation) ? 'view' : 'contribute'
  return (params, context) => {
    const { 'location.organization_id': organizationId, 'location.project_id': projectId } = params
    const isOfProject = organizationId !== undefined && projectId !== undefined
    // Fastify reads no body of a GET, and some of those are for who has a role in any project.
    if (isOfProject && (entry.method !== 'GET' || !isServed))
      authorize(context, permission, { organizationId, projectId })
    if (!isServed) throw unimplemented(operation)
  }
}
