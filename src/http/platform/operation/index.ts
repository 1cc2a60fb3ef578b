// operation 2020-05-05: what Terraform waits for after changes that HCP makes in the background. Here every operation is done.
import type { Operations, Schemas } from '../../../contract/generated/operation-2020-05-05.ts'
import type { Outgoing } from '../../../contract/operation.ts'
import { ANY_PROJECT, type Location } from '../../../domain/location.ts'
import { findOperation, getOperation, listOperations } from '../../../domain/record/operation/get-operation.ts'
import type { Operation } from '../../../domain/record/operation/operation.ts'
import type { Handlers } from '../../binding/handler.ts'
import { pageRequest, paginationOut, type Paging } from '../../wire/paging.ts'
import { locationOf, locationOut } from '../../wire/view.ts'

const newestFirst: Paging<'createdAt'> = {
  fields: { created_at: 'createdAt' },
  order: [{ field: 'createdAt', descending: true }],
}

export const operationOut = (
  operation: Operation,
  location: Location,
): Outgoing<Schemas['hashicorp.cloud.operation.Operation']> => ({
  id: operation.id,
  location: locationOut(location),
  state: 'DONE',
  error: null,
  link: null,
  response: null,
  created_at: operation.createdAt,
  updated_at: operation.createdAt,
})

export const operationHandlers = {
  async Get({ params }, context) {
    const location = locationOf(params)
    return { operation: operationOut(await getOperation(context, { location, id: params.id }), location) }
  },
  async List({ params, query }, context) {
    const location = locationOf(params)
    const page = pageRequest(query, newestFirst)
    const found = await listOperations(context, { location, page })
    return {
      operations: found.items.map((operation) => operationOut(operation, location)),
      pagination: paginationOut(page, found),
    }
  },
  async Wait({ params }, context) {
    const { organizationId, projectId } = locationOf(params)
    const operation =
      projectId === ANY_PROJECT
        ? await findOperation(context, { organizationId, id: params.id })
        : await getOperation(context, { location: { organizationId, projectId }, id: params.id })
    return { operation: operationOut(operation, { organizationId, projectId: operation.projectId }) }
  },
} satisfies Handlers<Operations, keyof Operations>
