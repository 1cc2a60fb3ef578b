// Service principals and their keys, under the three forms of paths that clients use: by resource name, and by organization with
// or without a project.
import type { Operations, Schemas } from '../../../contract/generated/iam-2019-12-10.ts'
import type { Outgoing } from '../../../contract/operation.ts'
import type { Context } from '../../../domain/context.ts'
import { fail, notFound } from '../../../domain/errors.ts'
import type { Home } from '../../../domain/location.ts'
import type { Principal, ServicePrincipalKey } from '../../../domain/principal/principal.ts'
import { createServicePrincipal } from '../../../domain/principal/service-principal/create-service-principal.ts'
import {
  createServicePrincipalKey,
  type KeyMaking,
} from '../../../domain/principal/service-principal/create-service-principal-key.ts'
import { deleteServicePrincipal } from '../../../domain/principal/service-principal/delete-service-principal.ts'
import { deleteServicePrincipalKey } from '../../../domain/principal/service-principal/delete-service-principal-key.ts'
import { findKeyHolder } from '../../../domain/principal/service-principal/find-key-holder.ts'
import {
  getServicePrincipal,
  listServicePrincipals,
} from '../../../domain/principal/service-principal/get-service-principal.ts'
import type { ServicePrincipalRef } from '../../../domain/principal/service-principal/service-principal.ts'
import type { Handlers } from '../../binding/handler.ts'
import { onlyPage } from '../../wire/paging.ts'
import { homeNamed, resourceNameOf, segmentsOf, servicePrincipalNamed } from './resource-names.ts'

/** The rules for new keys. Without `keep`, because the credentials made for a client are stored nowhere but in the response. */
export type KeyRules = Omit<KeyMaking, 'keep'>

export const servicePrincipalOut = (
  principal: Principal,
): Outgoing<Schemas['hashicorp.cloud.iam.ServicePrincipal']> => ({
  id: principal.id,
  name: principal.name,
  organization_id: principal.organizationId,
  project_id: principal.projectId ?? '',
  resource_name: resourceNameOf(principal),
  managed_by: '',
  created_at: principal.createdAt,
})

const keyOut = (
  principal: Principal,
  { clientId, createdAt }: Pick<ServicePrincipalKey, 'clientId' | 'createdAt'>,
): Outgoing<Schemas['hashicorp.cloud.iam.ServicePrincipal.Key']> => ({
  resource_name: `${resourceNameOf(principal)}/key/${clientId}`,
  client_id: clientId,
  state: 'ACTIVE',
  created_at: createdAt,
})

const inProject = (params: { readonly organization_id: string; readonly project_id: string }): Home => ({
  organizationId: params.organization_id,
  projectId: params.project_id,
})
const inOrganization = (params: { readonly organization_id: string }): Home => ({
  organizationId: params.organization_id,
  projectId: null,
})
const create = async (context: Context, home: Home, { name = '' }: { readonly name?: string }) => ({
  service_principal: servicePrincipalOut(await createServicePrincipal(context, { home, name })),
})
const list = async (context: Context, home: Home) => ({
  service_principals: (await listServicePrincipals(context, home)).map(servicePrincipalOut),
  pagination: onlyPage,
})
async function get(context: Context, ref: ServicePrincipalRef) {
  const { principal, keys } = await getServicePrincipal(context, ref)
  return { service_principal: servicePrincipalOut(principal), keys: keys.map((key) => keyOut(principal, key)) }
}
async function remove(context: Context, ref: ServicePrincipalRef) {
  await deleteServicePrincipal(context, ref)
  return {}
}
async function removeKey(context: Context, ref: ServicePrincipalRef, clientId: string) {
  await deleteServicePrincipalKey(context, { ...ref, clientId })
  return {}
}
/** The principal that has the key, for paths that name only the key. */
const holderOf = async (context: Context, home: Home, clientId: string): Promise<ServicePrincipalRef> => ({
  home,
  id: (await findKeyHolder(context, { home, clientId })) ?? fail(notFound('service principal key', clientId)),
})

