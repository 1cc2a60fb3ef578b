// How service principals stand in addresses: by their name, and by the id of their project where they are of one.
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

/** What the address of its workload identity providers says of it. */
export const workloadIdentitySearch = ({ name, project_id: projectId }: ServicePrincipal): URLSearchParams =>
  new URLSearchParams({ of: name, ...inProject(projectId) })

/** What it is of, by the name that policies have: `project/ID`. */
export const homeResource = (resourceName: string): string => resourceName.split('/').slice(1, 3).join('/')

export interface Found {
  readonly place: Place
  readonly principal: ServicePrincipal
}

/** Those of the organization and of its projects, where somebody may see them. */
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
