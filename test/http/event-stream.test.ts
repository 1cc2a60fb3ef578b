// Event streams as clients see them: which events are sent, to whom, from which position, and how streams end.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Project } from '../../src/domain/organization/organization.ts'
import type { Event } from '../../src/domain/record/event/event.ts'
import { anEvent } from '../storage/arrange.ts'
import { newBucket, newChannel } from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { contractOperations } from '../support/contract.ts'
import { databases } from '../support/databases.ts'
import type { openStream } from '../support/event-stream.ts'
import { type OpenedStream, openingStreams } from '../support/event-stream.ts'
import { accessToken, startRegistry, type TestRegistry } from '../support/registry.ts'
import { manualSeconds } from '../support/seconds.ts'
import { listOf } from '../support/shapes.ts'
import { until } from '../support/until.ts'

const check = (body: Json) => contractOperations.get('AssayService_StreamEvents')?.check(200, body)

for (const database of databases())
  describe(`streams of events on ${database.name}`, () => {
    const seconds = manualSeconds()
    let registry: TestRegistry
    let admin: Client
    let token: string
    before(async () => {
      registry = await startRegistry(database, { everySecond: seconds.everySecond })
      admin = registry.admin
      token = await registry.token('admin')
      await registry.runDueJobs()
    })
    after(() => registry.close())

    const open = openingStreams()
    const from = (id: string) => ({ headers: { 'last-event-id': id } })
    const aChange = (description: string): Event =>
      anEvent({ id: registry.projectId, organizationId: registry.organizationId } as Project, {
        kind: 'registry.updated',
        description,
      })

    test('an event is told as lists have it, with its place and its kind', async () => {
      const stream = await open(registry, token)
      assert.equal(stream.status, 200)
      assert.match(String(stream.headers['content-type']), /^text\/event-stream/)
      await newBucket(admin, 'told')
      const told = await stream.next()
      assert.equal(told?.kind, 'bucket.created')
      assert.deepEqual(check(told.event), [])
      const { events } = await admin.ok('AssayService_ListEvents', { query: { bucket_name: 'told' } })
      assert.deepEqual(told.event, listOf(events)[0])
      const head = await registry.store.ledgers.head(registry.projectId)
      assert.equal(told.id, String(head?.position))
    })

    test('who was away hears what they missed, without a gap and without a duplicate', async () => {
      await registry.runDueJobs()
      const first = await open(registry, token)
      await registry.store.transaction(({ events }) => events.append([aChange('heard')]))
      let heard = await first.next()
      while (heard?.event.description !== 'heard') heard = await first.next()
      first.close()
      for (let count = 1; count < 260; count += 1)
        await registry.store.transaction(({ events }) => events.append([aChange(String(count))]))
      // Events that wait together get their positions in the order of their ids.
      await until(async () => !(await registry.store.ledgers.isWaiting()))
      const second = await open(registry, token, from(heard.id))
      await newBucket(admin, 'missed-260')
      const rest = await second.take(260)
      const begin = Number(heard.id)
      assert.deepEqual(
        rest.map(({ id }) => Number(id)),
        Array.from({ length: 260 }, (_, index) => begin + index + 1),
      )
      assert.deepEqual(
        rest
          .map(({ event }) => event.description)
          .slice(0, -1)
          .map(Number),
        Array.from({ length: 259 }, (_, index) => index + 1),
      )
      assert.equal(rest.at(-1)?.event.bucket_name, 'missed-260')
      const byQuery = await open(registry, token, { query: `?last_event_id=${rest.at(-2)?.id ?? ''}` })
      assert.equal((await byQuery.next())?.event.bucket_name, 'missed-260')
    })

    test('what commits late is told late, and not passed by', async () => {
      const stream = await open(registry, token)
      const late = aChange('late')
      const begun = Promise.withResolvers<undefined>()
      const gate = Promise.withResolvers<undefined>()
      const slow = () =>
        registry.store.transaction(async ({ events }) => {
          await events.append([late])
          begun.resolve(undefined)
          await gate.promise
        })
      // SQLite admits one writer at a time, so an earlier transaction also commits earlier.
      const committing = database.name === 'postgres' ? slow() : undefined
      if (committing !== undefined) await begun.promise
      await newBucket(admin, 'early')
      assert.equal((await stream.next())?.event.bucket_name, 'early')
      gate.resolve(undefined)
      await (committing ?? slow())
      assert.equal((await stream.next())?.event.id, late.id)
    })

    test('a stream begins where it is told to, or says why it cannot', async () => {
      const message = async (...[server, of, how]: Parameters<typeof openStream>) => {
        const stream = await open(server, of, how)
        await stream.over
        return [stream.status, JSON.parse(stream.text()).message]
      }
      const [badStatus, bad] = await message(registry, token, from('yesterday'))
      assert.equal(badStatus, 400)
      assert.equal(bad, 'last_event_id: must be the id of an event of this stream, a number')
      const [status, ahead] = await message(registry, token, from('99999999'))
      assert.equal(status, 400)
      assert.match(ahead, /^last_event_id: is 99999999, and the last event .* begin without it/)
      const [nobody] = await message(registry, await registry.token(null))
      assert.equal(nobody, 403)
      const [unknown] = await message(registry, 'nothing')
      assert.equal(unknown, 401)
    })

    test('who sees one bucket hears of that alone, and a viewer of no restricted channel', async () => {
      const [mine, other] = [await newBucket(admin, 'mine'), await newBucket(admin, 'other')]
      const narrow = await narrowToken(registry, 'mine')
      const viewer = await registry.token('viewer')
      await registry.runDueJobs()
      const streams = await Promise.all([narrow, viewer, token].map((each) => open(registry, each)))
      await other.ok('CreateChannel', { body: { name: 'secret', restricted: true } })
      await newChannel(mine, 'seen', '')
      await newChannel(other, 'open', '')
      await newChannel(mine, 'last', '')
      const named = (told: readonly { readonly event: Json }[]) => told.map(({ event }) => event.channel_name as string)
      const [ofNarrow, ofViewer, ofAdmin] = streams as [OpenedStream, OpenedStream, OpenedStream]
      assert.deepEqual(named(await ofAdmin.take(4)), ['secret', 'seen', 'open', 'last'])
      assert.deepEqual(named(await ofViewer.take(3)), ['seen', 'open', 'last'])
      assert.deepEqual(named(await ofNarrow.take(2)), ['seen', 'last'])
    })
    test('a role, a key and a token that are taken away end it', async () => {
      const streams = await Promise.all(
        [0, 1].map(async () => {
          const of = await registry.token('viewer')
          const { principal } = await registry.as(of).ok('IamService_GetCallerIdentity', {})
          return { stream: await open(registry, of), id: principal.id as string }
        }),
      )
      const [ofRole, ofKey] = streams as [(typeof streams)[0], (typeof streams)[0]]
      await registry.store.transaction(async ({ roles, principals }) => {
        await roles.release(ofRole.id)
        await principals.deleteKey(ofKey.id)
      })
      registry.clock.advance(3000)
      seconds.pass(1)
      await Promise.all([ofRole.stream.over, ofKey.stream.over])
      assert.match(ofRole.stream.text(), /: principal ".*" needs the viewer role in project .*\n\n$/)
      assert.match(ofKey.stream.text(), /: this server does not know the access token.*\n\n$/)
    })

    test('a second server tells of what the first one changed', async () => {
      const of = await accessToken(registry.anonymous, registry.credentials)
      const replica = await registry.another()
      const stream = await open(replica, of)
      await newBucket(admin, 'elsewhere')
      assert.equal((await stream.next())?.event.bucket_name, 'elsewhere')
    })

    test('silence is told every fifteen seconds, with what to resume from', async () => {
      const stream = await open(registry, await accessToken(registry.anonymous, registry.credentials))
      await until(() => stream.text() !== '')
      const pass = async (count: number) => {
        for (let passed = 0; passed < count; passed += 1) {
          seconds.pass(1)
          // Each second, the stream checks its caller again; this request gives it time to do so.
          await admin.ok('IamService_GetCallerIdentity', {})
        }
      }
      await pass(14)
      assert.doesNotMatch(stream.text(), /nothing new/)
      await pass(1)
      await until(() => stream.text().includes('nothing new'))
      assert.match(stream.text(), /\n: nothing new\n\nid: \d+\n\n$/)
    })

    test('one who has too many streams is told so, and has room again when one is closed', async () => {
      const of = await accessToken(registry.anonymous, registry.credentials)
      const many = []
      let refused: OpenedStream | undefined
      while (refused === undefined) {
        const stream = await open(registry, of)
        if (stream.status === 200) many.push(stream)
        else refused = stream
        assert.ok(many.length <= 20)
      }
      await refused.over
      assert.equal(refused.status, 429)
      assert.match(refused.text(), /you have \d+ streams of events open: close one of them, or ask /)
      for (const stream of many) stream.close()
      await until(async () => {
        const again = await open(registry, of)
        again.close()
        return again.status === 200
      })
    })

    test('a server that stops ends it at once, and says so', async () => {
      const stream = await open(registry, await accessToken(registry.anonymous, registry.credentials))
      const began = performance.now()
      await registry.stop()
      assert.ok(performance.now() - began < 5000)
      await stream.over
      assert.match(stream.text(), /: the server is stopping: connect again\n\n$/)
    })
  })

/** The token of a new principal that may see this bucket. */
async function narrowToken(registry: TestRegistry, name: string): Promise<string> {
  const token = await registry.token(null)
  const { principal } = await registry.as(token).ok('IamService_GetCallerIdentity', {})
  await registry.store.transaction(async ({ buckets, roles }) => {
    const bucket = await buckets.find(registry.projectId, name)
    await roles.bind({ type: 'bucket', id: bucket?.id ?? '' }, { role: 'packer.builder', principalId: principal.id as string }) // prettier-ignore
  })
  registry.clock.advance(5000)
  return token
}
