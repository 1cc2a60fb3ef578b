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
 * Answers or throws by the path parameters alone: whoever may not do what they ask for shall not have a body parsed. The
 * use case decides all the same: what is asked here is the least that any change needs, in the words of the use case.
 */
export function permissionGate(
  { handlers, searches, ofOneself, changes }: Api,
  operation: string,
  entry: OperationEntry,
) {
  const isServed = Object.hasOwn(handlers, operation)
  // An operation that nobody serves yet tells strangers to a project no more than the others do.
  const isForSeers = !isServed || searches.includes(operation) || ofOneself.includes(operation)
  // Fastify reads no body of a GET, and some of those are for who has a role in any project.
  const asks = entry.method !== 'GET' || !isServed
  const placeOf = asks ? placeIn(entry) : () => undefined
  const organizationOf = asks && !isForSeers ? organizationIn(entry) : () => undefined
  return (params: Params, context: Context): void => {
    const place = placeOf(params)
    const organizationId = place ? undefined : organizationOf(params)
    if (place && isForSeers) authorize(context, 'registry.get', place)
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

/** For a resource name of a kind that the documents do not tell, as it stands under the wildcard. */
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

// `/projects/{id}` alone is a project that is looked for: whether there is one is for its use case to say.
const LOCATION = /\/organizations\/\{([^}]+)\}\/projects\/\{([^}]+)\}/

/** Makes the reader of the project that a path says, whatever the operation calls the parameters for it, once, at start. */
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

/** The same of an organization, for what is in no project of it. */
function organizationIn({ path, resourceName }: OperationEntry): (params: Params) => string | undefined {
  if (resourceName) {
    const { parameter } = resourceName
    return (params) => organizationIdIn(params[parameter] ?? '')
  }
  const [, organization] = ORGANIZATION.exec(path) ?? []
  return organization === undefined ? () => undefined : ({ [organization]: organizationId }) => organizationId
}
