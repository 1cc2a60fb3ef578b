// iam 2019-12-10, as much of it as tells a client who it is.
import type { WorkloadIdentities } from '../../../auth/workload/workload-identities.ts'
import type { Operations, Schemas } from '../../../contract/generated/iam-2019-12-10.ts'
import type { Outgoing } from '../../../contract/operation.ts'
import { getCallerIdentity } from '../../../domain/principal/get-caller-identity.ts'
import type { Principal } from '../../../domain/principal/principal.ts'
import type { Api } from '../../binding/api.ts'
import type { Handlers } from '../../binding/handler.ts'
import { tokenExchangeHandlers } from './token-exchange.ts'
import { workloadIdentityProviderHandlers } from './workload-identity-providers.ts'

const servicePrincipalOut = (principal: Principal): Outgoing<Schemas['hashicorp.cloud.iam.ServicePrincipal']> => ({
  id: principal.id,
  name: principal.name,
  organization_id: principal.organizationId,
  project_id: principal.projectId ?? '',
  resource_name:
    principal.projectId === null
      ? `iam/organization/${principal.organizationId}/service-principal/${principal.name}`
      : `iam/project/${principal.projectId}/service-principal/${principal.name}`,
  managed_by: '',
  created_at: principal.createdAt,
})

const callerHandlers = {
  async IamService_GetCallerIdentity(_request, context) {
    const principal = await getCallerIdentity(context)
    return {
      principal: {
        id: principal.id,
        type: 'PRINCIPAL_TYPE_SERVICE',
        service: servicePrincipalOut(principal),
        user: null,
        group: null,
        group_ids: [],
      },
    }
  },
} satisfies Handlers<Operations, 'IamService_GetCallerIdentity'>

export const iam = ({ exchange, requireStatement }: WorkloadIdentities) =>
  ({
    handlers: {
      ...callerHandlers,
      ...workloadIdentityProviderHandlers(requireStatement),
      ...tokenExchangeHandlers(exchange),
    },
    // A workload sends the token of its platform there, and has none of ours (hashicorp/hcp-sdk-go auth/workload).
    withoutToken: ['ServicePrincipalsService_ExchangeWorkloadIdentityToken'],
  }) as const satisfies Partial<Api<keyof Operations>>
