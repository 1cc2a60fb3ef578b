import type { Access } from './access.ts'
import { askToken, BY_FORM, timedToken, tokenAccess, type TokenEndpoint } from './token-access.ts'

export interface ServicePrincipalKey {
  readonly clientId: string
  readonly clientSecret: string
}

const AUDIENCE = 'https://api.hashicorp.cloud'

/** A key of a service principal: an access token for it is asked for when one is needed, once for all who wait. */
export function servicePrincipalKey({ clientId, clientSecret }: ServicePrincipalKey, endpoint: TokenEndpoint): Access {
  // RFC 6749, 2.3.1: each half encoded as in a form before they are joined.
  const authorization = `Basic ${btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)}`
  const body = new URLSearchParams({ grant_type: 'client_credentials', audience: AUDIENCE }).toString()
  const request = { path: '/oauth2/token', headers: { ...BY_FORM, authorization }, body, repeatable: true }
  return tokenAccess(async () => timedToken(await askToken(endpoint, request)))
}
