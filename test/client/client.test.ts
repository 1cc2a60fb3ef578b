// The client against real servers. Responses that our server never gives come from a stand-in for proxies.
import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test, type TestContext } from 'node:test'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { browserLogin } from '../../src/client/browser-login.ts'
import {
  ApiError,
  bearerToken,
  type ClientParts,
  createClient,
  currentApi,
  type Operations,
  packer2021Api,
  servicePrincipalKey,
  UnreachableError,
} from '../../src/client/exports.ts'
import { eventLines } from '../../src/client/event-lines.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

for (const database of databases())
  describe(`the client of a registry on ${database.name}`, () => {
    let registry: TestRegistry
    let parts: ClientParts<Operations>
    before(async () => {
      registry = await startRegistry(database)
      setDefaultCACertificates([...getCACertificates(), registry.ca])
      const { url, credentials, organizationId, projectId } = registry
      parts = {
        api: currentApi,
        apiUrl: url,
        access: servicePrincipalKey(credentials, { authUrl: url }),
        location: { organizationId, projectId },
      }
    })
    after(() => registry.close())

    test('makes, reads and lists, page by page, with a key', async () => {
      const client = createClient(parts)
      for (const name of ['one', 'two', 'three'])
        await client.call('PackerService_CreateBucket', { body: { name, labels: { team: name } } })
      const { bucket } = await client.call('PackerService_GetBucket', { params: { bucket_name: 'two' } })
      assert.deepEqual([bucket?.name, bucket?.labels], ['two', { team: 'two' }])
      const names: string[][] = []
      for await (const { buckets } of client.pages('PackerService_ListBuckets', {
        query: { 'pagination.page_size': 2 },
      }))
        names.push(buckets.map(({ name }) => name).sort())
      assert.deepEqual(
        names.map(({ length }) => length),
        [2, 1],
      )
      assert.deepEqual(names.flat().sort(), ['one', 'three', 'two'])
      const older = createClient({ ...parts, api: packer2021Api })
      const { bucket: same } = await older.call('PackerService_GetBucket', { params: { bucket_slug: 'two' } })
      assert.equal(same?.id, bucket?.id)
    })

    test('throws what the server says, with the id of the request', async () => {
      const asked = createClient(parts).call('PackerService_GetBucket', { params: { bucket_name: 'nobody' } })
      await assert.rejects(asked, (error) => {
        assert.ok(error instanceof ApiError)
        assert.deepEqual([error.code, error.status, error.operation], ['not_found', 404, 'PackerService_GetBucket'])
        assert.match(error.message, /bucket "nobody" does not exist/)
        assert.match(error.requestId ?? '', /^[\w-]{8,}$/)
        return true
      })
    })

    test('takes a name with slashes for one name', async () => {
      const { url, organizationId, projectId } = registry
      const client = createClient(parts)
      const resource_name = `iam/project/${projectId}/service-principal/readers`
      await client.call('ServicePrincipalsService_CreateProjectServicePrincipal', { body: { name: 'readers' } })
      const { service_principal: found } = await client.call('ServicePrincipalsService_GetServicePrincipal', {
        params: { resource_name },
      })
      assert.deepEqual([found?.resource_name, found?.organization_id], [resource_name, organizationId])
      assert.ok(url)
    })

    test('asks for another token when the server holds the one it has for over', async () => {
      const client = createClient(parts)
      await client.call('PackerService_ListBuckets', {})
      registry.clock.advance(2 * 3_600_000)
      await client.call('PackerService_ListBuckets', {})
    })

    test('tells a wrong key from a wrong address', async () => {
      const { url, credentials } = registry
      const key = { ...credentials, clientSecret: 'wrong' }
      const stranger = createClient({ ...parts, access: servicePrincipalKey(key, { authUrl: url }) })
      await assert.rejects(stranger.call('PackerService_ListBuckets', {}), {
        name: 'ApiError',
        code: 'unauthenticated',
      })
      const nowhere = createClient({ ...parts, apiUrl: 'https://127.0.0.1:9', retries: once })
      await assert.rejects(nowhere.call('PackerService_ListBuckets', {}), (error) => {
        assert.ok(error instanceof UnreachableError)
        assert.match(error.message, /https:\/\/127\.0\.0\.1:9 cannot be reached/)
        return true
      })
    })

    test('a parameter that is missing is named before anybody is asked', async () => {
      const asked = createClient(parts).call('PackerService_GetBucket', { params: { bucket_name: '' } })
      await assert.rejects(asked, new TypeError('PackerService_GetBucket needs the parameter bucket_name'))
    })

    test('so is one that would make the address that of something else', async () => {
      for (const bucket_name of ['.', '..'])
        await assert.rejects(
          createClient(parts).call('PackerService_GetBucket', { params: { bucket_name } }),
          new TypeError(`PackerService_GetBucket: bucket_name cannot be "${bucket_name}"`),
        )
    })

    test('follows what happens, and goes on after what was heard last', async () => {
      const client = createClient(parts)
      const heard: boolean[] = []
      const open = Promise.withResolvers<undefined>()
      const ending = new AbortController()
      const following = {
        signal: ending.signal,
        heard: (isOpen: boolean) => {
          heard.push(isOpen)
          open.resolve(undefined)
        },
      }
      const told = client.follow('AssayService_StreamEvents', {}, following)
      const first = told.next()
      await open.promise
      await client.call('PackerService_CreateBucket', { body: { name: 'followed' } })
      let { value } = await first
      // The stream may still contain what other tests did.
      while (value?.event.bucket_name !== 'followed') ({ value } = await told.next())
      assert.equal(value.kind, 'bucket.created')
      ending.abort(new Error('enough'))
      await assert.rejects(Array.fromAsync(told), /^Error: enough$/)
      assert.deepEqual(heard, [true, false])
      await client.call('PackerService_CreateBucket', { body: { name: 'missed' } })
      const later = client.follow('AssayService_StreamEvents', {}, { after: value.id })
      const names: unknown[] = []
      for await (const { kind, event } of later)
        if (kind === 'bucket.created') {
          names.push(event.bucket_name)
          break
        }
      assert.deepEqual(names, ['missed'])
      const wrong = client.follow('AssayService_StreamEvents', {}, { after: 'yesterday' })
      await assert.rejects(wrong.next(), /last_event_id/)
    })
  })

