// Subscriptions to events by e-mail, through a mail server.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { completeVersion, inBucket, newBucket } from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { joined, type Person, programToken } from '../support/people.ts'
import { until } from '../support/until.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

const CREATE = 'AssayService_CreateOwnEmailSubscription'
const LIST = 'AssayService_ListOwnEmailSubscriptions'
const DELETE = 'AssayService_DeleteOwnEmailSubscription'
const HALF_A_MINUTE = 30_000
const HOUR = 3_600_000

for (const database of databases())
  describe(`e-mail on ${database.name}`, () => {
    let registry: TestRegistry
    let mail: MailServer
    before(async () => {
      mail = await startMailServer()
      registry = await startRegistry(database, { publicUrl: 'https://assay.example.com', sendMail: mail.client() })
    })
    after(async () => {
      await registry.close()
      mail.close()
    })

    const as = async (person: Person): Promise<Client> => registry.as(await programToken(registry, person))
    /** Waits until every event has its position, then lets this much time pass and runs the jobs that are due, which send the mails. */
    const settled = async (milliseconds: number) => {
      await until(async () => {
        await registry.runDueJobs()
        return !(await registry.store.ledgers.isWaiting())
      })
      registry.clock.advance(milliseconds)
      await registry.runDueJobs()
    }
    const lastSentAt = async (client: Client) =>
      ((await client.ok(LIST, {})).email_subscriptions as Json[])[0]?.last_sent_at
    const mailsTo = ({ email }: Person) => mail.mails.filter(({ to }) => to.includes(email))

    test('a person is told at their own address of what they may see, bundled, until one click', async () => {
      const person = await joined(registry, 'viewer')
      const client = await as(person)
      const { email_subscription: made } = await client.ok(CREATE, { body: { actions: ['complete', 'revoke'] } })
      assert.deepEqual(
        [made.bucket_name, made.actions, made.bundling, made.failure, made.last_sent_at],
        ['', ['complete', 'revoke'], 'SOON', '', null],
      )
      await client.refused(CREATE, 6, { body: { actions: ['*'] } })
      await client.refused(CREATE, 3, { body: { actions: ['explode'] } })
      await client.refused(CREATE, 3, { body: { actions: ['*'], bundling: 'WEEKLY' } })
      await client.refused(CREATE, 5, { body: { bucket_name: 'nothing', actions: ['*'] } })
      await registry.admin.refused(LIST, 9, {})

      const bucket = await newBucket(registry.admin, 'mailed')
      for (const fingerprint of ['one', 'two']) await completeVersion(bucket, fingerprint)
      await settled(0)
      assert.equal(mailsTo(person).length, 0)
      await settled(HALF_A_MINUTE)
      await until(() => mailsTo(person).length > 0)
      const [first, ...others] = mailsTo(person)
      assert.deepEqual([first?.secure, first?.to, others.length], [true, [person.email], 0])
      const message = first?.message.replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? ''
      assert.match(message, /Subject: \[Assay\] admin completed version v1 of bucket mailed \(and 1 more\)/)
      assert.match(message, /List-Unsubscribe-Post: List-Unsubscribe=One-Click/)
      const [, link = ''] = /List-Unsubscribe: <https:\/\/assay\.example\.com([^>]+)>/.exec(message) ?? []
      await until(async () => (await lastSentAt(client)) !== null)
      const [listed] = (await client.ok(LIST, {})).email_subscriptions as Json[]
      assert.deepEqual([listed?.id, listed?.failure, typeof listed?.last_sent_at], [made.id, '', 'string'])

      const get = await registry.anonymous.send({ method: 'GET', path: link, headers: {} })
      assert.equal(get.status, 200)
      assert.equal((await client.ok(LIST, {})).email_subscriptions.length, 1)
      const forged = await registry.anonymous.send({ method: 'POST', path: `${link.slice(0, -3)}abc`, headers: {} })
      assert.equal(forged.status, 403)
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const ended = await registry.anonymous.send({
        method: 'POST',
        path: link,
        headers,
        body: 'List-Unsubscribe=One-Click',
      })
      assert.equal(ended.status, 200)
      assert.deepEqual((await client.ok(LIST, {})).email_subscriptions, [])
    })

    test('who may see one bucket is told of that alone, and an own subscription of a bucket goes before one of all', async () => {
      const person = await joined(registry, null)
      const [seen, hidden] = [await newBucket(registry.admin, 'seen'), await newBucket(registry.admin, 'hidden')]
      const { bucket: found } = await registry.admin.ok('PackerService_GetBucket', { params: { bucket_name: 'seen' } })
      await registry.store.transaction(({ roles }) =>
        roles.bind({ type: 'bucket', id: found.id as string }, { role: 'viewer', principalId: person.id }),
      )
      const client = await as(person)
      await client.refused(CREATE, 7, { body: { bucket_name: 'hidden', actions: ['*'] } })
      await client.ok(CREATE, { body: { actions: ['*'] } })
      for (const bucket of [seen, hidden]) await completeVersion(bucket, 'one')
      await settled(HALF_A_MINUTE)
      await until(() => mailsTo(person).length > 0)
      const [told, ...others] = mailsTo(person)
      assert.equal(others.length, 0)
      assert.match(told?.message ?? '', /bucket seen/)
      assert.doesNotMatch(told?.message ?? '', /hidden/)
      await client.ok(CREATE, { body: { bucket_name: 'seen', actions: ['revoke'] } })
      await completeVersion(seen, 'two')
      const other = await joined(registry, 'viewer')
      await (await as(other)).ok(CREATE, { body: { actions: ['*'] } })
      await completeVersion(hidden, 'two')
      await settled(10 * 60_000)
      await until(() => mailsTo(other).length > 0)
      assert.equal(mailsTo(person).length, 1)
    })

    test('who has lost their role is told nothing more, and what a mail server will not take is given up visibly', async () => {
      const [loser, refused] = [await joined(registry, 'viewer'), await joined(registry, 'viewer')]
      const [a, b] = [await as(loser), await as(refused)]
      for (const client of [a, b]) await client.ok(CREATE, { body: { actions: ['*'] } })
      const bucket = await newBucket(registry.admin, 'lost')
      await completeVersion(bucket, 'one')
      await registry.store.transaction(({ roles }) => roles.release(loser.id))
      mail.answer(451)
      await settled(HALF_A_MINUTE)
      const failure = async () => ((await b.ok(LIST, {})).email_subscriptions as Json[])[0]?.failure as string
      await until(async () => (await failure()) !== '')
      assert.match(await failure(), /^the mail server answered 451 to DATA$/)
      mail.answer(554)
      await settled(10_000)
      await until(async () => (await failure()).startsWith('given up'))
      assert.match(await failure(), /^given up: the mail server answered 554 to DATA$/)
      mail.answer(null)
      await completeVersion(bucket, 'two')
      await settled(10 * 60_000)
      await until(async () => (await failure()) === '')
      assert.deepEqual([mailsTo(loser).length, mailsTo(refused).length], [0, 1])
      const [{ id }] = (await (await as(refused)).ok(LIST, {})).email_subscriptions as [Json]
      await b.ok(DELETE, { params: { subscription_id: id } })
      await b.refused(DELETE, 5, { params: { subscription_id: id } })
    })

    test('who is told once a day is sent one mail with all of it', async () => {
      const person = await joined(registry, 'viewer')
      const client = await as(person)
      const { email_subscription: made } = await client.ok(CREATE, {
        body: { actions: ['complete'], bundling: 'DAILY' },
      })
      assert.equal(made.bundling, 'DAILY')
      const bucket = await newBucket(registry.admin, 'daily')
      await completeVersion(bucket, 'one')
      await settled(12 * HOUR)
      await completeVersion(inBucket(await registry.logIn(), bucket.name), 'two')
      await settled(11 * HOUR)
      assert.deepEqual(mailsTo(person), [])
      await settled(HOUR)
      await until(() => mailsTo(person).length > 0)
      const [mailed, ...others] = mailsTo(person)
      assert.deepEqual(others, [])
      assert.match(mailed?.message ?? '', /\(and 1 more\)/)
    })

    test('where no mail can be sent, that is said with what to set', async (t) => {
      const silent = await startRegistry(database)
      t.after(() => silent.close())
      const client = silent.as(await programToken(silent, await joined(silent, 'viewer')))
      const told = /set a mail server \(ASSAY_SMTP_URL, --mail-from\) and --public-url/
      assert.match(await client.refused(LIST, 9, {}), told)
      assert.match(await client.refused(CREATE, 9, { body: { actions: ['*'] } }), told)
    })
  })
