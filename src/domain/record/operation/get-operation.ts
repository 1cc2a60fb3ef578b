import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { fail, notFound } from '../../errors.ts'
import type { Location } from '../../location.ts'
import { listProjects } from '../../organization/get-organization.ts'
import type { Page, PageRequest } from '../../page.ts'
import type { OperationOrderField } from './operation-store.ts'
import type { Operation } from './operation.ts'

/** Returns one operation of the project; `not_found` when there is none of that id. */
export async function getOperation(
  context: Context,
  { location, id }: { readonly location: Location; readonly id: string },
): Promise<Operation> {
  authorize(context, 'operation.get', location)
  return (await context.store.operations.find(location.projectId, id)) ?? fail(notFound('operation', id))
}

/** Returns one operation of any project of the organization in which the actor has a role; any other is `not_found`. */
export async function findOperation(
  context: Context,
  { organizationId, id }: { readonly organizationId: string; readonly id: string },
): Promise<Operation> {
  for (const project of await listProjects(context, organizationId)) {
    const operation = await context.store.operations.find(project.id, id)
    if (operation) return operation
  }
  throw notFound('operation', id)
}

/** Lists the project's operations. */
export async function listOperations(
  context: Context,
  { location, page }: { readonly location: Location; readonly page: PageRequest<OperationOrderField> },
): Promise<Page<Operation>> {
  authorize(context, 'operation.get', location)
  return context.store.operations.list(location.projectId, page)
}
