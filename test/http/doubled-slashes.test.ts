// Public clients join addresses so that slashes double: webhook receivers, scripts, anyone who configures an address with a trailing slash.
// HCP merges them, and so does everything here.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { completeVersion, newBucket, newChannel } from '../support/build-sequences.ts'
import type { Answer, Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { basic, FORM, STOCK_BODY } from '../support/identity.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'

for (const database of databases())
  describe(`doubled slashes on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
      const bucket = await newBucket(admin, 'doubled')
      await completeVersion(bucket, 'fp')
      await newChannel(bucket, 'production', 'fp')
    })
    after(() => registry.close())

    const doubled = (path: string): readonly string[] => {
      const [bare = '', query] = path.split('?')
      const rest = query === undefined ? '' : `?${query}`
      return [`/${path}`, bare.replaceAll('/', '//') + rest, bare.replaceAll('/', '////') + rest]
    }
    const essence = ({ status, headers, body }: Answer) => ({
      status,
      type: headers['content-type'],
      body: body as unknown,
    })

    const reads: readonly string[] = [
      '/packer/2023-01-01/organizations/O/projects/P/registry',
      '/packer/2023-01-01/organizations/O/projects/P/buckets/doubled',
      '/packer/2023-01-01/organizations/O/projects/P/buckets/doubled/versions/fp',
      '/packer/2023-01-01/organizations/O/projects/P/buckets/doubled/channels/production',
      '/packer/2023-01-01/organizations/O/projects/P/buckets/doubled/versions?pagination.page_size=1&sorting.order_by=name',
      '/packer/2023-01-01/organizations/O/projects/P/buckets/nothing',
      '/packer/2021-04-30/organizations/O/projects/P/images/doubled/channels/production',
      '/packer/2021-04-30/organizations/O/projects/P/images/doubled/iteration?fingerprint=fp',
      '/resource-manager/2019-12-10/organizations',
      '/resource-manager/2019-12-10/projects/P',
      '/iam/2019-12-10/caller-identity',
      '/operation/2020-05-05/organizations/O/projects/P/operations/01HZZZZZZZZZZZZZZZZZZZZZZZ',
      '/healthz',
      '/readyz',
    ]
    for (const read of reads)
      test(`GET ${read} is answered the same with slashes in runs`, async () => {
        const path = read.replace('/O/', `/${registry.organizationId}/`).replace('/P', `/${registry.projectId}`)
        const expected = essence(await admin.send({ method: 'GET', path }))
        assert.doesNotMatch(JSON.stringify(expected), /there is no/)
        for (const same of doubled(path))
          assert.deepEqual(essence(await admin.send({ method: 'GET', path: same })), expected, same)
      })

    test('writing goes where a path without them goes', async () => {
      const base = `//packer/2023-01-01//organizations/${registry.organizationId}//projects/${registry.projectId}`
      const headers = { 'content-type': 'application/json' }
      const created = await admin.send({ method: 'PUT', path: `${base}//buckets`, headers, body: '{"name":"joined"}' })
      assert.deepEqual([created.status, created.body.bucket.name], [200, 'joined'])
      const deleted = await admin.send({ method: 'DELETE', path: `${base}/buckets//joined` })
      assert.deepEqual([deleted.status, deleted.body], [200, {}])
    })

    test('a token is given', async () => {
      const headers = { ...FORM, ...basic(registry.credentials) }
      for (const path of ['//oauth2/token', '/oauth2//token', '///oauth//token']) {
        const answer = await registry.anonymous.send({ method: 'POST', path, headers, body: STOCK_BODY })
        assert.deepEqual([answer.status, answer.body.token_type], [200, 'Bearer'], path)
      }
    })

    test('the signature of a run task is checked', async () => {
      const params = { task_type: 'validation' }
      const { api_url, hmac_key } = await admin.ok('PackerService_GetRegistryTFCRunTaskAPI', { params })
      const body = '{"access_token":"test-token"}'
      const signature = createHmac('sha512', hmac_key as string)
        .update(body)
        .digest('hex')
      for (const path of doubled(new URL(api_url as string).pathname)) {
        const send = (headers: Readonly<Record<string, string>>) =>
          registry.anonymous.send({ method: 'POST', path, headers, body })
        assert.deepEqual((await send({ 'x-tfc-task-signature': signature })).body, {}, path)
        assertRefused(await send({}), 16)
      }
    })

    test('no gate is passed: without a token, without a role, in another project', async () => {
      const base = `//packer/2023-01-01//organizations/${registry.organizationId}//projects/${registry.projectId}`
      const nobody = await registry.principal(null)
      assertRefused(await registry.anonymous.send({ method: 'GET', path: `${base}//registry` }), 16)
      assertRefused(await nobody.send({ method: 'GET', path: `${base}//registry` }), 7)
      const elsewhere = base.replace(registry.projectId, `/${registry.projectId}%2F`)
      assertRefused(await admin.send({ method: 'GET', path: `${elsewhere}//registry` }), 7)
    })

    test('an empty name is none: the refusal shows how the path was read', async () => {
      const base = `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}`
      const unknown = await admin.send({ method: 'DELETE', path: `${base}/buckets//channels/production` })
      const read = `there is no DELETE ${base}/buckets/channels/production`
      assert.equal(assertRefused(unknown, 5), `${read}: slashes in a row count as one, so no name can be empty`)
      const bucket = await admin.send({ method: 'GET', path: `${base}/buckets//versions` })
      assert.equal(assertRefused(bucket, 5), 'bucket "versions" does not exist')
      const slash = await admin.send({ method: 'DELETE', path: `${base}/buckets/doubled/channels/` })
      assert.equal(assertRefused(slash, 5), 'channel "" does not exist')
    })
  })