export function servicePrincipalHandlers(rules: KeyRules) {
  const createKey = async (context: Context, ref: ServicePrincipalRef) => {
    const made = await createServicePrincipalKey(context, ref, { ...rules, keep: async () => undefined })
    return { key: keyOut(made.principal, made.key), client_secret: made.clientSecret }
  }
  return {
    ServicePrincipalsService_CreateServicePrincipal: async ({ params, body }, context) =>
      create(context, await homeNamed(context, params.parent_resource_name), body),
    ServicePrincipalsService_CreateServicePrincipal2: async ({ params, body }, context) =>
      create(context, await homeNamed(context, params.parent_resource_name_1), body),
    ServicePrincipalsService_CreateProjectServicePrincipal: ({ params, body }, context) =>
      create(context, inProject(params), body),
    ServicePrincipalsService_CreateOrganizationServicePrincipal: ({ params, body }, context) =>
      create(context, inOrganization(params), body),

    ServicePrincipalsService_ListServicePrincipals: async ({ params }, context) =>
      list(context, await homeNamed(context, params.parent_resource_name)),
    ServicePrincipalsService_ListServicePrincipals2: async ({ params }, context) =>
      list(context, await homeNamed(context, params.parent_resource_name_1)),
    ServicePrincipalsService_ListProjectServicePrincipals: ({ params }, context) => list(context, inProject(params)),
    ServicePrincipalsService_ListOrganizationServicePrincipals: ({ params }, context) =>
      list(context, inOrganization(params)),

    ServicePrincipalsService_GetServicePrincipal: async ({ params }, context) =>
      get(context, await servicePrincipalNamed(context, params.resource_name)),
    ServicePrincipalsService_GetServicePrincipal2: async ({ params }, context) =>
      get(context, await servicePrincipalNamed(context, params.resource_name_1)),
    ServicePrincipalsService_GetProjectServicePrincipal: async ({ params }, context) => ({
      ...(await get(context, { home: inProject(params), id: params.principal_id })),
      project_id: params.project_id,
    }),
    ServicePrincipalsService_GetOrganizationServicePrincipal: ({ params }, context) =>
      get(context, { home: inOrganization(params), id: params.principal_id }),

    ServicePrincipalsService_DeleteServicePrincipal: async ({ params }, context) =>
      remove(context, await servicePrincipalNamed(context, params.resource_name)),
    ServicePrincipalsService_DeleteServicePrincipal2: async ({ params }, context) =>
      remove(context, await servicePrincipalNamed(context, params.resource_name_1)),
    ServicePrincipalsService_DeleteProjectServicePrincipal: ({ params }, context) =>
      remove(context, { home: inProject(params), id: params.principal_id }),
    ServicePrincipalsService_DeleteOrganizationServicePrincipal: ({ params }, context) =>
      remove(context, { home: inOrganization(params), id: params.principal_id }),

    ServicePrincipalsService_CreateServicePrincipalKey: async ({ params }, context) =>
      createKey(context, await servicePrincipalNamed(context, params.parent_resource_name)),
    ServicePrincipalsService_CreateServicePrincipalKey2: async ({ params }, context) =>
      createKey(context, await servicePrincipalNamed(context, params.parent_resource_name_1)),
    ServicePrincipalsService_CreateProjectServicePrincipalKey: ({ params, body }, context) =>
      createKey(context, { home: inProject(params), id: body.principal_id ?? '' }),
    ServicePrincipalsService_CreateOrganizationServicePrincipalKey: ({ params, body }, context) =>
      createKey(context, { home: inOrganization(params), id: body.principal_id ?? '' }),

    ServicePrincipalsService_DeleteServicePrincipalKey: async ({ params: { resource_name_2: name } }, context) =>
      removeKey(context, await servicePrincipalNamed(context, name), segmentsOf(name).last),
    ServicePrincipalsService_DeleteServicePrincipalKey2: async ({ params: { resource_name_3: name } }, context) =>
      removeKey(context, await servicePrincipalNamed(context, name), segmentsOf(name).last),
    ServicePrincipalsService_DeleteProjectServicePrincipalKey: async ({ params }, context) =>
      removeKey(context, await holderOf(context, inProject(params), params.client_id), params.client_id),
    ServicePrincipalsService_DeleteOrganizationServicePrincipalKey: async ({ params }, context) =>
      removeKey(context, await holderOf(context, inOrganization(params), params.client_id), params.client_id),
  } satisfies Partial<Handlers<Operations, keyof Operations>>
}
