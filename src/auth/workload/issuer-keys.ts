// The keys with which issuers sign, as they publish them (OpenID Connect Discovery 1.0, RFC 7517). They are read when
// first needed, kept for a while, and read again when a token names a key that is not among them, because issuers change
// their keys.
//
//   none, or read long ago → read → kept for FRESH_MS
//   a key is not among them → read, unless that was AGAIN_MS ago or less
//   cannot be read → the kept ones, until they are STALE_MS old; else nothing, for AGAIN_MS
import { createLocalJWKSet, errors, type JWK, type JWTVerifyGetKey, type LocalJWKSet } from 'jose'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../../domain/clock.ts'
import type { Ask } from '../../machine/outbound/outbound-client.ts'

export interface IssuerKeys {
  /**
   * Finds the key that a token of the issuer names, for `jwtVerify`. Rejects when there is none, or when the keys of
   * the issuer cannot be read.
   */
  of(issuer: string): JWTVerifyGetKey
}

export interface IssuerKeysParts {
  readonly ask: Ask
  readonly clock: Clock
}

const FRESH_MS = 10 * 60_000
const AGAIN_MS = 10_000
const STALE_MS = 60 * 60_000
const ISSUERS = 200

// hcp-sdk-go waits 10 s for its token (auth/workload/provider.go), in which both documents have to arrive.
const READ_MS = 4000
const DOCUMENT_BYTES = 128 * 1024
const MOST_KEYS = 100

/** What is known of an issuer. */
interface Known {
  readonly triedAt: number
  /** Null until keys have been read for the first time. */
  readonly keys: { readonly set: LocalJWKSet; readonly readAt: number } | null
  /** The error of the last attempt; null when it succeeded. */
  readonly failure: unknown
}

export function issuerKeys({ ask, clock }: IssuerKeysParts): IssuerKeys {
  const known = new LRUCache<string, Known>({ max: ISSUERS })
  const underWay = new Map<string, Promise<Known>>()

  /** Reads an issuer's keys. Callers that need them meanwhile wait for the same read. */
  function read(issuer: string, triedAt: number): Promise<Known> {
    const before = known.get(issuer)
    const reading = readKeys(ask, issuer)
      .then(
        (set): Known => ({ triedAt, keys: { set, readAt: triedAt }, failure: null }),
        (failure: unknown): Known => ({ triedAt, keys: before?.keys ?? null, failure }),
      )
      .then((now) => {
        known.set(issuer, now)
        underWay.delete(issuer)
        return now
      })
    underWay.set(issuer, reading)
    return reading
  }

  async function current(issuer: string): Promise<LocalJWKSet> {
    const now = Date.parse(clock.now())
    const before = known.get(issuer)
    const isFresh = before?.keys != null && isWithin(FRESH_MS, before.keys.readAt, now)
    const wasJustTried = before !== undefined && isWithin(AGAIN_MS, before.triedAt, now)
    const { keys, failure } = isFresh || wasJustTried ? before : await (underWay.get(issuer) ?? read(issuer, now))
    if (keys !== null && isWithin(STALE_MS, keys.readAt, now)) return keys.set
    throw failure
  }

  /** Newer keys than `set`; undefined when there are none, or when it is too soon to ask for them. */
  async function newer(issuer: string, set: LocalJWKSet): Promise<LocalJWKSet | undefined> {
    const now = Date.parse(clock.now())
    const before = known.get(issuer)
    if (before?.keys != null && before.keys.set !== set) return before.keys.set
    if (before !== undefined && isWithin(AGAIN_MS, before.triedAt, now)) return undefined
    const { keys } = await (underWay.get(issuer) ?? read(issuer, now))
    return keys === null || keys.set === set ? undefined : keys.set
  }

  return {
    of: (issuer) => async (header, token) => {
      const keys = await current(issuer)
      try {
        return await keys(header, token)
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
        const next = await newer(issuer, keys)
        if (next === undefined) throw error
        return next(header, token)
      }
    },
  }
}

/** A time in the future counts as long past: the clock may have been set back since. */
const isWithin = (milliseconds: number, since: number, now: number) => now >= since && now < since + milliseconds

async function readKeys(ask: Ask, issuer: string): Promise<LocalJWKSet> {
  const metadata = await readDocument(ask, `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  if (metadata.issuer !== issuer)
    throw new Error(`what ${issuer} publishes is of another issuer, ${JSON.stringify(metadata.issuer)}`)
  if (typeof metadata.jwks_uri !== 'string') throw new Error(`${issuer} does not publish where its keys are (jwks_uri)`)
  const { keys } = await readDocument(ask, metadata.jwks_uri)
  if (!Array.isArray(keys) || keys.length > MOST_KEYS)
    throw new Error(`${issuer} publishes no list of ${MOST_KEYS} keys at most`)
  return createLocalJWKSet({ keys: keys.filter(isUsable) })
}

async function readDocument(ask: Ask, url: string): Promise<Readonly<Record<string, unknown>>> {
  const headers = { accept: 'application/json' }
  const { status, body } = await ask({
    method: 'GET',
    url,
    headers,
    body: null,
    milliseconds: READ_MS,
    bytes: DOCUMENT_BYTES,
  })
  if (status !== 200) throw new Error(`${url} answers with the status ${status}`)
  const document = parsed(body.toString())
  if (typeof document !== 'object' || document === null) throw new Error(`what ${url} answers is no JSON object`)
  return document as Record<string, unknown>
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

// 8192 bits, and an exponent of three bytes: more would only make verifying slow.
const MODULUS_CHARACTERS = 1366
const EXPONENT_CHARACTERS = 4

/** Whether it is a public key whose use costs little. */
function isUsable(key: unknown): key is JWK {
  if (typeof key !== 'object' || key === null) return false
  const { kty, n, e } = key as Readonly<Record<string, unknown>>
  if (kty === 'EC' || kty === 'OKP') return true
  const isText = typeof n === 'string' && typeof e === 'string'
  return kty === 'RSA' && isText && n.length <= MODULUS_CHARACTERS && e.length <= EXPONENT_CHARACTERS
}
