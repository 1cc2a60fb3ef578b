// Which requests reach the operations of the contract, and from which callers.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { databases } from '../../support/databases.ts'
import { openConnection, type RawAnswer } from '../../support/raw-socket.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'

const [database = assert.fail('there is no database')] = databases()

describe('a request whose body is long on its way', () => {
  let registry: TestRegistry
  before(async () => {
    registry = await startRegistry(database)
  })
  after(() => registry.close())

  /** Sends a PUT to the project's buckets; `meanwhile` runs when the server has read the head and no byte of the body has been sent. */
  async function sendLate(token: string, name: string, meanwhile: () => Promise<void>): Promise<RawAnswer> {
    const { organizationId, projectId } = registry
    const body = JSON.stringify({ name })
    const head = [
      `PUT /packer/2023-01-01/organizations/${organizationId}/projects/${projectId}/buckets HTTP/1.1`,
      'Host: localhost',
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      'Expect: 100-continue',
    ]
    const connection = await openConnection(registry)
    await connection.write(`${head.join('\r\n')}\r\n\r\n`)
    assert.equal((await connection.answer()).status, 100)
    await meanwhile()
    await connection.write(body)
    const answer = await connection.answer()
    connection.vanish()
    return answer
  }
  const idOf = async (token: string) =>
    (await registry.as(token).ok('IamService_GetCallerIdentity', {})).principal.id as string

  test('is answered by the roles that are held when it ends', async () => {
    const token = await registry.token('contributor')
    const principalId = await idOf(token)
    const answer = await sendLate(token, 'late', async () => {
      const project = { type: 'project', id: registry.projectId } as const
      await registry.store.transaction(({ roles }) => roles.release(principalId))
      assert.deepEqual(
        (await registry.store.roles.list(project)).filter((held) => held.principalId === principalId),
        [],
      )
      registry.clock.advance(3000)
    })
    assert.deepEqual([answer.status, answer.body.code], [403, 7])
    await registry.admin.refused('PackerService_GetBucket', 5, { params: { bucket_name: 'late' } })
  })

  test('is refused when whoever sends it is disabled meanwhile', async () => {
    const token = await registry.token('contributor')
    const principalId = await idOf(token)
    const answer = await sendLate(token, 'later', async () => {
      const found = (await registry.store.principals.find(principalId)) ?? assert.fail('there is nobody')
      const disabledAt = registry.clock.now()
      await registry.store.transaction(({ principals }) => principals.update({ ...found, disabledAt }))
      registry.clock.advance(3000)
    })
    assert.deepEqual([answer.status, answer.body.code], [401, 16])
  })

  test('does what it asks for while its sender may do so', async () => {
    const token = await registry.token('contributor')
    const answer = await sendLate(token, 'good', () => {
      registry.clock.advance(3000)
      return Promise.resolve()
    })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
  })
})
