import type { Operations, Schemas } from '../../../contract/generated/iam-2019-12-10.ts'
import type { Incoming, Outgoing } from '../../../contract/operation.ts'
import { invalidArgument } from '../../../domain/errors.ts'
import { createWorkloadIdentityProvider } from '../../../domain/principal/workload/create-workload-identity-provider.ts'
import { deleteWorkloadIdentityProvider } from '../../../domain/principal/workload/delete-workload-identity-provider.ts'
import {
  getWorkloadIdentityProvider,
  listWorkloadIdentityProviders,
} from '../../../domain/principal/workload/get-workload-identity-provider.ts'
import { updateWorkloadIdentityProvider } from '../../../domain/principal/workload/update-workload-identity-provider.ts'
import type {
  RequireStatement,
  Trust,
  WorkloadIdentityProvider,
  WorkloadIdentityTerms,
} from '../../../domain/principal/workload/workload.ts'
import type { Handlers } from '../../binding/handler.ts'
import { onlyPage } from '../../wire/paging.ts'
import { changesByMask } from '../../wire/update-mask.ts'
import { providerNamed, servicePrincipalNamed } from './resource-names.ts'

type Wire = Schemas['hashicorp.cloud.iam.WorkloadIdentityProvider']

const OF_PROVIDER = '/workload-identity-provider/'

const providerOut = (
  { id, name, description, conditionalAccess, trust, createdAt, updatedAt }: WorkloadIdentityProvider,
  principalName: string,
): Outgoing<Wire> => ({
  resource_id: id,
  resource_name: principalName + OF_PROVIDER + name,
  description,
  conditional_access: conditionalAccess,
  aws_config: trust.kind === 'aws' ? { account_id: trust.accountId } : null,
  oidc_config: trust.kind === 'oidc' ? { issuer_uri: trust.issuer, allowed_audiences: trust.audiences } : null,
  system_managed: false,
  created_at: createdAt,
  updated_at: updatedAt,
})

type Configs = Pick<Incoming<Wire>, 'aws_config' | 'oidc_config'>

function trustIn({ aws_config: aws, oidc_config: oidc }: Configs): Trust {
  if ((aws === undefined) === (oidc === undefined))
    throw invalidArgument('provider', 'must have an oidc_config or an aws_config, and not both')
  if (aws !== undefined) return { kind: 'aws', accountId: aws.account_id ?? '' }
  return { kind: 'oidc', issuer: oidc?.issuer_uri ?? '', audiences: oidc?.allowed_audiences ?? [] }
}

const principalNameOf = (providerName: string) => providerName.slice(0, providerName.lastIndexOf(OF_PROVIDER))

type Body = Incoming<Operations['ServicePrincipalsService_UpdateWorkloadIdentityProvider']['body']>

/**
 * Terraform sends no mask and all fields that can be changed, except empty ones (hashicorp/terraform-provider-hcp
 * internal/provider/iam/resource_workload_identity_provider.go).
 */
function changesIn(mask: string | undefined, body: Body): Partial<WorkloadIdentityTerms> {
  const { description = '', conditional_access: conditionalAccess = '' } = body
  const trust = body.aws_config ?? body.oidc_config
  if (mask === undefined) return { description, conditionalAccess, ...(trust ? { trust: trustIn(body) } : {}) }
  const config = {
    get trust() {
      return trustIn(body)
    },
  }
  return changesByMask<Partial<WorkloadIdentityTerms>>(mask, {
    description: { description },
    conditionalAccess: { conditionalAccess },
    awsConfig: config,
    oidcConfig: config,
  })
}

export const workloadIdentityProviderHandlers = (requireStatement: RequireStatement) =>
  ({
    async ServicePrincipalsService_CreateWorkloadIdentityProvider({ params, body }, context) {
      const { parent_resource_name: principalName } = params
      const { name = '', provider = {} } = body
      const { description = '', conditional_access: conditionalAccess = '' } = provider
      const servicePrincipal = await servicePrincipalNamed(context, principalName)
      const terms = { description, conditionalAccess, trust: trustIn(provider) }
      const creation = { servicePrincipal, name, terms }
      return {
        provider: providerOut(
          await createWorkloadIdentityProvider(context, creation, { requireStatement }),
          principalName,
        ),
      }
    },
    async ServicePrincipalsService_ListWorkloadIdentityProvider({ params }, context) {
      const { parent_resource_name: principalName } = params
      const found = await listWorkloadIdentityProviders(context, await servicePrincipalNamed(context, principalName))
      return { providers: found.map((provider) => providerOut(provider, principalName)), pagination: onlyPage }
    },
    async ServicePrincipalsService_GetWorkloadIdentityProvider({ params: { resource_name_2: name } }, context) {
      const provider = await getWorkloadIdentityProvider(context, await providerNamed(context, name))
      return { provider: providerOut(provider, principalNameOf(name)) }
    },
    async ServicePrincipalsService_UpdateWorkloadIdentityProvider({ params, query, body }, context) {
      const name = params['provider.resource_name']
      const update = { ...(await providerNamed(context, name)), changes: changesIn(query.update_mask, body) }
      const provider = await updateWorkloadIdentityProvider(context, update, { requireStatement })
      return { provider: providerOut(provider, principalNameOf(name)) }
    },
    async ServicePrincipalsService_DeleteWorkloadIdentityProvider({ params: { resource_name_4: name } }, context) {
      const { id } = await deleteWorkloadIdentityProvider(context, await providerNamed(context, name))
      return { resource_id: id, resource_name: name }
    },
  }) satisfies Handlers<
    Operations,
    | 'ServicePrincipalsService_CreateWorkloadIdentityProvider'
    | 'ServicePrincipalsService_ListWorkloadIdentityProvider'
    | 'ServicePrincipalsService_GetWorkloadIdentityProvider'
    | 'ServicePrincipalsService_UpdateWorkloadIdentityProvider'
    | 'ServicePrincipalsService_DeleteWorkloadIdentityProvider'
  >
