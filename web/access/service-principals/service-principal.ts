// Addresses name a service principal by its name, and by the id of its project if it belongs to one.
import type { Operations } from '../../../src/client/apis.ts'
import type { Answer } from '../../../src/client/client.ts'
import type { Access, Place } from '../../asking/use-access.ts'
import { useAnswers } from '../../asking/use-answers.ts'

export type ServicePrincipal = NonNullable<
  Answer<Operations['ServicePrincipalsService_GetServicePrincipal']>['service_principal']
>

const inProject = (projectId: string) => (projectId === '' ? {} : { project: projectId })

export const servicePrincipalPath = ({ name, project_id: projectId }: ServicePrincipal): string => {
  const search = new URLSearchParams(inProject(projectId)).toString()
  return `/access/service-principals/${encodeURIComponent(name)}${search === '' ? '' : `?${search}`}`
}

/** The query of the address that shows a service principal's workload identity providers. */
export const workloadIdentitySearch = ({ name, project_id: projectId }: ServicePrincipal): URLSearchParams =>
  new URLSearchParams({ of: name, ...inProject(projectId) })

/** The resource that a service principal belongs to, by its name in policies: `project/ID`. */
export const homeResource = (resourceName: string): string => resourceName.split('/').slice(1, 3).join('/')

export interface Found {
  readonly place: Place
  readonly principal: ServicePrincipal
}

/** The service principals of the organization and of its projects, where the user may see them. */
export function useServicePrincipals(access: Access) {
  const places = access.places.filter(({ resourceName }) => access.on(resourceName)('iam.service-principals.get'))
  const requests = places.map(({ resourceName }) => ({ params: { parent_resource_name: resourceName } }))
  const answers = useAnswers('ServicePrincipalsService_ListServicePrincipals', requests)
  const data = answers.data?.flatMap(({ service_principals: principals }, index) => {
    const place = places[index]
    return place ? principals.map((principal): Found => ({ place, principal })) : []
  })
  return { ...answers, data }
}
