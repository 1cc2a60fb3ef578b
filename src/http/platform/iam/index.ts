// iam 2019-12-10: the principals of an organization. What they may do is set by the policies of resource-manager.
import type { RandomTokens } from '../../../auth/sessions/sessions.ts'
import type { WorkloadIdentities } from '../../../auth/workload/workload-identities.ts'
import type { Operations } from '../../../contract/generated/iam-2019-12-10.ts'
import type { Api } from '../../binding/api.ts'
import { groupHandlers } from './groups.ts'
import { invitationHandlers } from './invitations.ts'
import { principalHandlers } from './principals.ts'
import { type KeyRules, servicePrincipalHandlers } from './service-principals.ts'
import { tokenExchangeHandlers } from './token-exchange.ts'
import { userHandlers } from './users.ts'
import { workloadIdentityProviderHandlers } from './workload-identity-providers.ts'

export const iam = (keys: KeyRules, { exchange, requireStatement }: WorkloadIdentities, invitations: RandomTokens) =>
  ({
    handlers: {
      ...principalHandlers,
      ...userHandlers,
      ...invitationHandlers(invitations),
      ...groupHandlers,
      ...servicePrincipalHandlers(keys),
      ...workloadIdentityProviderHandlers(requireStatement),
      ...tokenExchangeHandlers(exchange),
    },
    searches: [
      'IamService_SearchPrincipals',
      'IamService_GetUserPrincipalsByIDsInOrganization',
      'IamService_ListUserPrincipalsForOrganizationByEmail',
    ],
    // A workload sends the token of its own platform there, and has none of ours yet (hashicorp/hcp-sdk-go auth/workload).
    withoutToken: ['ServicePrincipalsService_ExchangeWorkloadIdentityToken'],
  }) as const satisfies Partial<Api<keyof Operations>>
