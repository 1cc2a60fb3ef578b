// Callers that lack permission, or request something that does not exist, are refused before any of the body is read.
// The requests announce a body that never arrives, so getting a response at all is the proof.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { contractOperations } from '../support/contract.ts'
import { databases } from '../support/databases.ts'
import { inParallel } from '../support/in-parallel.ts'
import { ask, type RawAnswer } from '../support/raw-socket.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'
import { unserved as unimplemented } from '../support/served-operations.ts'

const [database = assert.fail('there is no database')] = databases()
const ANNOUNCED = ['Content-Length: 4000000', 'Transfer-Encoding: chunked']

const operations = [...contractOperations].filter(([, { method }]) => method !== 'GET')
const ofOneProject = operations.filter(([, { path }]) => path.includes('{location.project_id}'))
const unserved = new Set<string>(unimplemented)
// These have a body and change nothing.
const searches = ['PackerService_SearchExternalArtifact', 'PackerService_SearchByLabels']
// Everyone with read access may subscribe to events.
const own = ['AssayService_CreateOwnEmailSubscription']
const writes = ofOneProject.filter(([name, { method }]) => method !== 'DELETE' && ![...searches, ...own].includes(name))

describe('what is refused before a body is read', { timeout: 60_000 }, () => {
  let registry: TestRegistry
  let nobody: string
  let viewer: string
  before(async () => {
    registry = await startRegistry(database)
    ;[nobody, viewer] = await Promise.all([registry.token(null), registry.token('viewer')])
  })
  after(() => registry.close())

  const send = (method: string, path: string, ...headers: readonly string[]): Promise<RawAnswer> =>
    ask(registry, `${[`${method} ${path} HTTP/1.1`, 'Host: localhost', ...headers].join('\r\n')}\r\n\r\n`)
  const bearer = (token: string) => `Authorization: Bearer ${token}`
  const base = () => `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}`
  const addressOf = (path: string): string =>
    path
      .replace('{location.organization_id}', registry.organizationId)
      .replace('{location.project_id}', registry.projectId)
      .replace(/\{[^}]+\}/g, 'nothing')

  test('every operation that writes, to who sends no token or a wrong one', async () => {
    assert.ok(operations.length > 60)
    // The exchange of a workload's token takes no token, and its refusal differs.
    const asked = operations.filter(([name]) => name !== 'ServicePrincipalsService_ExchangeWorkloadIdentityToken')
    await inParallel(8, asked, async ([, { method, path }]) => {
      assertRefused(await send(method, addressOf(path), 'Content-Length: 4000000'), 16)
      const wrong = bearer(`assay_at_${'A'.repeat(43)}`)
      assertRefused(await send(method, addressOf(path), wrong, 'Transfer-Encoding: chunked'), 16)
    })
  })

  test('every operation of a project, to who has no role there, in the words of the use case', async () => {
    assert.ok(ofOneProject.length > 40)
    await inParallel(8, ofOneProject, async ([name, { method, path }]) => {
      const message = assertRefused(await send(method, addressOf(path), bearer(nobody), 'Content-Length: 4000000'), 7)
      assert.match(
        message,
        /^principal "nobody-\w+" needs the (viewer|(packer\.\w+(, | or ))*contributor|admin) role in project /,
        name,
      )
    })
  })

  test('every operation that changes something, to who may only look, whatever the API', async () => {
    await inParallel(8, writes, async ([name, { method, path }]) => {
      const answer = await send(method, addressOf(path), bearer(viewer), 'Transfer-Encoding: chunked')
      assert.match(
        assertRefused(answer, unserved.has(name) ? 12 : 7),
        unserved.has(name) ? /not served/ : /contributor|needs the admin role/,
      )
    })
  })

  test('an address that nobody has, under every beginning and method', async () => {
    const paths = [
      ...['/', '/nope', '/healthz/nope', '/oauth2', '/oauth2/token/x', '/downloads/sboms/x/y', '/packer', '/iam/x'],
      ...['/packer/2021-04-30/nope', '/packer/2022-12-02/nope', '/resource-manager/2019-12-10/nope', '/operation/x'],
      `${base()}/nope`,
    ]
    await inParallel(8, paths, async (path) => {
      for (const [index, method] of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'QUERY', 'PROPFIND'].entries()) {
        const message = assertRefused(await send(method, path, ANNOUNCED[index % 2] ?? ''), 5)
        assert.equal(message, `there is no ${method} ${path}`)
      }
    })
  })

  test('a method that an address does not have', async () => {
    for (const path of ['/healthz', '/readyz', '/oauth2/token', '/oauth2/revoke', `${base()}/buckets`])
      for (const method of ['DELETE', 'PATCH']) assertRefused(await send(method, path, 'Content-Length: 4000000'), 5)
  })

  test('an address that is not correctly encoded or too long', async () => {
    for (const path of ['/%zz', `${base()}/buckets/%ff`, `${base()}/buckets/${'x'.repeat(3000)}`])
      assertRefused(await send('POST', path, 'Content-Length: 4000000'), 3)
  })

  test('the run task under an id that was never given to anybody', async () => {
    for (const date of ['2023-01-01', '2021-04-30'])
      for (const id of ['00000000-0000-4000-8000-000000000000', 'x'])
        assertRefused(
          await send('POST', `/packer/${date}/terraform-cloud/validation/${id}`, 'Content-Length: 4000000'),
          5,
        )
  })

  test('what only reads is answered, whatever is announced with it', async () => {
    for (const announced of ANNOUNCED) {
      assert.equal((await send('GET', '/healthz', announced)).status, 200)
      assert.equal((await send('GET', `${base()}/buckets`, bearer(viewer), announced)).status, 200)
    }
  })
})
