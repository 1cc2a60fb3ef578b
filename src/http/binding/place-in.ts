// The project that a path says, whatever the operation calls the parameters for it.
import type { OperationEntry } from '../../contract/operation.ts'
import { projectIdIn } from '../../contract/resource-name.ts'
import type { Place } from '../../domain/location.ts'

type Params = Readonly<Record<string, string>>

// `/projects/{id}` alone is a project that is looked for: whether there is one is for its use case to say.
const LOCATION = /\/organizations\/\{([^}]+)\}\/projects\/\{([^}]+)\}/

/** Makes the reader of the project in an operation's path parameters, once, at start. */
export function placeIn({ path, resourceName }: OperationEntry): (params: Params) => Place | undefined {
  if (resourceName) {
    const { parameter } = resourceName
    return (params) => {
      const projectId = projectIdIn(params[parameter] ?? '')
      return projectId === undefined ? undefined : { organizationId: null, projectId }
    }
  }
  const [, organization, project] = LOCATION.exec(path) ?? []
  if (organization === undefined || project === undefined) return () => undefined
  return ({ [organization]: organizationId, [project]: projectId }) =>
    organizationId === undefined || projectId === undefined ? undefined : { organizationId, projectId }
}
