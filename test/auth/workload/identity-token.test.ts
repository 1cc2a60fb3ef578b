import assert from 'node:assert/strict'
import { lookup } from 'node:dns'
import { describe, test, type TestContext } from 'node:test'
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose'
import { issuerKeys } from '../../../src/auth/workload/issuer-keys.ts'
import { Unproven } from '../../../src/auth/workload/unproven.ts'
import { verifyIdentityToken } from '../../../src/auth/workload/verify-identity-token.ts'
import { later, systemClock } from '../../../src/domain/clock.ts'
import { outboundClient } from '../../../src/machine/outbound/outbound-client.ts'
import { DISCOVERY, KEYS, tokenIssuer } from '../../support/token-issuer.ts'

const AUDIENCE = 'iam/project/1/service-principal/builder/workload-identity-provider/ci'

async function arrange(context: TestContext) {
  const issuer = await tokenIssuer(context)
  let now = systemClock.now()
  const clock = { now: () => now }
  const ask = outboundClient({ allowed: ['localhost'], authorities: [issuer.authority], lookup })
  const keys = issuerKeys({ ask, clock })
  return {
    issuer,
    now: () => new Date(now),
    pass: (seconds: number) => {
      now = later(now, seconds * 1000)
    },
    sign: (claims: object = {}) => issuer.sign({ sub: 'job', aud: AUDIENCE, ...claims }, new Date(now)),
    verify: (token: string, audiences = [AUDIENCE]) =>
      verifyIdentityToken({ keys, clock }, { token, issuer: issuer.url, audiences }),
  }
}

const unproven = (message: RegExp, isVouchedFor: boolean) => (error: unknown) => {
  assert.ok(error instanceof Unproven, String(error))
  assert.match(error.message, message)
  assert.equal(error.isVouchedFor, isVouchedFor)
  return true
}

test('the claims of a token are told when it is the issuer’s, still good, and meant for this provider', async (context) => {
  const { issuer, sign, verify, now } = await arrange(context)
  const seconds = Math.floor(now().getTime() / 1000)
  assert.deepEqual(await verify(await sign({ roles: ['a'] })), {
    iss: issuer.url,
    iat: seconds,
    exp: seconds + 300,
    sub: 'job',
    aud: AUDIENCE,
    roles: ['a'],
  })
})

test('a token may be meant for several, and a provider may stand for several', async (context) => {
  const { sign, verify } = await arrange(context)
  assert.equal((await verify(await sign({ aud: ['x', AUDIENCE] }))).sub, 'job')
  assert.equal((await verify(await sign({ aud: 'y' }), ['x', 'y'])).sub, 'job')
})

test('every signature of a private key is known', async (context) => {
  const { issuer, sign, verify, pass } = await arrange(context)
  for (const algorithm of ['RS512', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']) {
    await issuer.rotate(algorithm)
    pass(11)
    assert.equal((await verify(await sign())).sub, 'job', algorithm)
  }
})

describe('a token that is the issuer’s is refused', () => {
  const cases: readonly (readonly [string, (seconds: number) => object, RegExp | null, boolean])[] = [
    ['half a minute after its end', (now) => ({ exp: now - 31 }), /"exp" claim timestamp check failed/, true],
    ['but not just after its end', (now) => ({ exp: now - 29 }), null, true],
    ['half a minute before its beginning', (now) => ({ nbf: now + 31 }), /"nbf" claim timestamp check failed/, true],
    ['but not just before its beginning', (now) => ({ nbf: now + 29 }), null, true],
    ['that has no end', () => ({ exp: undefined }), /missing required "exp" claim/, false],
    ['that is meant for nobody', () => ({ aud: undefined }), /missing required "aud" claim/, false],
    [
      'that is meant for others',
      () => ({ aud: ['x'] }),
      /unexpected "aud" claim value; it must be one of \["iam\/project/,
      false,
    ],
  ]
  for (const [name, claims, message, isVouchedFor] of cases)
    test(name, async (context) => {
      const { sign, verify, now } = await arrange(context)
      const token = await sign(claims(Math.floor(now().getTime() / 1000)))
      if (message === null) assert.equal((await verify(token)).sub, 'job')
      else await assert.rejects(verify(token), unproven(message, isVouchedFor))
    })
})

describe('a token of nobody who is trusted', () => {
  test('is refused before anybody is asked for keys when it says so itself', async (context) => {
    const { issuer, sign, verify } = await arrange(context)
    for (const iss of ['https://other.example', `${issuer.url}/`, undefined])
      await assert.rejects(sign({ iss }).then(verify), unproven(/^the token is of .*, not of https:/, false))
    for (const token of ['', 'x', 'a.b.c', 'x'.repeat(20_000), 'e30.e30.e30.e30.e30'])
      await assert.rejects(verify(token), unproven(/is no JWT|is longer than|^the token is of/, false))
    assert.equal(issuer.asked.size, 0)
  })

  test('is refused when its signature is another’s, another kind’s, or none', async (context) => {
    const { issuer, sign, verify } = await arrange(context)
    const [head = '', body = ''] = (await sign()).split('.')
    const claims = { iss: issuer.url, aud: AUDIENCE, sub: 'job', exp: 9_999_999_999 }
    const { privateKey } = await generateKeyPair('RS256')
    const [{ kid = '' } = {}] = issuer.published()
    const foreign = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey)
    const shared = new TextEncoder().encode(await exportSPKI((await importJWK(issuer.published()[0]!)) as CryptoKey))
    const symmetric = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid }).sign(shared)
    const other = (await sign({ sub: 'other' })).split('.')[2] ?? ''
    const tokens = [
      foreign,
      symmetric,
      new UnsecuredJWT(claims).encode(),
      `${head}.${body}.${other}`,
      `${head}.${body}.`,
    ]
    for (const token of tokens) await assert.rejects(verify(token), unproven(/is not good/, false))
  })
})

