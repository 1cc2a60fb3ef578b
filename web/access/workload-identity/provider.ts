import type { Operations } from '../../../src/client/apis.ts'
import type { Answer } from '../../../src/client/client.ts'

export type Provider = Answer<Operations['ServicePrincipalsService_ListWorkloadIdentityProvider']>['providers'][number]

export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com'

/** The last part of the resource name, which never changes. */
export const providerName = ({ resource_name: name }: Provider): string => name.slice(name.lastIndexOf('/') + 1)

/** The fields of a provider in a form. */
export interface ProviderForm {
  readonly name: string
  readonly kind: 'oidc' | 'aws'
  readonly issuer: string
  readonly audiences: readonly string[]
  readonly accountId: string
  readonly condition: string
  readonly description: string
}

/** Most providers are for GitHub Actions, so the form is prefilled for it. */
export const newProvider: ProviderForm = {
  name: '',
  kind: 'oidc',
  issuer: GITHUB_ISSUER,
  // Without audiences a token must be issued for this provider alone, as the action of action.yml requests it.
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

/** The body as the operations take it, without the fields of the other kind. */
export const bodyOf = ({ kind, issuer, audiences, accountId, condition, description }: ProviderForm) => ({
  description,
  conditional_access: condition,
  ...(kind === 'aws'
    ? { aws_config: { account_id: accountId } }
    : { oidc_config: { issuer_uri: issuer, allowed_audiences: audiences } }),
})
