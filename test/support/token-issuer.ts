import type { TestContext } from 'node:test'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'
import { httpsServer } from './https-server.ts'

export interface TokenIssuer {
  readonly url: string
  readonly port: number
  /** PEM of the authority that signed its certificate. */
  readonly authority: string
  /** How often each path was requested. */
  readonly asked: ReadonlyMap<string, number>
  /** Signs a token with the newest key, valid for five minutes from `now` unless the claims say otherwise. */
  readonly sign: (claims: JWTPayload, now?: Date) => Promise<string>
  /** Creates a new key, which signs from now on; earlier keys are no longer published. */
  readonly rotate: (algorithm?: string) => Promise<void>
  /** Sets the response at a path from now on, instead of what the issuer publishes; null restores that. */
  readonly answer: (path: string, answer: { readonly status: number; readonly body: string } | null) => void
  readonly published: () => readonly JWK[]
}

export const DISCOVERY = '/.well-known/openid-configuration'
export const KEYS = '/keys'

/** An OpenID Connect issuer on loopback, named localhost, that closes when the test ends. */
export async function tokenIssuer(test: Pick<TestContext, 'after'>): Promise<TokenIssuer> {
  const asked = new Map<string, number>()
  const answers = new Map<string, { readonly status: number; readonly body: string }>()
  let current: { readonly key: CryptoKey; readonly jwk: JWK & { readonly kid: string; readonly alg: string } }
  let count = 0
  const rotate = async (algorithm = 'RS256') => {
    const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true })
    count += 1
    current = {
      key: privateKey,
      jwk: { ...(await exportJWK(publicKey)), kid: `key-${count}`, alg: algorithm, use: 'sig' },
    }
  }
  await rotate()
  const { port, authority } = await httpsServer(test, ['localhost'], (request, response) => {
    const path = request.url ?? ''
    asked.set(path, (asked.get(path) ?? 0) + 1)
    const documents = new Map<string, object>([
      [DISCOVERY, { issuer: url, jwks_uri: `${url}${KEYS}` }],
      [KEYS, { keys: [current.jwk] }],
    ])
    const document = documents.get(path)
    const { status, body } = answers.get(path) ?? {
      status: document === undefined ? 404 : 200,
      body: JSON.stringify(document ?? {}),
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  const url = `https://localhost:${port}`
  return {
    url,
    port,
    authority,
    asked,
    sign: async (claims, now = new Date()) => {
      const seconds = Math.floor(now.getTime() / 1000)
      return new SignJWT({ iss: url, iat: seconds, exp: seconds + 300, ...claims })
        .setProtectedHeader({ alg: current.jwk.alg, kid: current.jwk.kid })
        .sign(current.key)
    },
    rotate,
    answer: (path, answer) => {
      if (answer === null) answers.delete(path)
      else answers.set(path, answer)
    },
    published: () => [current.jwk],
  }
}
