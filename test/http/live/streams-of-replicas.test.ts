// Event streams beyond one server and one moment: clients that switch servers, clients that were away for long, sessions that are revoked,
// and the number of streams on a server.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Project } from '../../../src/domain/organization/organization.ts'
import { anEvent } from '../../storage/arrange.ts'
import { newBucket } from '../../support/build-sequences.ts'
import { databases } from '../../support/databases.ts'
import { type OpenedStream, openingStreams, openStream, type Told } from '../../support/event-stream.ts'
import { joined } from '../../support/people.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'
import { manualSeconds } from '../../support/seconds.ts'
import { until } from '../../support/until.ts'

const from = (id: string) => ({ headers: { 'last-event-id': id } })

for (const database of databases()) {
  describe(`streams of events of several servers on ${database.name}`, () => {
    const seconds = manualSeconds()
    let registry: TestRegistry
    let token: string
    before(async () => {
      registry = await startRegistry(database, { everySecond: seconds.everySecond })
      token = await registry.token('admin')
      await registry.runDueJobs()
    })
    after(() => registry.close())

    const open = openingStreams()

    test('who goes from server to server while much happens hears all of it once, in order', async () => {
      const servers = [registry, await registry.another(), await registry.another()]
      const first = await open(registry, token)
      await newBucket(registry.admin, 'first')
      const heard: Told[] = [(await first.next()) ?? assert.fail('nothing is told')]
      first.close()
      const names = Array.from({ length: 60 }, (_, index) => `away-${index}`)
      const happening = (async () => {
        for (const name of names) await newBucket(registry.admin, name)
      })()
      for (let turn = 1; heard.length <= names.length; turn += 1) {
        const server = servers[turn % servers.length] ?? registry
        const stream = await open(server, token, from(heard.at(-1)?.id ?? ''))
        heard.push(...(await stream.take(Math.min(7, names.length + 1 - heard.length))))
        stream.close()
      }
      await happening
      const begin = Number(heard[0]?.id)
      assert.deepEqual(
        heard.map(({ id }) => Number(id)),
        heard.map((_, index) => begin + index),
      )
      assert.deepEqual(
        heard.map(({ event }) => event.bucket_name as string),
        ['first', ...names],
      )
    })

    test('who was away for more than 10,000 events begins anew, and for as many hears all of them', async () => {
      const project = { id: registry.projectId, organizationId: registry.organizationId } as Project
      const { position: head = 0 } = (await registry.store.ledgers.head(project.id)) ?? {}
      for (let count = 0; count < 10_001; count += 1667)
        await registry.store.transaction(({ events }) =>
          events.append(
            Array.from({ length: Math.min(1667, 10_001 - count) }, () =>
              anEvent(project, { kind: 'registry.updated' }),
            ),
          ),
        )
      await until(async () => !(await registry.store.ledgers.isWaiting()))
      const refused = await open(registry, token, from(String(head)))
      await refused.over
      assert.equal(refused.status, 400)
      assert.match(
        refused.text(),
        /10001 events have happened since, of which 10000 are told again at most; begin without it/,
      )
      const stream = await open(registry, token, from(String(head + 1)))
      const told = await stream.take(10_000)
      assert.deepEqual(
        told.map(({ id }) => Number(id)),
        Array.from({ length: 10_000 }, (_, index) => head + 2 + index),
      )
    })

    test('a session that is taken away ends the streams that it opened, on every server', async () => {
      const person = await joined(registry, 'viewer')
      const cookie = `__Host-assay=${person.browser.cookies.get('__Host-assay') ?? ''}`
      const replica = await registry.another()
      const streams = await Promise.all(
        [registry, replica].map((server) => open(server, null, { headers: { cookie, 'x-assay-session': '1' } })),
      )
      const other = await open(replica, await registry.token('viewer'))
      seconds.pass(1)
      await newBucket(registry.admin, 'heard-by-session')
      for (const stream of streams) assert.equal((await stream.next())?.event.bucket_name, 'heard-by-session')
      await person.browser.submit('/sign-out', {})
      registry.clock.advance(5000)
      seconds.pass(1)
      await Promise.all(streams.map(({ over }) => over))
      for (const stream of streams) assert.match(stream.text(), /\n: [^\n]*sign in again at \/sign-in[^\n]*\n\n$/)
      await newBucket(registry.admin, 'after-sign-out')
      assert.deepEqual(
        (await other.take(2)).map(({ event }) => event.bucket_name as string),
        ['heard-by-session', 'after-sign-out'],
      )
    })
  })

  test(`a server holds so many streams, whoever has them open, on ${database.name}`, async (t) => {
    const registry = await startRegistry(database, { connections: { inAll: 12, perAddress: 12 } })
    t.after(() => registry.close())
    const streams: OpenedStream[] = []
    t.after(() => {
      for (const stream of streams) stream.close()
    })
    const open = async () => {
      const stream = await openStream(registry, await registry.token('viewer'))
      streams.push(stream)
      return stream
    }
    for (let count = 0; count < 6; count += 1) assert.equal((await open()).status, 200)
    const refused = await open()
    await refused.over
    assert.equal(refused.status, 429)
    assert.match(
      refused.text(),
      /this server has 6 streams of events open, as many as it may: try again later, or ask /,
    )
    // The server still responds to everything else.
    await newBucket(registry.admin, 'meanwhile')
    streams[0]?.close()
    await until(async () => {
      const again = await open()
      if (again.status !== 200) await again.over
      return again.status === 200
    })
  })
}