describe('keys', () => {
  test('are read once, and again after ten minutes', async (context) => {
    const { issuer, sign, verify, pass } = await arrange(context)
    await Promise.all(Array.from({ length: 5 }, async () => verify(await sign())))
    pass(599)
    await verify(await sign())
    assert.deepEqual(
      [...issuer.asked],
      [
        [DISCOVERY, 1],
        [KEYS, 1],
      ],
    )
    pass(1)
    await verify(await sign())
    assert.equal(issuer.asked.get(KEYS), 2)
  })

  test('are read again for a token that names another, ten seconds after they were, and no sooner', async (context) => {
    const { issuer, sign, verify, pass } = await arrange(context)
    const old = await sign()
    await verify(old)
    await issuer.rotate()
    pass(9)
    await assert.rejects(sign().then(verify), unproven(/no applicable key found/, false))
    assert.equal(issuer.asked.get(KEYS), 1)
    pass(1)
    assert.equal((await verify(await sign())).sub, 'job')
    assert.equal(issuer.asked.get(KEYS), 2)
    await assert.rejects(verify(old), unproven(/no applicable key found/, false))
    assert.equal(issuer.asked.get(KEYS), 2)
  })

  test('outlast an issuer that cannot be asked, for an hour', async (context) => {
    const { issuer, sign, verify, pass } = await arrange(context)
    await verify(await sign())
    issuer.answer(KEYS, { status: 500, body: '' })
    pass(3599)
    assert.equal((await verify(await sign())).sub, 'job')
    pass(1)
    await assert.rejects(sign().then(verify), unproven(/answers with the status 500/, false))
    issuer.answer(KEYS, null)
    pass(10)
    assert.equal((await verify(await sign())).sub, 'job')
  })

  test('that cannot be read are not asked for by every token', async (context) => {
    const { issuer, sign, verify, pass } = await arrange(context)
    issuer.answer(DISCOVERY, { status: 404, body: '' })
    for (let times = 0; times < 3; times++) await assert.rejects(sign().then(verify), unproven(/the status 404/, false))
    assert.equal(issuer.asked.get(DISCOVERY), 1)
    pass(10)
    await assert.rejects(sign().then(verify), unproven(/the status 404/, false))
    assert.equal(issuer.asked.get(DISCOVERY), 2)
  })

  test('that were read in the future, because the clock was set back, are read again', async (context) => {
    const { issuer, sign, verify, pass } = await arrange(context)
    await verify(await sign())
    pass(-3600)
    await verify(await sign())
    assert.equal(issuer.asked.get(KEYS), 2)
  })

  test('are those of the issuer, at an address and in a form that can be used', async (context) => {
    const { issuer, sign, verify, pass } = await arrange(context)
    const wrong: readonly (readonly [string, string, RegExp])[] = [
      [
        DISCOVERY,
        JSON.stringify({ issuer: 'https://other.example', jwks_uri: `${issuer.url}${KEYS}` }),
        /of another issuer/,
      ],
      [DISCOVERY, JSON.stringify({ issuer: issuer.url }), /does not publish where its keys are/],
      [
        DISCOVERY,
        JSON.stringify({ issuer: issuer.url, jwks_uri: 'http://localhost/keys' }),
        /is an http:\/\/ address, and only https/,
      ],
      [
        DISCOVERY,
        JSON.stringify({ issuer: issuer.url, jwks_uri: 'https://127.0.0.1/' }),
        /is not on the public internet/,
      ],
      [DISCOVERY, '<html>', /is no JSON object/],
      [KEYS, 'null', /is no JSON object/],
      [KEYS, '{"keys":{}}', /publishes no list of 100 keys at most/],
      [KEYS, JSON.stringify({ keys: Array.from({ length: 101 }, () => ({ kty: 'EC' })) }), /no list of 100 keys/],
      [KEYS, JSON.stringify({ keys: [], more: 'x'.repeat(128 * 1024) }), /is longer than 131072 bytes/],
      [KEYS, JSON.stringify({ keys: [null, 1, { kty: 'RSA' }, { kty: 'oct', k: 'AAAA' }] }), /no applicable key found/],
    ]
    for (const [path, body, message] of wrong) {
      issuer.answer(path, { status: 200, body })
      await assert.rejects(sign().then(verify), unproven(message, false))
      issuer.answer(path, null)
      pass(3600)
    }
    assert.equal((await verify(await sign())).sub, 'job')
  })

  test('that would make verifying slow are left out', async (context) => {
    const { issuer, sign, verify, pass } = await arrange(context)
    const [jwk] = issuer.published()
    const { publicKey } = await generateKeyPair('RS256', { extractable: true })
    const slow = [
      { ...jwk, n: 'A'.repeat(1367) },
      { ...jwk, e: (await exportJWK(publicKey)).n },
    ]
    for (const key of slow) {
      issuer.answer(KEYS, { status: 200, body: JSON.stringify({ keys: [key] }) })
      await assert.rejects(sign().then(verify), unproven(/no applicable key found/, false))
      pass(3600)
    }
  })
})
