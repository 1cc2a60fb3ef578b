import { apis } from '../../src/http/apis.ts'
import { contractName } from './contract.ts'
import { unasked } from './unasked.ts'

const namesOf = (isServed: boolean): readonly string[] =>
  apis(unasked).flatMap(({ name, operations, handlers }) =>
    Object.keys(operations)
      .filter((operation) => Object.hasOwn(handlers, operation) === isServed)
      .map((operation) => contractName(name, operation)),
  )

/** The names in `contractOperations` of all operations that have a handler, and of all that have none. */
export const served = namesOf(true)
export const unserved = namesOf(false)
