// Four hundred connections that send almost all of a large body and then stall, while the test decides when seconds
// pass.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { BUDGET_LIMITS } from '../../../src/http/gate/body-budget.ts'
import { databases } from '../../support/databases.ts'
import { inParallel } from '../../support/in-parallel.ts'
import { openConnection, type RawConnection } from '../../support/raw-socket.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'
import { manualSeconds } from '../../support/seconds.ts'

const [database = assert.fail('there is no database')] = databases()
const BODY_BYTES = 4 * 1024 * 1024
const EACH = 200
const CROWD = ['127.0.0.2', '127.0.0.3'].flatMap((from) => Array<string>(EACH).fill(from))
/** How many bodies of one address are admitted; two addresses take all the room that exists. */
const ADMITTED = BUDGET_LIMITS.perAddress / BODY_BYTES

interface Member {
  readonly from: string
  readonly connection: RawConnection
}

describe('a crowd that stalls in the middle of large bodies', { timeout: 120_000 }, () => {
  const seconds = manualSeconds()
  let registry: TestRegistry
  let authorization: string
  let base: string
  before(async () => {
    registry = await startRegistry(database, { everySecond: seconds.everySecond })
    authorization = `Authorization: Bearer ${await registry.token('contributor')}`
    base = `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}`
  })
  after(() => registry.close())

  const head = (...headers: readonly string[]) =>
    [`PATCH ${base}/buckets/b/versions/f/builds/x HTTP/1.1`, 'Host: localhost', authorization, ...headers, '', ''].join(
      '\r\n',
    )
  /** Announces a body, and sends none of it yet. */
  const begin = async (from: string): Promise<Member> => {
    const connection = await openConnection({ ...registry, from })
    await connection.write(head(`Content-Length: ${BODY_BYTES}`, 'Expect: 100-continue'))
    return { from, connection }
  }
  const serves = async (name: string) => {
    await registry.admin.ok('PackerService_CreateBucket', { body: { name } })
    await registry.admin.ok('PackerService_GetBucket', { params: { bucket_name: name } })
  }

  test('gets as far as there is room for bodies, is told so and closed, and nobody else waits for it', async () => {
    const crowd: Member[] = []
    for (const from of CROWD) crowd.push(await begin(from))
    await serves('beside-those-who-ask')

    const answers = inParallel(crowd.length, crowd, async (member) => ({
      member,
      status: (await member.connection.answer()).status,
    }))
    seconds.pass(10)
    const told = await answers
    const counts = Object.groupBy(told, ({ member, status }) => `${member.from} is told ${status}`)
    assert.deepEqual(Object.fromEntries(Object.entries(counts).map(([what, all]) => [what, all?.length])), {
      '127.0.0.2 is told 100': ADMITTED,
      '127.0.0.2 is told 429': EACH - ADMITTED,
      '127.0.0.3 is told 100': ADMITTED,
      '127.0.0.3 is told 429': EACH - ADMITTED,
    })

    const admitted = told.filter(({ status }) => status === 100).map(({ member }) => member.connection)
    await inParallel(admitted.length, admitted, (connection) => connection.write(Buffer.alloc(BODY_BYTES - 1, ' ')))
    await serves('beside-those-who-stall')

    // Of each fifteen seconds, only the later ones pass without a byte.
    seconds.pass(20)
    for (const connection of admitted) assert.equal((await connection.answer()).status, 408)
    for (let second = 0; crowd.some(({ connection }) => !connection.isClosed()); second++) {
      await serves(`beside-those-who-leave-${second}`)
      seconds.pass(1)
    }
    const { connection } = await begin('127.0.0.2')
    assert.equal((await connection.answer()).status, 100)
    connection.vanish()
  })
})
