import type { Schemas } from '../../../contract/generated/operation-2020-05-05.ts'
import type { Outgoing } from '../../../contract/operation.ts'
import type { Location } from '../../../domain/location.ts'
import type { Operation } from '../../../domain/record/operation/operation.ts'
import { locationOut } from '../../wire/view.ts'

export function operationOut(
  operation: Operation,
  location: Location,
): Outgoing<Schemas['hashicorp.cloud.operation.Operation']> {
  return {
    id: operation.id,
    location: locationOut(location),
    state: 'DONE',
    error: null,
    link: null,
    response: null,
    created_at: operation.createdAt,
    updated_at: operation.createdAt,
  }
}
