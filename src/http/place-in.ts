// The project that a path says, whatever the operation calls the parameters for it.
import type { OperationEntry } from '../contract/operation.ts'
import { projectIdIn } from '../contract/resource-name.ts'
import type { Place } from '../domain/location.ts'

type Params = Readonly<Record<string, string>>

const PROJECT = /\/projects\/\{([^}]+)\}/
const ORGANIZATION = /\/organizations\/\{([^}]+)\}/

/** Makes the reader of the project in an operation's path parameters, once, at start. */
export function placeIn({ path, resourceName }: OperationEntry): (params: Params) => Place | undefined {
  const project = PROJECT.exec(path)?.[1]
  const organization = ORGANIZATION.exec(path)?.[1]
  return (params) => {
    const projectId =
      project !== undefined ? params[project] : resourceName && projectIdIn(params[resourceName.parameter] ?? '')
    if (projectId === undefined) return undefined
    return { organizationId: organization === undefined ? null : (params[organization] ?? null), projectId }
  }
}
