// Who may do what through packer 2021-04-30, and the envelope of its errors, in which SDKs before 0.28 read `error`.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Answer, Call, Client, Sent } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { type Dumper, openDumper } from '../support/dump.ts'
import { furnishIterations, isRead, iterationOperations } from '../support/furnished-iterations.ts'
import { inParallel } from '../support/in-parallel.ts'
import { newIteration, newIterationBuild, newSlug } from '../support/iteration-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'

const RUN_TASK = ['GetRegistryTFCRunTaskAPI', 'RegenerateTFCRunTaskHmacKey']

for (const database of databases())
  describe(`refusals of 2021-04-30 on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    let dumper: Dumper
    let callOf: (operation: string) => Call
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
      dumper = await openDumper(registry.location)
      callOf = await furnishIterations(admin)
    })
    after(async () => {
      await dumper.close()
      await registry.close()
    })

    const call = (client: Client, operation: string, given: Call): Promise<Answer> =>
      client.call(`2021-04-30/PackerService_${operation}`, given)
    const base = () => `/packer/2021-04-30/organizations/${registry.organizationId}/projects/${registry.projectId}`
    const withoutTrace = async (work: () => Promise<unknown>) => {
      const before = await dumper.dump()
      await work()
      assert.deepEqual(await dumper.dump(), before)
    }

    test('there are 28 operations', () => {
      assert.equal(iterationOperations.length, 28)
    })

    test('all are refused with 16 to who sends no token and with 7 to who has no role in the project', async () => {
      const nobody = await registry.principal(null)
      await withoutTrace(() =>
        inParallel(16, iterationOperations, async (operation) => {
          assertRefused(await call(registry.anonymous, operation, callOf(operation)), 16)
          assertRefused(await call(nobody, operation, callOf(operation)), 7)
        }),
      )
    })

    test('a viewer reads all but the key of the run task, and writes nothing', async () => {
      const viewer = await registry.principal('viewer')
      await withoutTrace(() =>
        inParallel(16, iterationOperations, async (operation) => {
          const answer = await call(viewer, operation, callOf(operation))
          if (isRead(operation) && !RUN_TASK.includes(operation)) assert.equal(answer.status, 200, operation)
          else assertRefused(answer, 7)
        }),
      )
    })

    test('nothing of another project is found, not even by who may write in both', async () => {
      const projectId = randomUUID()
      const createdAt = registry.clock.now()
      const stamps = { createdAt, updatedAt: createdAt }
      const key = await registry.store.principals.findKey(registry.credentials.clientId)
      await registry.store.transaction(async (tx) => {
        const { organizationId } = registry
        await tx.organizations.insertProject({
          id: projectId,
          organizationId,
          name: 'other',
          description: '',
          createdAt,
        })
        await tx.registries.insert({ id: projectId, projectId, featureTier: 'plus', activated: true, ...stamps })
        await tx.roles.bind({ type: 'project', id: projectId }, { role: 'admin', principalId: key?.principalId ?? '' })
      })
      // Longer than any server caches the permissions of a principal.
      registry.clock.advance(10_000)
      const there = { 'location.project_id': projectId }
      assert.equal((await call(admin, 'ListBuckets', { params: there })).status, 200)

      const byId = ['GetBuild', 'UpdateBuild', 'DeleteBuild', 'UpdateIteration', 'DeleteIteration', 'ListBuilds']
      for (const operation of byId) {
        const given = callOf(operation)
        assertRefused(await call(admin, operation, { ...given, params: { ...given.params, ...there } }), 5)
      }
      const params: Record<string, string> = { ...callOf('GetIteration').params, ...there }
      await call(admin, 'CreateBucket', { params, body: { bucket_slug: 'furnished' } })
      await call(admin, 'CreateChannel', { params, body: { slug: 'production' } })
      const id = params['iteration_id'] ?? ''
      assertRefused(await call(admin, 'GetIteration', { params, query: { iteration_id: id } }), 5)
      assertRefused(await call(admin, 'UpdateChannel', { params, body: { iteration_id: id } }), 5)
      assertRefused(await call(admin, 'ListBucketAncestry', { params, query: { iteration_id: id } }), 5)
    })

    test('whatever is wrong with a request, the error repeats its message in `error`', async () => {
      const requests: Readonly<Record<string, Sent>> = {
        'JSON that is cut off': { method: 'PUT', path: '/images', body: '{"bucket_slug":' },
        'JSON of another shape': { method: 'PUT', path: '/images', body: '[]' },
        'a body that is too large': { method: 'PUT', path: '/images', body: `"${'x'.repeat(4 * 1024 * 1024)}"` },
        'a value of another type': { method: 'PUT', path: '/images', body: '{"labels":7}' },
        'a query that is no number': { method: 'GET', path: '/images?pagination.page_size=many' },
        'a query that is no boolean': { method: 'DELETE', path: '/registry?hard_delete=perhaps' },
        'a name that is too long': { method: 'GET', path: `/images/${'x'.repeat(1000)}` },
        'a name with NUL': { method: 'GET', path: '/images/%00' },
        'a bucket that does not exist': { method: 'DELETE', path: '/images/nowhere' },
        'a bucket that exists': { method: 'PUT', path: '/images', body: '{"bucket_slug":"furnished"}' },
        'a managed channel': { method: 'PATCH', path: '/images/furnished/channels/latest', body: '{}' },
      }
      for (const [what, { method, path, ...rest }] of Object.entries(requests)) {
        const { status, body } = await admin.send({ method, path: base() + path, ...rest })
        assert.ok(status >= 400 && status < 500, `${what}: ${status}`)
        assert.deepEqual(Object.keys(body as object).toSorted(), ['code', 'details', 'error', 'message'], what)
        assert.notEqual(body.code, 0)
        assert.notEqual(body.message, '')
        assert.equal(body.error, body.message, what)
      }
      const unsigned = await registry.anonymous.send({ method: 'GET', path: `${base()}/images` })
      assert.equal(unsigned.body.error, unsigned.body.message)
    })

    test('an error of any other API has no such field', async () => {
      const path = base().replace('2021-04-30', '2023-01-01')
      const { body } = await admin.send({ method: 'GET', path: `${path}/buckets/nowhere` })
      assert.deepEqual(Object.keys(body as object).toSorted(), ['code', 'details', 'message'])
    })

    test('a contributor does all of it', async () => {
      const contributor = await registry.principal('contributor')
      // Deletions target resources made for them, and come last.
      const bucket = await newSlug(admin, 'left-over')
      const left = await newIteration(bucket, 'left-over')
      const build = await newIterationBuild(bucket, left, { component_type: 'file.left-over' })
      await call(admin, 'CreateChannel', { params: { bucket_slug: 'left-over' }, body: { slug: 'left-over' } })
      const params = { bucket_slug: 'left-over', slug: 'left-over', iteration_id: left.id, build_id: build.id }
      const refusals = new Map<string, number>()
      for (const operation of iterationOperations.filter((name) => !name.startsWith('Delete'))) {
        const { status, body } = await call(contributor, operation, callOf(operation))
        if (status !== 200) refusals.set(operation, body.code as number)
      }
      for (const operation of ['DeleteBuild', 'DeleteIteration', 'DeleteChannel', 'DeleteBucket', 'DeleteRegistry'])
        assert.equal((await call(contributor, operation, { params })).status, 200, operation)
      assert.deepEqual(Object.fromEntries(refusals), { CreateRegistry: 6 })
    })
  })