const once = { attempts: 1, firstMs: 0, mostMs: 0 }
const quick = { attempts: 3, firstMs: 1, mostMs: 2 }
const empty = { apiUrl: '', access: bearerToken('token'), location: { organizationId: 'o', projectId: 'p' } }

interface Standing {
  readonly apiUrl: string
  readonly asked: readonly IncomingMessage[]
}

/** A server that responds to its requests in these ways in turn, and in the last way from then on. */
async function standIn(t: TestContext, ...ways: readonly RequestListener[]): Promise<Standing> {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    const way = ways[Math.min(asked.length, ways.length - 1)]
    asked.push(request)
    way?.(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

const answering =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(body)
const breaking: RequestListener = (request) => request.socket.destroy()
const breakingOff: RequestListener = (request, response) =>
  response.writeHead(200, { 'content-length': '38' }).write('{"buckets":[', () => request.socket.destroy())
const list = answering(200, '{"buckets":[],"pagination":null}')
const busy = answering(503, '<html>', { 'content-type': 'text/html' })

describe('what may be repeated', () => {
  for (const [what, ...ways] of [
    ['a proxy that finds no server', answering(502, ''), busy, list],
    ['a connection that breaks', breaking, breaking, list],
    ['an answer that breaks off', breakingOff, breakingOff, list],
    ['too many requests', answering(429, ''), answering(429, ''), list],
  ] as const)
    test(`is tried again after ${what}`, async (t) => {
      const { apiUrl, asked } = await standIn(t, ...ways)
      const client = createClient({ ...empty, api: currentApi, apiUrl, retries: quick })
      assert.deepEqual((await client.call('PackerService_ListBuckets', {})).buckets, [])
      assert.equal(asked.length, 3)
    })

  test('is given up after so many attempts, with what was answered last', async (t) => {
    const { apiUrl, asked } = await standIn(t, busy)
    const client = createClient({ ...empty, api: currentApi, apiUrl, retries: quick })
    const told = { name: 'ApiError', code: 'unavailable', status: 503, requestId: null }
    await assert.rejects(client.call('PackerService_ListBuckets', {}), told)
    assert.equal(asked.length, 3)
  })

  test('is not what changes something, unless it was not begun', async (t) => {
    const { apiUrl, asked } = await standIn(t, answering(429, ''), busy)
    const client = createClient({ ...empty, api: currentApi, apiUrl, retries: quick })
    const made = client.call('PackerService_CreateBucket', { body: { name: 'one' } })
    await assert.rejects(made, { name: 'ApiError', status: 503 })
    assert.equal(asked.length, 2)
  })

  test('is what is said to be', async (t) => {
    const { apiUrl, asked } = await standIn(t, busy, answering(200, '{"allowed_permissions":[]}'))
    const client = createClient({ ...empty, api: currentApi, apiUrl, retries: quick })
    const request = { params: { id: 'p' }, body: { permissions: [] } }
    await client.call('ProjectService_TestIamPermissions', request, { repeatable: true })
    assert.equal(asked.length, 2)
  })

  test('is a token, whose want ends nothing; but not what is good once', async (t) => {
    const granted = answering(200, '{"access_token":"new","expires_in":3600,"refresh_token":"next"}')
    const { apiUrl: authUrl, asked } = await standIn(t, busy, breakingOff, granted, busy)
    const key = servicePrincipalKey({ clientId: 'id', clientSecret: 'secret' }, { authUrl, retries: quick })
    assert.deepEqual(await key.headers(), { authorization: 'Bearer new' })
    assert.equal(asked.length, 3)
    const login = { clientId: 'assay', accessToken: 'old', until: 0, refreshToken: 'first' }
    const parts = { authUrl, retries: quick, kept: async () => null, keep: async () => undefined }
    await assert.rejects(browserLogin(login, parts).headers(), { name: 'ApiError', status: 503 })
    assert.equal(asked.length, 4)
  })

  test('is not waited for longer than is said, whatever the server says', async (t) => {
    const { apiUrl, asked } = await standIn(t, answering(429, '', { 'retry-after': '3600' }))
    const client = createClient({ ...empty, api: currentApi, apiUrl, retries: quick })
    await assert.rejects(client.call('PackerService_ListBuckets', {}), { code: 'resource_exhausted' })
    assert.equal(asked.length, 1)
  })

  test('is waited for until the date that the server names', async (t) => {
    const date = new Date(Date.now() + 3_600_000).toUTCString()
    const { apiUrl, asked } = await standIn(t, answering(429, '', { 'retry-after': date }))
    const client = createClient({ ...empty, api: currentApi, apiUrl, retries: quick })
    await assert.rejects(client.call('PackerService_ListBuckets', {}), { code: 'resource_exhausted' })
    assert.equal(asked.length, 1, 'that is too long')
  })
})

test('an answer that is no JSON is not taken for one', async (t) => {
  const { apiUrl } = await standIn(t, answering(200, '<html>'))
  const client = createClient({ ...empty, api: currentApi, apiUrl, retries: quick })
  const message = 'the server answered 200 without JSON: is it a registry, or a proxy in front of one?'
  await assert.rejects(client.call('PackerService_ListBuckets', {}), { name: 'ApiError', status: 200, message })
})

describe('a stream of events', () => {
  test('is resumed from what was heard last, whatever blocks say no id, and from the beginning when one says an empty one', async (t) => {
    const saying = (text: string) => answering(200, text, { 'content-type': 'text/event-stream' })
    const event = (id: string) => `${id}event: bucket.created\ndata: {}\n\n`
    const { apiUrl, asked } = await standIn(
      t,
      saying('retry: 2000\n\n'),
      saying(`: for proxies\n\nid: 8\n\n${event('')}`),
      saying(`retry: 2000\n\n${event('id:\n')}`),
      saying(event('id: 1\n')),
    )
    const client = createClient({ ...empty, api: currentApi, apiUrl, retries: quick })
    const ids: string[] = []
    for await (const { id } of client.follow('AssayService_StreamEvents', {}, { after: '7' }))
      if (ids.push(id) === 3) break
    assert.deepEqual(ids, ['8', '', '1'])
    assert.deepEqual(
      asked.map(({ headers }) => headers['last-event-id']),
      ['7', '7', '8', undefined],
    )
  })
})

describe('blocks of a stream of events', () => {
  const blocksOf = async (...chunks: readonly string[]) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
        controller.close()
      },
    })
    return (await Array.fromAsync(eventLines(body, '7', 1000))).map(({ id, kind, data }) => [id, kind, data])
  }

  for (const [name, end] of Object.entries({ LF: '\n', CRLF: '\r\n', CR: '\r' }))
    test(`end by ${name}, wherever the text is cut`, async () => {
      const text =
        `\ufeffid: 8\n:hello\nevent: one\ndata: {\ndata:}\n\nid: 9\n\ndata\nid\n\n`.replaceAll('\n', end) + ' '
      const expected = [['8', 'one', '{\n}'], ['9', '', ''], ['', '', '']] // prettier-ignore
      for (let at = 0; at <= text.length; at += 1)
        assert.deepEqual(await blocksOf(text.slice(0, at), text.slice(at)), expected, `cut at ${at}`)
    })

  test('that broke off are none', async () => {
    assert.deepEqual(await blocksOf('data: 1\n\nid: 8\ndata: 2\n'), [['7', '', '1']])
  })
})

describe('a call that is called off', () => {
  const reason = new Error('the page is gone')

  test('rejects with the reason, and the server hears of it', async (t) => {
    const controller = new AbortController()
    const closed = Promise.withResolvers<void>()
    const { apiUrl, asked } = await standIn(t, (request) => {
      request.socket.once('close', closed.resolve)
      controller.abort(reason)
    })
    const client = createClient({ ...empty, api: currentApi, apiUrl, retries: quick })
    const { signal } = controller
    await assert.rejects(client.call('PackerService_ListBuckets', {}, { signal }), reason)
    await closed.promise
    assert.equal(asked.length, 1)
  })

  test('is not waited for between two attempts', async (t) => {
    const controller = new AbortController()
    const { apiUrl } = await standIn(t, (_, response) => {
      response.writeHead(503).end(() => {
        controller.abort(reason)
      })
    })
    const retries = { attempts: 2, firstMs: 3_600_000, mostMs: 3_600_000 }
    const client = createClient({ ...empty, api: currentApi, apiUrl, retries })
    await assert.rejects(client.call('PackerService_ListBuckets', {}, { signal: controller.signal }), reason)
  })
})
