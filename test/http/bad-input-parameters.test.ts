// Paths, queries and headers that clients should not send.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { unimplemented } from '../../src/http/packer/v2023/unimplemented.ts'
import type { Answer, Json } from '../support/client.ts'
import { contractOperations } from '../support/contract.ts'
import { databases } from '../support/databases.ts'
import { type Dumper, openDumper } from '../support/dump.ts'
import { acceptableBodies, furnish } from '../support/furnished.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'

const unserved = new Set<string>(unimplemented)
const served = [...contractOperations.keys()].filter(
  (name) => (name.startsWith('PackerService_') && !unserved.has(name)) || name.startsWith('OperationService_'),
)
const paged = served.filter((name) => contractOperations.get(name)?.query.includes('pagination.page_size'))
// These return everything at once, whatever page is requested, or nothing that could be paged.
const unpaged = ['PackerService_ListBuilds', 'PackerService_SearchExternalArtifact']
const lists = paged.filter((name) => !unpaged.includes(name))
const base64 = (text: string) => Buffer.from(text).toString('base64url')

for (const database of databases())
  describe(`paths, queries and headers that clients should not send, on ${database.name}`, () => {
    let registry: TestRegistry
    let dumper: Dumper
    let params: Readonly<Record<string, string>>
    before(async () => {
      registry = await startRegistry(database)
      dumper = await openDumper(registry.location)
      params = await furnish(registry.admin)
    })
    after(async () => {
      await dumper.close()
      await registry.close()
    })

    const pathOf = (name: string, given: Readonly<Record<string, string>>): string => {
      const { path } = contractOperations.get(name) ?? assert.fail(name)
      const location = {
        'location.organization_id': registry.organizationId,
        'location.project_id': registry.projectId,
      }
      const all: Readonly<Record<string, string>> = { ...location, ...params, ...given }
      return path.replace(/\{([^}]+)\}/g, (_, parameter: string) => all[parameter] ?? '')
    }
    /** Parameters are put into the path without encoding. */
    const send = (name: string, given: Readonly<Record<string, string>>, query = ''): Promise<Answer> => {
      const method = contractOperations.get(name)?.method ?? ''
      const hasBody = !['GET', 'DELETE'].includes(method)
      const body = hasBody ? { body: JSON.stringify(acceptableBodies[name] ?? {}) } : {}
      return registry.admin.send({ method, path: pathOf(name, given) + query, ...body })
    }
    const withoutTrace = async (work: () => Promise<unknown>) => {
      const before = await dumper.dump()
      await work()
      assert.deepEqual(await dumper.dump(), before)
    }
    const parametersOf = (name: string) =>
      [...(contractOperations.get(name)?.path ?? '').matchAll(/\{([^}]+)\}/g)].map(([, parameter = '']) => parameter)

    for (const name of served)
      test(`${name} refuses NUL in each of its path parameters, by its name`, async () => {
        await withoutTrace(async () => {
          for (const parameter of parametersOf(name))
            for (const text of ['%00', 'a%00b'])
              assert.match(
                assertRefused(await send(name, { [parameter]: text }), 3),
                new RegExp(`^${parameter.replace('.', '[.]')}: must be text without NUL`),
              )
        })
      })

    const broken: Readonly<Record<string, string>> = {
      'no hexadecimal digits': '%zz',
      'one digit': '%a',
      'a percent sign alone': '%',
      'bytes that no UTF-8 has': '%ff%fe',
      'half of a surrogate pair': '%ed%a0%80',
      'an overlong NUL': '%c0%80',
    }
    for (const [description, text] of Object.entries(broken))
      test(`a percent-encoding with ${description} is refused wherever it is in the path`, async () => {
        await withoutTrace(async () => {
          for (const name of served)
            for (const parameter of parametersOf(name))
              assert.match(assertRefused(await send(name, { [parameter]: text }), 3), /^path: is not correctly/)
        })
      })

    test('a part of the path that is longer than any name is refused in a short message', async () => {
      for (const length of [2001, 12_000]) {
        const message = assertRefused(await send('PackerService_GetBucket', { bucket_name: 'x'.repeat(length) }), 3)
        assert.equal(message, 'path: a part of it is longer than any name or id')
      }
      const message = assertRefused(await send('PackerService_GetBucket', { bucket_name: 'x'.repeat(2000) }), 5)
      assert.ok(message.length < 200)
    })

    test('a path that climbs finds nothing', async () => {
      for (const name of ['..%2F..', '..%2f..%2fhealthz', '%2e%2e', '..%5c..', '%252e%252e%252f', 'furnished%2F'])
        assertRefused(await send('PackerService_GetBucket', { bucket_name: name }), 5)
    })

    test('wrong queries are refused by the name of the parameter', async () => {
      const wrong: readonly (readonly [name: string, parameter: string, values: readonly string[]])[] = [
        ['PackerService_DeleteVersion', 'rollback_channels', ['maybe', '1', 'TRUE', 'true,false', '%00', 'tr%00ue']],
        ...lists.flatMap((name): [string, string, string[]][] => [
          [name, 'pagination.page_size', ['-1', 'ten', '1.5', '1e3', '0x10', '99999999999', '1%00', '+', '１']],
          [name, 'pagination.next_page_token', wrongTokens],
          [name, 'pagination.previous_page_token', wrongTokens],
        ]),
        ...lists
          .filter((name) => contractOperations.get(name)?.query.includes('sorting.order_by'))
          .map((name): [string, string, string[]] => [name, 'sorting.order_by', wrongOrders]),
      ]
      assert.ok(wrong.length > 8)
      await withoutTrace(async () => {
        for (const [name, parameter, values] of wrong)
          for (const value of values) {
            const answer = await send(name, {}, `?${parameter}=${value}`)
            const message = assertRefused(answer, 3)
            const [field = ''] = message.split(': ')
            // The values of a forged token are only checked where its direction is no longer known.
            assert.ok([parameter, parameter.replace(/[.].*/, '')].includes(field), value)
          }
      })
    })

    test('a token of one list, order or direction is refused by every other', async () => {
      const tokenOf = async (name: string, query: string) => {
        const { body } = await send(name, {}, `?pagination.page_size=1${query}`)
        return body.pagination.next_page_token as string
      }
      await registry.admin.ok('PackerService_CreateBucket', { body: { name: 'second' } })
      const byName = await tokenOf('PackerService_ListBuckets', '')
      const byTime = await tokenOf('PackerService_ListVersions', '')
      assert.ok(byName !== '' && byTime !== '')
      const refused = [
        ['PackerService_ListVersions', `pagination.next_page_token=${byName}`],
        ['PackerService_ListBuckets', `pagination.next_page_token=${byTime}`],
        ['PackerService_ListBuckets', `pagination.next_page_token=${byName}&sorting.order_by=created_at`],
        ['PackerService_ListBuckets', `pagination.next_page_token=${byName}&sorting.order_by=name%20desc`],
        ['PackerService_ListBuckets', `pagination.previous_page_token=${byName}`],
        ['PackerService_ListBuckets', `pagination.previous_page_token=${byName}&pagination.next_page_token=${byName}`],
      ] as const
      for (const [name, query] of refused) assertRefused(await send(name, {}, `?${query}`), 3)
      const { status } = await send('PackerService_ListBuckets', {}, `?pagination.next_page_token=${byName}`)
      assert.equal(status, 200)
    })

    test('queries that are odd but not wrong are answered', async () => {
      const odd = [
        '?',
        '?&&&===',
        '?pagination.page_size=1&pagination.page_size=2',
        '?pagination.page_size=999999999',
        '?__proto__=x&constructor=y&toString=z',
        '?unknown=%zz&%zz=unknown&%00=%00',
        `?${'x=1&'.repeat(2000)}`,
        `?sorting.order_by=${'name,'.repeat(2600)}name%20desc`,
        `?${'sorting.order_by=name%20desc&'.repeat(400)}sorting.order_by=created_at`,
        '?sorting.order_by=name&sorting.order_by=updated_at%20DESC,created_at&sorting.order_by=',
      ]
      for (const query of odd) {
        const { status, body } = await send('PackerService_ListBuckets', {}, query)
        assert.equal(status, 200, `${query.slice(0, 80)} answered ${JSON.stringify(body)}`)
      }
      const twice = await send('PackerService_ListBuckets', {}, odd[2])
      assert.equal((twice.body.buckets as Json[]).length, 2, 'the last of two counts')
    })

    test('a page of a list that is sorted by a field a thousand times over can be followed', async () => {
      const query = `?pagination.page_size=1&sorting.order_by=${'name%20desc,created_at,'.repeat(500)}name`
      const { body } = await send('PackerService_ListBuckets', {}, query)
      const token = body.pagination.next_page_token as string
      const next = await send('PackerService_ListBuckets', {}, `${query}&pagination.next_page_token=${token}`)
      assert.equal(next.status, 200, JSON.stringify(next.body))
      assert.notEqual(next.body.buckets[0].id, body.buckets[0].id)
    })

    test('methods that a path does not have are answered with the envelope and change nothing', async () => {
      await withoutTrace(async () => {
        for (const method of ['OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH', 'LINK', 'PATCH', 'DELETE', 'POST']) {
          const { status, body } = await registry.admin.send({ method, path: pathOf('PackerService_ListBuckets', {}) })
          assert.deepEqual([status, body.code], [404, 5], method)
        }
        const head = await registry.admin.send({ method: 'HEAD', path: pathOf('PackerService_ListBuckets', {}) })
        assert.equal(head.status, 404)
      })
    })

    test('odd headers are answered like any others', async () => {
      const latin = Buffer.from('tökèn ✓').toString('latin1')
      const odd: readonly Readonly<Record<string, string>>[] = [
        { 'x-hcp-source-channel': latin },
        { 'x-hcp-source-channel': 'x'.repeat(8000), 'user-agent': '' },
        { accept: 'text/html', 'accept-encoding': '*;q=0', range: 'bytes=0-1' },
        { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'gopher', 'x-forwarded-host': '"><script>' },
        { 'x-request-id': 'x\ty', 'x-http-method-override': 'DELETE' },
        { 'if-none-match': '*', 'if-modified-since': 'yesterday', expect: '100-continue' },
        { te: 'trailers', connection: 'close', 'content-length': '0', 'content-type': 'x' },
      ]
      for (const headers of odd) {
        const path = pathOf('PackerService_GetSbom', {})
        const { status, body } = await registry.admin.send({ method: 'GET', path, headers })
        assert.equal(status, 200, JSON.stringify([headers, body]))
        assert.ok((body.download_url as string).startsWith(`${registry.url}/`))
      }
    })
  })

const wrongTokens = [
  'nonsense',
  '%zz',
  '%00',
  base64('null'),
  base64('{}'),
  base64('[]'),
  base64('["after"]'),
  base64('["after","+name"]'),
  base64('["after","+name","a",{}]'),
  base64('["after","+name","a",null]'),
  base64('["after","+name","a\\u0000","b"]'),
  base64('["after","+name",1e999,"b"]'),
  base64('["after","+name",7,"b"]'),
  base64('["after","+name","a","b","c"]'),
  base64('["after","-createdAt","x",9]'),
  base64('["after","-createdAt",9,"x"]'),
  base64('["after","-assignedAt",{"length":1},"x"]'),
  base64('["after","__proto__","a","b"]'),
  base64(`[${'['.repeat(2000)}`),
  'A'.repeat(9000),
]

const wrongOrders = [
  'size',
  'name%20up',
  'name%20asc%20desc',
  'name;drop%20table%20bucket',
  'name,,id',
  ',',
  '%00',
  'na%00me',
  '__proto__',
  'constructor',
  'toString',
  '-name',
  '%ed%a0%80',
  `${'name,'.repeat(2000)}size`,
]
