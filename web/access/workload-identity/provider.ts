import type { Operations } from '../../../src/client/apis.ts'
import type { Answer } from '../../../src/client/client.ts'

export type Provider = Answer<Operations['ServicePrincipalsService_ListWorkloadIdentityProvider']>['providers'][number]

export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com'

/** The last part of its resource name: it never changes. */
export const providerName = ({ resource_name: name }: Provider): string => name.slice(name.lastIndexOf('/') + 1)

/** What can be said of a provider, as a form has it. */
export interface ProviderForm {
  readonly name: string
  readonly kind: 'oidc' | 'aws'
  readonly issuer: string
  readonly audiences: readonly string[]
  readonly accountId: string
  readonly condition: string
  readonly description: string
}

/** Most are made for GitHub Actions: so far it is filled in. */
export const newProvider: ProviderForm = {
  name: '',
  kind: 'oidc',
  issuer: GITHUB_ISSUER,
  // Tokens are meant for it alone then, and the action of action.yml asks for such.
  audiences: [],
  accountId: '',
  condition: '',
  description: '',
}

export const formOf = (provider: Provider): ProviderForm => ({
  name: providerName(provider),
  kind: provider.aws_config ? 'aws' : 'oidc',
  issuer: provider.oidc_config?.issuer_uri ?? '',
  audiences: provider.oidc_config?.allowed_audiences ?? [],
  accountId: provider.aws_config?.account_id ?? '',
  condition: provider.conditional_access,
  description: provider.description,
})

/** As the operations take it: what is not of its kind is left out. */
export const bodyOf = ({ kind, issuer, audiences, accountId, condition, description }: ProviderForm) => ({
  description,
  conditional_access: condition,
  ...(kind === 'aws'
    ? { aws_config: { account_id: accountId } }
    : { oidc_config: { issuer_uri: issuer, allowed_audiences: audiences } }),
})
