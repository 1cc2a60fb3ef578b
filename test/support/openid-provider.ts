// A real OpenID Connect provider on loopback (oidc-provider), over HTTPS with an authority of its own, whose users a test defines. Signing
// in there takes only the name of a user.
import type { TestContext } from 'node:test'
import { lookup } from 'node:dns'
import Provider from 'oidc-provider'
import type { SignInProvider } from '../../src/auth/provider-sign-in/sign-in-provider.ts'
import { type Ask, outboundClient } from '../../src/machine/outbound/outbound-client.ts'
import { httpsServer } from './https-server.ts'

export interface TestProvider {
  readonly issuer: string
  /** PEM of the authority that signed its certificate. */
  readonly authority: string
  /** The claims of each user by subject, as the userinfo endpoint returns them. */
  readonly people: Map<string, Readonly<Record<string, unknown>>>
  /** The claims of each user in the ID token. */
  readonly inIdToken: Map<string, Readonly<Record<string, unknown>>>
  /** The client by which servers call it. */
  readonly ask: Ask
  /** Allows a redirect URI. */
  readonly allow: (redirectUri: string) => void
  readonly settings: (given?: Partial<SignInProvider>) => SignInProvider
}

const CLIENT = { client_id: 'assay', client_secret: 'a secret of both' }

export async function openidProvider(test: Pick<TestContext, 'after'>): Promise<TestProvider> {
  const people: TestProvider['people'] = new Map()
  const inIdToken: TestProvider['inIdToken'] = new Map()
  const redirectUris: string[] = []
  const serving: { answer?: ReturnType<Provider['callback']> } = {}
  const { port, authority } = await httpsServer(test, ['localhost'], (request, response) => {
    void serving.answer?.(request, response)
  })
  const issuer = `https://localhost:${port}`
  const provider = new Provider(issuer, {
    clients: [
      { ...CLIENT, redirect_uris: ['https://unused.example/'], token_endpoint_auth_method: 'client_secret_basic' },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    findAccount: (_context, subject) => ({
      accountId: subject,
      claims: (use) => ({ sub: subject, ...(use === 'id_token' ? inIdToken : people).get(subject) }),
    }),
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ['of this test'] },
    features: { devInteractions: { enabled: true } },
  })
  // The registry's port is unknown until it serves.
  provider.Client.prototype.redirectUriAllowed = (uri: string) => redirectUris.includes(uri)
  serving.answer = provider.callback()
  return {
    issuer,
    authority,
    people,
    inIdToken,
    ask: outboundClient({ allowed: ['localhost'], authorities: [authority], lookup }),
    allow: (redirectUri) => {
      redirectUris.push(redirectUri)
    },
    settings: (given = {}) => ({
      name: 'company',
      displayName: 'The Company',
      issuer,
      clientId: CLIENT.client_id,
      clientSecret: CLIENT.client_secret,
      scopes: ['openid', 'email', 'profile', 'groups'],
      groupsClaim: 'groups',
      groups: new Map(),
      createPeople: true,
      trustEmails: false,
      allowedDomains: null,
      ...given,
    }),
  }
}
