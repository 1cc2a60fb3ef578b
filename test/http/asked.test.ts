// Every change records the id of its request and the address that the request came from.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { askedOf } from '../../src/http/wire/asked.ts'
import { databases } from '../support/databases.ts'
import { type Dumper, openDumper } from '../support/dump.ts'
import { joined, programToken, signInAs } from '../support/people.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { until } from '../support/until.ts'

interface Told {
  readonly kind: string
  readonly address: string
  readonly request_id: string
}
const REQUEST_ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

test('an address is the same whatever kind of socket it comes from', () => {
  assert.deepEqual(askedOf({ ip: '::ffff:192.0.2.1', id: 'one' }), { address: '192.0.2.1', requestId: 'one' })
  assert.deepEqual(askedOf({ ip: 'fe80::1%eth0', id: 'one' }), { address: 'fe80::1', requestId: 'one' })
})

for (const database of databases())
  describe(`who asked, on ${database.name}`, () => {
    let registry: TestRegistry
    let dumper: Dumper
    before(async () => {
      registry = await startRegistry(database)
      dumper = await openDumper(registry.location)
    })
    after(async () => {
      await dumper.close()
      await registry.close()
    })

    const told = async (...kinds: readonly string[]): Promise<readonly Told[]> =>
      ((await dumper.dump())['event'] ?? [])
        .map((row) => JSON.parse(row) as Told)
        .filter(({ kind }) => kinds.includes(kind))

    test('a change tells the request by which an API was asked for it', async () => {
      const { status, headers } = await registry.admin.call('PackerService_CreateBucket', { body: { name: 'asked' } })
      assert.equal(status, 200)
      const [{ address, request_id: requestId } = assert.fail('nothing is told'), ...more] =
        await told('bucket.created')
      assert.deepEqual([more.length, address, requestId], [0, '127.0.0.1', headers['x-request-id']])
    })

    test('so does all that people do on the pages, and programs in their name', async () => {
      const person = await joined(registry, 'viewer')
      await programToken(registry, person)
      await signInAs(registry, person.email)
      await signInAs(registry, person.email, 'not the password')
      await until(async () => (await told('user.sign-in-failed')).length > 0)
      const kinds = [
        ['invitation.accepted', 'user.created', 'user.signed-in'],
        ['browser-login.allowed', 'browser-login.begun', 'user.sign-in-failed'],
      ].flat()
      const all = await told(...kinds)
      assert.deepEqual([...new Set(all.map(({ kind }) => kind))].sort(), [...kinds].sort())
      for (const { kind, address, request_id: requestId } of all) {
        assert.equal(address, '127.0.0.1', kind)
        assert.match(requestId, REQUEST_ID, kind)
      }
    })

    test('what no request asks for tells none', async () => {
      for (const { address, request_id: requestId } of await told('registry.created'))
        assert.deepEqual([address, requestId], ['', ''])
    })
  })
