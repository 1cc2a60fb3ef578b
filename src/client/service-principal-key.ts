import type { Access } from './access.ts'
import { askToken, BY_FORM, timedToken, tokenAccess, type TokenEndpoint } from './token-access.ts'

export interface ServicePrincipalKey {
  readonly clientId: string
  readonly clientSecret: string
}

const AUDIENCE = 'https://api.hashicorp.cloud'

/** Authenticates with a key of a service principal. An access token is requested when one is needed, once for all waiting calls. */
export function servicePrincipalKey({ clientId, clientSecret }: ServicePrincipalKey, endpoint: TokenEndpoint): Access {
  // RFC 6749, 2.3.1: each half encoded as in a form before they are joined.
  const authorization = `Basic ${btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)}`
  const body = new URLSearchParams({ grant_type: 'client_credentials', audience: AUDIENCE }).toString()
  const request = { path: '/oauth2/token', headers: { ...BY_FORM, authorization }, body, repeatable: true }
  return tokenAccess(async () => timedToken(await askToken(endpoint, request)))
}
