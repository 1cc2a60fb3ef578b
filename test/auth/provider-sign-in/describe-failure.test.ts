// Why a provider cannot be queried, with the library that queries it and with real servers.
import assert from 'node:assert/strict'
import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { test } from 'node:test'
import { describeFailure } from '../../../src/auth/provider-sign-in/describe-failure.ts'
import { openidClient } from '../../../src/auth/provider-sign-in/openid-client.ts'
import type { SignInProvider } from '../../../src/auth/provider-sign-in/sign-in-provider.ts'
import { systemClock } from '../../../src/domain/clock.ts'
import { outboundClient, type OutboundParts } from '../../../src/machine/outbound/outbound-client.ts'
import { httpsServer } from '../../support/https-server.ts'

const checks = { state: 's', nonce: 'n', verifier: 'v'.repeat(43) }
const rules = { displayName: 'The Company', groups: new Map(), createPeople: true, trustEmails: false }
const company: Omit<SignInProvider, 'issuer'> = {
  ...rules,
  ...{ name: 'company', allowedDomains: null, clientId: 'assay', clientSecret: 'secret', scopes: ['openid'] },
  groupsClaim: null,
}

const clientOf = (issuer: string, parts: Partial<OutboundParts>) =>
  openidClient(
    { ...company, issuer },
    { ask: outboundClient({ allowed: ['localhost'], authorities: [], lookup, ...parts }), clock: systemClock },
  )

const toldOf = (asked: Promise<unknown>) => asked.then(() => assert.fail('it was asked'), describeFailure)

const toldBy = (issuer: string, parts: Partial<OutboundParts>) =>
  toldOf(clientOf(issuer, parts).addressFor('https://assay.example/', checks))

test('a provider that cannot be reached is told with its host and the cause', async (t) => {
  const { port, authority } = await httpsServer(t, ['localhost'], (_request, response) => response.end())
  const issuer = `https://localhost:${port}`
  const nobody: LookupFunction = (host, _options, callback) => {
    callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }), [])
  }
  assert.equal(
    await toldBy('https://nowhere.example', { lookup: nobody }),
    'nowhere.example: getaddrinfo ENOTFOUND nowhere.example',
  )
  assert.match(await toldBy(issuer, {}), new RegExp(`^localhost:${port}: .*certificate`))
  assert.match(
    await toldBy(issuer, { allowed: [], authorities: [authority] }),
    new RegExp(`^localhost:${port}: 127\\.0\\.0\\.1(, ::1)? is not on the public internet`),
  )
})

test('a provider that answers something else is told with the address, its status and what is wrong', async (t) => {
  const { port, authority } = await httpsServer(t, ['localhost'], (request, response) => {
    const isKnown = request.url === '/other/.well-known/openid-configuration'
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ issuer: 'https://login.example.com', token: 'not to be told' }))
  })
  const issuer = `https://localhost:${port}`
  assert.equal(
    await toldBy(issuer, { authorities: [authority] }),
    `unexpected HTTP response status code: ${issuer}/.well-known/openid-configuration answered 404`,
  )
  assert.equal(
    await toldBy(`${issuer}/other`, { authorities: [authority] }),
    'discovered metadata issuer does not match the expected issuer',
  )
})

test('a provider that knows the client not is told with the code of its error', async (t) => {
  const { port, authority } = await httpsServer(t, ['localhost'], (request, response) => {
    const issuer = `https://localhost:${port}`
    const isMetadata = request.method === 'GET'
    response.writeHead(isMetadata ? 200 : 400, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(
        isMetadata
          ? { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` }
          : { error: 'invalid_client', error_description: 'not to be told' },
      ),
    )
  })
  const client = clientOf(`https://localhost:${port}`, { authorities: [authority] })
  const address = new URL('https://assay.example/?code=c&state=s')
  assert.equal(
    await toldOf(client.assertionAt(address, checks)),
    `server responded with an error in the response body: https://localhost:${port}/token answered 400 "invalid_client"`,
  )
})
