import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import { anyText } from '../../support/any-text.ts'
import { databases } from '../../support/databases.ts'
import { basic, FORM, type Identity, type Process, startIdentity, STOCK_BODY } from '../../support/identity.ts'

type Request = Omit<InjectOptions, 'method'>
const JSON_TYPE = { 'content-type': 'application/json' }
const PATHS = ['/oauth2/token', '/oauth/token']

for (const database of databases())
  describe(`the token endpoint on ${database.name}`, () => {
    let identity: Identity
    let server: Process
    before(async () => {
      identity = await startIdentity(database)
      server = await identity.start()
    })
    after(() => identity.close())

    const grant = 'grant_type=client_credentials'
    const byBasic = (): Request => ({ headers: { ...FORM, ...basic(identity.admin) }, payload: STOCK_BODY })
    const form = () => `${grant}&client_id=${identity.admin.clientId}&client_secret=${identity.admin.clientSecret}`
    const byForm = (): Request => ({ headers: FORM, payload: form() })
    const inJson = (changes: object): Request => ({
      headers: JSON_TYPE,
      payload: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: identity.admin.clientId,
        client_secret: identity.admin.clientSecret,
        ...changes,
      }),
    })

    async function accepts(request: Request, url: string): Promise<void> {
      const answer = await server.post({ url, ...request })
      assert.equal(answer.statusCode, 200, answer.body)
      assert.equal(answer.headers['content-type'], 'application/json')
      assert.equal(answer.headers['cache-control'], 'no-store')
      const { access_token, ...rest } = answer.json<Record<string, unknown>>()
      assert.match(String(access_token), /^assay_at_[\w-]{43}$/)
      assert.deepEqual(rest, { token_type: 'Bearer', expires_in: 3600 })
      const actor = await server.actorOf(`Bearer ${String(access_token)}`)
      assert.equal(actor.id, identity.admin.principalId)
    }

    async function refuses(request: Request, status: number, error: string): Promise<string> {
      const answer = await server.post({ url: '/oauth2/token', ...request })
      assert.equal(answer.statusCode, status, answer.body)
      assert.equal(answer.headers['content-type'], 'application/json')
      assert.equal(answer.headers['cache-control'], 'no-store')
      const body = answer.json<Record<string, unknown>>()
      assert.deepEqual(Object.keys(body), ['error', 'error_description'])
      assert.equal(body.error, error)
      return String(body.error_description)
    }

    for (const url of PATHS) {
      test(`POST ${url} gives a token for Basic credentials, as stock clients send them`, () => accepts(byBasic(), url))
      test(`POST ${url} gives a token for credentials in form fields`, () => accepts(byForm(), url))
      test(`POST ${url} gives a token for credentials in JSON`, () => accepts(inJson({}), url))
    }

    test('the audience may be missing, be that of HCP or any other', async () => {
      const audience = 'https://api.hashicorp.cloud'
      await accepts({ ...byBasic(), payload: grant }, '/oauth2/token')
      await accepts({ ...byForm(), payload: `${form()}&audience=elsewhere` }, '/oauth2/token')
      await accepts(inJson({ audience }), '/oauth2/token')
      await accepts(inJson({ audience: [audience], scope: 7 }), '/oauth2/token')
    })

    test('both halves of Basic credentials are percent-decoded', async () => {
      const escaped = (text: string) => text.replace(/./g, (character) => `%${character.charCodeAt(0).toString(16)}`)
      const { clientId, clientSecret } = identity.admin
      const pair = basic({ clientId: escaped(clientId), clientSecret: escaped(clientSecret) })
      await accepts({ headers: { ...FORM, ...pair }, payload: grant }, '/oauth2/token')
      const lowerCase = { authorization: basic(identity.admin).authorization.replace('Basic', 'basic') }
      await accepts({ headers: { ...FORM, ...lowerCase }, payload: grant }, '/oauth2/token')
    })

    test('what real clients vary is accepted: charset, no content type, a repeated client id, a stale bearer token', async () => {
      const charset = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }
      await accepts({ ...byForm(), headers: charset }, '/oauth2/token')
      await accepts({ headers: basic(identity.admin), payload: grant }, '/oauth2/token')
      const repeated = `${grant}&client_id=${identity.admin.clientId}&client_secret=`
      await accepts({ ...byBasic(), payload: repeated }, '/oauth2/token')
      await accepts({ ...byForm(), headers: { ...FORM, authorization: 'Bearer stale' } }, '/oauth2/token')
    })

    test('any grant that is not served is refused by its name in RFC 6749', async () => {
      await refuses({ ...byBasic(), payload: 'grant_type=password' }, 400, 'unsupported_grant_type')
      await refuses(inJson({ grant_type: 'implicit' }), 400, 'unsupported_grant_type')
      for (const payload of ['', 'audience=x', 'grant_type='])
        await refuses({ ...byBasic(), payload }, 400, 'invalid_request')
      await refuses({ headers: basic(identity.admin) }, 400, 'invalid_request')
    })

    test('a malformed request is refused as invalid_request', async () => {
      const malformed: Request[] = [
        ...['Basic', 'Basic !!!', `Basic ${btoa('no colon')}`, `Basic ${btoa('100%:x')}`, `Basic ${btoa('a:%ff')}`].map(
          (authorization) => ({ headers: { ...FORM, authorization }, payload: grant }),
        ),
        { ...byForm(), payload: `${form()}&client_id=x` },
        { ...byForm(), payload: `${grant}&${form()}` },
        { ...byBasic(), payload: form() },
        { ...byBasic(), payload: `${grant}&client_id=another` },
        ...['{', '[]', '"text"', 'null', '1'].map((payload) => ({ headers: JSON_TYPE, payload })),
        ...[1, null, ['x'], {}, true].flatMap((wrong) => [
          inJson({ client_id: wrong }),
          inJson({ client_secret: wrong }),
          inJson({ grant_type: wrong }),
        ]),
        { ...byForm(), headers: { 'content-type': 'text/plain' } },
        { ...byForm(), headers: { 'content-type': 'nonsense' } },
        { headers: FORM, payload: `${grant}&padding=${'x'.repeat(10_000)}` },
      ]
      for (const request of malformed) await refuses(request, 400, 'invalid_request')
    })

    test('an unknown client id and a wrong secret are refused in the same words', async () => {
      const { clientId, clientSecret } = identity.admin
      const wrong = { clientId, clientSecret: 'wrong' }
      const request = (pair: { clientId: string; clientSecret: string }, last: number): Request => ({
        headers: { ...FORM, ...basic(pair) },
        payload: grant,
        remoteAddress: `192.0.2.${last}`,
      })
      const answers = await Promise.all(
        [wrong, { clientId: 'assay-unknown', clientSecret }, { clientId: 'nul\0nul', clientSecret }].map(
          (pair, index) => server.post({ url: '/oauth2/token', ...request(pair, index) }),
        ),
      )
      for (const { statusCode, body, headers } of answers) {
        const { date, ...rest } = headers
        assert.ok(date)
        const first = answers[0]!
        assert.deepEqual(
          { statusCode, body, ...rest, date: '' },
          { statusCode: 401, body: first.body, ...first.headers, date: '' },
        )
      }
      await refuses(request(wrong, 9), 401, 'invalid_client')
      await refuses({ headers: FORM, payload: grant }, 401, 'invalid_client')
      await refuses({ headers: FORM, payload: `${grant}&client_id=${clientId}` }, 401, 'invalid_client')
    })

    test('wrong secrets wait after ten, second tries aside, and the right one passes all the same', async () => {
      const { clientId, clientSecret } = await identity.principal('viewer')
      const attack = { remoteAddress: '198.51.100.1' }
      const first = (secret: string): Request => ({
        ...attack,
        headers: { ...FORM, ...basic({ clientId, clientSecret: secret }) },
        payload: STOCK_BODY,
      })
      const second = (secret: string): Request => ({
        ...attack,
        headers: FORM,
        payload: `${STOCK_BODY}&client_id=${clientId}&client_secret=${secret}`,
      })
      for (let guess = 0; guess < 10; guess += 1) {
        await refuses(first(`guess-${guess}`), 401, 'invalid_client')
        await refuses(second(`guess-${guess}`), 401, 'invalid_client')
      }
      assert.match(await refuses(first('guess-10'), 429, 'slow_down'), /try again in 60 s/)
      await refuses(second('guess-10'), 429, 'slow_down')
      const wrong = await server.post({ url: '/oauth/token', ...first('guess-0') })
      assert.deepEqual([wrong.statusCode, wrong.headers['retry-after']], [429, '60'])

      for (const right of [first(clientSecret), second(clientSecret), { ...byBasic(), ...attack }])
        assert.equal((await server.post({ url: '/oauth2/token', ...right })).statusCode, 200)
      // Successful requests do not excuse failed ones.
      await refuses(first('guess-11'), 429, 'slow_down')
      identity.clock.advance(60_000)
      await refuses(first('guess-12'), 401, 'invalid_client')
    })

    test('of right and wrong secrets that come all at once, behind one address, every right one passes', async () => {
      const { clientId, clientSecret } = await identity.principal('viewer')
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, index) => {
          const isRight = index % 2 === 1
          const pair = { clientId, clientSecret: isRight ? clientSecret : `guess-${index}` }
          const request = { headers: { ...FORM, ...basic(pair) }, payload: grant, remoteAddress: '198.51.100.4' }
          return server.post({ url: '/oauth2/token', ...request }).then(({ statusCode }) => ({ isRight, statusCode }))
        }),
      )
      const statuses = (isRight: boolean) => answers.filter((a) => a.isRight === isRight).map((a) => a.statusCode)
      assert.deepEqual(new Set(statuses(true)), new Set([200]))
      const wrong = statuses(false)
      assert.deepEqual([wrong.filter((s) => s === 401).length, wrong.filter((s) => s === 429).length], [10, 90])
    })

    test('guessing at many client ids is limited by address, which a right secret passes', async () => {
      const attack = { remoteAddress: '198.51.100.3' }
      const guess = (id: number): Request => ({
        ...attack,
        headers: { ...FORM, ...basic({ clientId: `guess-${id}`, clientSecret: 'x' }) },
        payload: grant,
      })
      for (let id = 0; id < 100; id += 1) await refuses(guess(id), 401, 'invalid_client')
      await refuses(guess(100), 429, 'slow_down')
      for (let time = 0; time < 20; time += 1) await accepts({ ...byBasic(), ...attack }, '/oauth2/token')
    })

    test('guessing from many addresses of one IPv6 network is limited like guessing from one', async () => {
      const guess = (id: number): Request => ({
        remoteAddress: `2001:db8::${id}`,
        headers: { ...FORM, ...basic({ clientId: `spread-${id}`, clientSecret: 'x' }) },
        payload: grant,
      })
      for (let id = 0; id < 100; id += 1) await refuses(guess(id), 401, 'invalid_client')
      await refuses(guess(100), 429, 'slow_down')
      await refuses({ ...guess(101), remoteAddress: '2001:db8:0:1::1' }, 401, 'invalid_client')
    })

    test('a database that fails is told in the words of RFC 6749, without its own', async () => {
      const broken = await identity.start()
      await broken.store.close()
      const answer = await broken.post({ url: '/oauth2/token', ...byBasic() })
      const { error, error_description: description } = answer.json<Record<string, string>>()
      assert.ok(answer.statusCode === 500 || answer.statusCode === 503, answer.body)
      assert.equal(error, answer.statusCode === 500 ? 'server_error' : 'temporarily_unavailable')
      assert.match(
        description!,
        /^(the server failed; its log tells more about request |the database cannot be reached: try again)/,
      )
      assert.equal(answer.headers['cache-control'], 'no-store')
    })

    test('no bytes in header, type or body get an answer of 500 or more', async () => {
      const text = fc.oneof(anyText(), fc.constantFrom('\0', '%', '%00', '%ff', '', '+', '__proto__'))
      const header = fc.oneof(
        fc.string().map((pair) => `Basic ${btoa(encodeURIComponent(pair))}`),
        fc.uint8Array().map((bytes) => `Basic ${Buffer.from(bytes).toString('base64')}`),
        fc.tuple(text, text).map(([id, secret]) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`),
        // The characters that Node's parser accepts.
        fc.string().map((value) => value.replace(/[^\t\x20-\x7e]/g, '')),
      )
      const type = fc.oneof(
        fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', ''),
        fc.string().map((value) => value.replace(/[^\t\x20-\x7e]/g, '')),
      )
      const fields = fc.record({
        grant_type: fc.oneof(fc.constant('client_credentials'), fc.anything()),
        client_id: fc.oneof(text, fc.constant(identity.admin.clientId), fc.anything()),
        client_secret: fc.oneof(text, fc.anything()),
      })
      const body = fc.oneof(
        fc.uint8Array({ maxLength: 10_000 }).map((bytes) => Buffer.from(bytes)),
        fields.map((values) => asJson(values)),
        fc
          .tuple(text, text)
          .map(([id, secret]) => `${grant}&client_id=${encoded(id)}&client_secret=${encoded(secret)}`),
        text.map((value) => `${grant}&client_id=${value}&client_secret=${value}`),
      )
      await fc.assert(
        fc.asyncProperty(header, type, body, fc.ipV4(), async (authorization, contentType, payload, remoteAddress) => {
          const headers = { authorization, 'content-type': contentType }
          const answer = await server.post({ url: '/oauth2/token', headers, payload, remoteAddress })
          assert.ok([400, 401, 429].includes(answer.statusCode), `${answer.statusCode} ${answer.body}`)
          assert.deepEqual(Object.keys(answer.json<object>()), ['error', 'error_description'])
        }),
        { numRuns: 500 },
      )
    })
  })

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return '{}'
  }
}

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed())
