// A workload without a key exchanges a token over the wire: an issuer on loopback vouches for it, or AWS.
import assert from 'node:assert/strict'
import { lookup } from 'node:dns'
import { setImmediate } from 'node:timers/promises'
import { after, before, describe, test } from 'node:test'
import { pino } from 'pino'
import type { Trust } from '../../src/domain/principal/workload/workload.ts'
import { type Ask, outboundClient } from '../../src/machine/outbound/outbound-client.ts'
import { aProvider } from '../storage/arrange.ts'
import type { Answer, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { awsIdentity, fakeSts, signedRequest } from '../support/fake-sts.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'
import { until } from '../support/until.ts'
import { DISCOVERY, KEYS, type TokenIssuer, tokenIssuer } from '../support/token-issuer.ts'
import { providerName, type Trusting, trustingPrincipal } from '../support/workloads.ts'

const NOT_PROVED = /^no workload identity provider of this name accepts what was sent: .* \(request [0-9a-f-]{36}\)$/

for (const database of databases())
  describe(`exchanging workload identities on ${database.name}`, () => {
    let registry: TestRegistry
    let issuer: TokenIssuer
    const ends: (() => void)[] = []
    const lines: Json[] = []
    const sts = fakeSts(awsIdentity)
    before(async () => {
      issuer = await tokenIssuer({ after: (end) => ends.push(end as () => void) })
      const asking = outboundClient({ allowed: ['localhost'], authorities: [issuer.authority], lookup })
      const ask: Ask = async (request) => {
        if (!request.url.startsWith('https://sts.')) return asking(request)
        // AWS is slow to respond: other requests arrive meanwhile.
        for (let turns = 0; turns < 50; turns += 1) await setImmediate()
        return sts.ask(request)
      }
      const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(JSON.parse(line)) })
      registry = await startRegistry(database, { ask, log })
    })
    after(async () => {
      for (const end of ends) end()
      await registry.close()
    })

    interface Arranged extends Trusting {
      readonly id: string
      readonly name: string
    }
    async function arrange(
      trust: Partial<Trust> = {},
      conditionalAccess = 'jwt_claims.sub == "job"',
    ): Promise<Arranged> {
      const trusting = await trustingPrincipal(registry, 'contributor')
      const usual = { kind: 'oidc', issuer: issuer.url, audiences: [] } as const
      const provider = aProvider(trusting.principal, {
        name: 'ci',
        trust: { ...usual, ...trust } as Trust,
        conditionalAccess,
      })
      await registry.store.transaction(({ workloads }) => workloads.insert(provider))
      return { ...trusting, id: provider.id, name: providerName(trusting.resourceName, 'ci') }
    }
    const sign = (claims: object) => issuer.sign({ sub: 'job', ...claims }, new Date(registry.clock.now()))
    const send = (name: string, body: Json): Promise<Answer> =>
      registry.anonymous.call('ServicePrincipalsService_ExchangeWorkloadIdentityToken', {
        params: { resource_name: name },
        body,
      })
    const exchange = async (name: string, claims: object = { aud: name }) =>
      send(name, { jwt_token: await sign(claims) })
    const events = async (kind: string) => {
      const { organizationId, projectId } = registry
      const page = { size: null, order: [{ field: 'at', descending: false }], edge: null } as const
      const { items } = await registry.store.events.list(projectId, page)
      assert.ok(items.every((event) => event.organizationId === organizationId))
      return items.filter((event) => event.kind === kind)
    }

    const refusalsOf = async ({ id }: Pick<Trusting['principal'], 'id'>) =>
      (await events('workload-identity.refused')).filter(({ payload }) => (payload as Json).servicePrincipal.id === id)

    test('a token of the issuer is exchanged for one of the service principal, good for an hour', async () => {
      const { name, id, principal } = await arrange()
      const { status, body } = await exchange(name)
      assert.deepEqual(
        [status, Object.keys(body as object), body.expires_in],
        [200, ['access_token', 'expires_in'], 3600],
      )
      const client = registry.as(body.access_token as string)
      const { service } = (await client.ok('IamService_GetCallerIdentity', {})).principal
      assert.deepEqual([service.id, service.name], [principal.id, principal.name])
      await client.ok('PackerService_CreateBucket', { body: { name: `of-${principal.name}` } })

      const [told] = (await events('workload-identity.exchanged')).filter(({ actor }) => actor.id === principal.id)
      assert.deepEqual(told?.actor, { type: 'service', id: principal.id, name: principal.name })
      assert.deepEqual(told.payload, {
        servicePrincipal: { id: principal.id, name: principal.name },
        provider: {
          id,
          name: 'ci',
          trust: { kind: 'oidc', issuer: issuer.url, audiences: [] },
          conditionalAccess: 'jwt_claims.sub == "job"',
        },
        subject: 'job',
      })
      assert.ok(!JSON.stringify(told).includes(body.access_token as string))

      registry.clock.advance(3_600_000)
      await registry.as(body.access_token as string).refused('IamService_GetCallerIdentity', 16, {})
    })

    test('the address may have its slashes as they are, which is how clients send it, and a token beside it is not looked at', async () => {
      const { name } = await arrange()
      const body = JSON.stringify({ jwt_token: await sign({ aud: name }) })
      for (const headers of [{}, { authorization: 'Bearer nonsense' }]) {
        const path = `/2019-12-10/${name}/exchange-token`
        const answer = await registry.anonymous.send({ method: 'POST', path, headers, body })
        assert.equal(answer.status, 200, JSON.stringify(answer.body))
      }
    })

    test('a provider of the organization itself is found by its name', async () => {
      const { organizationId } = registry
      const { principal } = await trustingPrincipal(registry, 'viewer')
      const ofAll = { ...principal, id: `${principal.id}0`, projectId: null }
      const trust = { kind: 'oidc', issuer: issuer.url, audiences: ['all'] } as const
      await registry.store.transaction(async ({ principals, workloads }) => {
        await principals.insert(ofAll)
        await workloads.insert(aProvider(ofAll, { name: 'ci', trust, conditionalAccess: 'jwt_claims.sub == job' }))
      })
      const name = providerName(`iam/organization/${organizationId}/service-principal/${ofAll.name}`, 'ci')
      assert.equal((await exchange(name, { aud: 'all' })).status, 200)
      const elsewhere = name.replace(organizationId, '33333333-3333-4333-8333-333333333333')
      assert.match(assertRefused(await exchange(elsewhere, { aud: 'all' }), 16), NOT_PROVED)
    })

    test('audiences that are allowed take the place of the provider’s own name', async () => {
      const { name } = await arrange({ audiences: ['one', 'two'] })
      assert.equal((await exchange(name, { aud: 'two' })).status, 200)
      assert.match(assertRefused(await exchange(name, { aud: name }), 16), NOT_PROVED)
      const wanted = 'unexpected "aud" claim value; it must be one of ["one","two"]'
      assert.equal(lines.at(-1).reason, `the token of ${issuer.url} is not good: ${wanted}`)
    })

    const audiences = ['told to the workload']
    const TOLD = { aud: audiences[0] }

    test('a workload that the issuer vouches for, to an audience it was told, is told why it is refused', async () => {
      const { name } = await arrange(
        { audiences },
        'jwt_claims.sub == "job" and jwt_claims.environment in jwt_claims.environments',
      )
      const { name: strict } = await arrange({ audiences })
      const refusals: readonly (readonly [string, object, RegExp])[] = [
        [strict, { ...TOLD, sub: 'other' }, /^the conditional access statement is not met \(request /],
        [name, { ...TOLD, environments: 3 }, /^the conditional access statement cannot be decided: jwt_claims.environ/],
        [strict, { ...TOLD, exp: 1 }, /^the token of https:\/\/localhost:\d+ is not good: "exp" claim timestamp check/],
      ]
      for (const [asked, claims, message] of refusals)
        assert.match(assertRefused(await exchange(asked, claims), 16), message)
    })

    test('whom a public issuer vouches for is told nothing for that', async () => {
      const { name } = await arrange({}, 'jwt_claims.environment in jwt_claims.environments')
      const { name: other } = await arrange({ audiences })
      const asked: readonly (readonly [string, object])[] = [
        [name, { aud: name, sub: 'other' }],
        [name, { aud: name, environments: 3 }],
        [name, { aud: name, exp: 1 }],
        [other, { aud: other }],
        [other, { aud: undefined }],
        [other, { ...TOLD, exp: undefined }],
      ]
      for (const [provider, claims] of asked)
        assert.match(assertRefused(await exchange(provider, claims), 16), NOT_PROVED)
    })

    test('no answer waits for the event of a refusal', async () => {
      const { name, principal } = await arrange()
      const held = Promise.withResolvers<undefined>()
      const holding = registry.store.transaction(async ({ events }) => {
        await events.append([])
        await held.promise
      })
      try {
        assert.match(assertRefused(await exchange(name, { aud: name, sub: 'other' }), 16), NOT_PROVED)
      } finally {
        held.resolve(undefined)
        await holding
      }
      await until(async () => (await refusalsOf(principal)).length === 1)
    })

    test('a stranger is told the same whatever is wrong, and whether or not there is such a provider', async () => {
      const { name, resourceName } = await arrange()
      const { name: ofAws } = await arrange({ kind: 'aws', accountId: awsIdentity.account })
      const token = await sign({ aud: name })
      const strange = await issuer.sign({ iss: 'https://other.example', aud: name })
      const project = '33333333-3333-4333-8333-333333333333'
      const asked: readonly (readonly [string, string])[] = [
        [name, strange],
        [name, `${token.slice(0, -4)}AAAA`],
        [name, 'nonsense'],
        [ofAws, token],
        [providerName(resourceName, 'none'), token],
        [providerName(`${resourceName}-none`, 'ci'), token],
        [name.replace(registry.projectId, project), token],
        [name.replace(`project/${registry.projectId}`, `organization/${registry.organizationId}`), token],
      ]
      for (const [provider, jwt_token] of asked)
        assert.match(assertRefused(await send(provider, { jwt_token }), 16), NOT_PROVED)
    })

    test('the log and an event of the provider say why a workload was refused, and hold nothing secret', async () => {
      const { name, principal } = await arrange()
      lines.length = 0
      const token = await sign({ aud: name, sub: 'other' })
      const { body } = await send(name, { jwt_token: token })
      await exchange(providerName('iam/project/none/service-principal/none', 'none'), { aud: 'x' })
      assert.deepEqual(
        lines.map(({ provider, reason, msg }) => ({ provider, reason, msg })),
        [
          [name, 'the conditional access statement is not met'],
          [providerName('iam/project/none/service-principal/none', 'none'), 'there is no such provider'],
        ].map(([provider, reason]) => ({ provider, reason, msg: 'no access token issued: identity not proved' })),
      )
      assert.ok(String(body.message).includes(lines[0].requestId))
      await until(async () => (await refusalsOf(principal)).length > 0)
      const told = await refusalsOf(principal)
      assert.deepEqual(
        told.map(({ actor, payload }) => [actor.type, (payload as Json).reason]),
        [['registry', 'the conditional access statement is not met']],
      )
      assert.ok(!JSON.stringify([lines, told]).includes(token))
    })

    test('an issuer that cannot be reached is no reason that strangers are told', async () => {
      const { name } = await arrange()
      registry.clock.advance(3_600_000)
      issuer.answer(DISCOVERY, { status: 503, body: '' })
      assert.match(assertRefused(await exchange(name), 16), NOT_PROVED)
      assert.match(lines.at(-1).reason, /answers with the status 503/)
      issuer.answer(DISCOVERY, null)
      registry.clock.advance(10_000)
      assert.equal((await exchange(name)).status, 200)
    })

    test('a key that the issuer has changed to is read, once, however many ask with others', async () => {
      const { name } = await arrange()
      await exchange(name)
      await issuer.rotate()
      registry.clock.advance(10_000)
      const before = issuer.asked.get(KEYS) ?? 0
      const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(name)))
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
      assert.equal(issuer.asked.get(KEYS), before + 1)
    })

    test('tokens end with their provider, and with their service principal, on every server within five seconds', async () => {
      const [one, other] = [await arrange(), await arrange()]
      const replica = await registry.another()
      const clients = []
      for (const { name } of [one, other]) {
        const token = (await exchange(name)).body.access_token as string
        clients.push(registry.as(token), replica.as(token))
      }
      for (const client of clients) await client.ok('IamService_GetCallerIdentity', {})
      const params = { resource_name_4: one.name }
      await (await registry.logIn()).ok('ServicePrincipalsService_DeleteWorkloadIdentityProvider', { params })
      await registry.store.transaction(({ principals }) => principals.delete(other.principal.id))
      registry.clock.advance(5000)
      for (const client of clients) await client.refused('IamService_GetCallerIdentity', 16, {})
      for (const { name } of [one, other]) assert.match(assertRefused(await exchange(name), 16), NOT_PROVED)
    })

    test('nothing is given for a service principal that is disabled', async () => {
      const { name, principal } = await arrange({ audiences })
      const disabledAt = registry.clock.now()
      await registry.store.transaction(({ principals }) => principals.update({ ...principal, disabledAt }))
      assert.match(assertRefused(await exchange(name, TOLD), 16), /^service principal "sp-.*" is disabled/)
    })

    test('a statement that is none for whom the provider trusts lets nobody in', async () => {
      const { name } = await arrange({ audiences }, 'aws.arn is not empty')
      assert.match(assertRefused(await exchange(name, TOLD), 16), /asks for aws\.arn; what this provider knows/)
    })

    describe('with the word of AWS', () => {
      const ofAws = { kind: 'aws', accountId: awsIdentity.account } as const
      const request = (name: string, identity = awsIdentity) =>
        signedRequest(name, { region: 'eu-central-1', date: '20260102T030405Z' }, identity)
      const ask = (name: string, given: Json = request(name)) =>
        send(name, { aws_get_caller_id_token: { ...given, body: undefined } })

      test('a caller is let in by what AWS says of it', async () => {
        const { name, principal } = await arrange(ofAws, 'aws.arn matches "assumed-role/packer/"')
        const { status, body } = await ask(name)
        assert.equal(status, 200, JSON.stringify(body))
        await registry.as(body.access_token as string).ok('IamService_GetCallerIdentity', {})
        const [told] = (await events('workload-identity.exchanged')).filter(({ actor }) => actor.id === principal.id)
        assert.equal((told?.payload as Json).subject, awsIdentity.arn)
      })

      test('a caller for whom the statement is not true is told so', async () => {
        const { name } = await arrange(ofAws, 'aws.arn matches "role/other"')
        assert.match(assertRefused(await ask(name), 16), /^the conditional access statement is not met/)
      })

      test('what was signed for another provider, or by nobody that AWS knows, is refused', async () => {
        const { name } = await arrange(ofAws, 'aws.arn is not empty')
        const { name: other } = await arrange(ofAws, 'aws.arn is not empty')
        for (const given of [request(other), request(name, { ...awsIdentity, secret: 'guessed' })])
          assert.match(assertRefused(await ask(name, given), 16), NOT_PROVED)
      })

      test('who has failed too often has AWS asked nothing more for a minute', async () => {
        registry.clock.advance(60_000)
        const { name } = await arrange(ofAws, 'aws.arn is not empty')
        const guess = (secret: string) => ask(name, request(name, { ...awsIdentity, secret }))
        for (let times = 0; times < 10; times++) assertRefused(await guess(`guess-${times}`), 16)
        const before = sts.asked.length
        for (const given of [request(name), request(name, { ...awsIdentity, secret: 'more' })]) {
          const { status, body, headers } = await ask(name, given)
          assert.deepEqual([status, body.code], [429, 8])
          assert.ok(Number(headers['retry-after']) > 0)
        }
        assert.equal(sts.asked.length, before)
        registry.clock.advance(60_000)
        assert.equal((await ask(name)).status, 200)
      })

      test('of many wrong ones at once AWS is asked as often as of one after the other; right ones take turns', async () => {
        registry.clock.advance(60_000)
        const { name } = await arrange(ofAws, 'aws.arn is not empty')
        const right = await Promise.all(Array.from({ length: 25 }, () => ask(name)))
        assert.deepEqual(new Set(right.map(({ status }) => status)), new Set([200]))
        const before = sts.asked.length
        const guess = (_: unknown, at: number) => ask(name, request(name, { ...awsIdentity, secret: `guess-${at}` }))
        const wrong = await Promise.all(Array.from({ length: 25 }, guess))
        const statuses = wrong.map(({ status }) => status).sort()
        assert.deepEqual(statuses, [...Array<number>(10).fill(401), ...Array<number>(15).fill(429)])
        assert.equal(sts.asked.length, before + 10)
        registry.clock.advance(60_000)
      })
    })

    test('who sends wrong tokens again and again waits, and writes no more; the right one passes', async () => {
      registry.clock.advance(60_000)
      const { name, principal } = await arrange()
      const wrong = () => exchange(name, { aud: name, sub: 'other' })
      for (let times = 0; times < 10; times++) assertRefused(await wrong(), 16)
      const { status, body, headers } = await wrong()
      assert.deepEqual([status, body.code], [429, 8])
      assert.ok(Number(headers['retry-after']) > 0)
      await until(async () => (await refusalsOf(principal)).length >= 10)
      assert.equal((await refusalsOf(principal)).length, 10)
      assert.equal((await exchange(name)).status, 200)
      registry.clock.advance(60_000)
      assertRefused(await wrong(), 16)
    })

    test('what is no proof is refused by its field', async () => {
      const { name } = await arrange()
      const request = { method: 'POST', url: 'https://sts.amazonaws.com/', headers: {} }
      for (const body of [{}, { jwt_token: '' }, { jwt_token: 'a', aws_get_caller_id_token: request }])
        assert.match(
          assertRefused(await send(name, body), 3),
          /^body: must have a jwt_token or an aws_get_caller_id_token/,
        )
      assert.match(assertRefused(await send(name, { jwt_token: 1 }), 3), /^jwt_token: /)
      assertRefused(await send(name, { aws_get_caller_id_token: { ...request, headers: { a: 1 } } }), 3)
      const path = `/2019-12-10/${name}/more/exchange-token`
      assertRefused(await registry.anonymous.send({ method: 'POST', path, body: '{}' }), 16)
      const { status } = await send(name, { jwt_token: 'x'.repeat(65_536) })
      assert.equal(status, 413)
    })
  })
