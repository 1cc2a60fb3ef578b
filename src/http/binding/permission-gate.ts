import type { OperationEntry } from '../../contract/operation.ts'
import { organizationIdIn, projectIdIn } from '../../contract/resource-name.ts'
import { authorize, authorizeSomeChange, authorizeSomeChangeIn } from '../../domain/authorize.ts'
import type { Context } from '../../domain/context.ts'
import { invalidArgument, shown, unimplemented } from '../../domain/errors.ts'
import type { Place } from '../../domain/location.ts'
import { readText } from '../wire/read-message.ts'
import type { Api } from './api.ts'
import type { Params } from './routes.ts'

/**
 * Makes an operation's gate, which decides by the path parameters alone, so that no body is parsed for a caller who lacks the
 * permission. The use case still decides: the gate checks the least that any change needs, and refuses in the same words.
 */
export function permissionGate(
  { handlers, searches, ofOneself, changes }: Api,
  operation: string,
  entry: OperationEntry,
) {
  const isServed = Object.hasOwn(handlers, operation)
  // An unserved operation, like all others, tells a caller nothing about a project that the caller may not see.
  const needsOnlyView = !isServed || searches.includes(operation) || ofOneself.includes(operation)
  // Fastify reads no body of a GET request, and some GET operations are open to callers with a role in any project.
  const isChecked = entry.method !== 'GET' || !isServed
  const placeOf = isChecked ? placeIn(entry) : () => undefined
  const organizationOf = isChecked && !needsOnlyView ? organizationIn(entry) : () => undefined
  return (params: Params, context: Context): void => {
    const place = placeOf(params)
    const organizationId = place ? undefined : organizationOf(params)
    if (place && needsOnlyView) authorize(context, 'registry.get', place)
    else if (place) authorizeSomeChange(context, place, changes[operation])
    else if (organizationId !== undefined) authorizeSomeChangeIn(context, organizationId)
    if (!isServed) throw unimplemented(operation)
  }
}

const placeOfName = (name: string): Place | undefined => {
  const projectId = projectIdIn(name)
  return projectId === undefined ? undefined : { organizationId: null, projectId }
}

const unknownName = ({ '*': rest = '' }: Params) => readText(rest, 'resource_name')

/** The project in a resource name, taken from the wildcard, of a kind that the API documents do not define. */
export const unknownPlace = (params: Params): Place | undefined => placeOfName(unknownName(params))

export function unknownNameGate(params: Params, context: Context): never {
  throw unimplemented(`the resource name "${shown(permittedName(params, context))}"`)
}

export function slashedNameGate(params: Params, context: Context): never {
  const name = permittedName(params, context)
  throw invalidArgument('resource_name', `"${shown(name)}" has a slash in the name at its end, where none may be`)
}

function permittedName(params: Params, context: Context): string {
  const name = unknownName(params)
  const place = placeOfName(name)
  if (place) authorize(context, 'registry.get', place)
  return name
}

// Not `/projects/{id}` alone: there the project itself is looked up, and its use case decides whether it exists.
const LOCATION = /\/organizations\/\{([^}]+)\}\/projects\/\{([^}]+)\}/

/** Makes the function that reads the project from a path, whatever its parameters are called. Called once, at startup. */
export function placeIn({ path, resourceName }: OperationEntry): (params: Params) => Place | undefined {
  if (resourceName) {
    const { parameter } = resourceName
    return (params) => placeOfName(params[parameter] ?? '')
  }
  const [, organization, project] = LOCATION.exec(path) ?? []
  if (organization === undefined || project === undefined) return () => undefined
  return ({ [organization]: organizationId, [project]: projectId }) =>
    organizationId === undefined || projectId === undefined ? undefined : { organizationId, projectId }
}

const ORGANIZATION = /\/organizations\/\{([^}]+)\}/

/** The same for the organization, for paths that name no project. */
function organizationIn({ path, resourceName }: OperationEntry): (params: Params) => string | undefined {
  if (resourceName) {
    const { parameter } = resourceName
    return (params) => organizationIdIn(params[parameter] ?? '')
  }
  const [, organization] = ORGANIZATION.exec(path) ?? []
  return organization === undefined ? () => undefined : ({ [organization]: organizationId }) => organizationId
}
