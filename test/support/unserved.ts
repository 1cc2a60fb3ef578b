import { apis } from '../../src/http/apis.ts'
import { unasked } from './unasked.ts'
import { contractName } from './contract.ts'

/** The names in `contractOperations` of all operations that have no handler. */
export const unserved: readonly string[] = apis(unasked).flatMap(({ name, operations, handlers }) =>
  Object.keys(operations)
    .filter((operation) => !Object.hasOwn(handlers, operation))
    .map((operation) => contractName(name, operation)),
)
