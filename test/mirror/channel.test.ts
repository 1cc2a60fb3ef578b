// Both Packer APIs report the same of channels and their history, whichever of them wrote it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { finishBuild, scribes } from '../support/scribes.ts'
import { type Account, accountOfBoth } from '../support/two-spellings.ts'

for (const database of databases())
  describe(`two spellings of a channel on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const held = ({ channels }: Account) =>
      Object.fromEntries(Object.values(channels).map(({ name, version }) => [name, version?.fingerprint ?? null]))
    const past = ({ histories }: Account, channel: string) =>
      histories[channel]?.map(({ version }) => (version?.name as string | undefined) ?? null)

    for (const { api, open } of scribes)
      test(`a channel written through ${api}, from its creation to its end`, async () => {
        const scribe = open(admin)
        const bucket = `channel-${api}`
        const now = () => accountOfBoth(admin, bucket)
        await scribe.createBucket(bucket, {})
        for (const fingerprint of ['one', 'two']) {
          await scribe.createVersion(bucket, fingerprint)
          await finishBuild(scribe, bucket, fingerprint, 'file.a', {})
        }
        await scribe.createChannel(bucket, 'empty', '', true)
        await scribe.createChannel(bucket, 'production', 'one', false)
        const made = await now()
        assert.deepEqual(held(made), { latest: 'two', empty: null, production: 'one' })
        assert.deepEqual([made.channels['empty'].restricted, made.channels['production'].restricted], [true, false])
        assert.deepEqual(past(made, 'latest'), ['v2', 'v1'])

        registry.clock.advance(1000)
        await scribe.assign(bucket, 'production', 'two')
        await scribe.assign(bucket, 'production', '')
        await scribe.assign(bucket, 'production', 'one')
        const assigned = await now()
        assert.equal(held(assigned)['production'], 'one')
        assert.deepEqual(past(assigned, 'production'), ['v1', null, 'v2', 'v1'])
        assert.equal(assigned.channels['production'].id, made.channels['production'].id)
        assert.ok(assigned.channels['production'].updated_at > made.channels['production'].updated_at)

        await scribe.restrict(bucket, 'production', true)
        await scribe.restrict(bucket, 'latest', false)
        const turned = await now()
        assert.deepEqual(
          [turned.channels['production'].restricted, turned.channels['latest'].restricted],
          [true, false],
        )
        assert.deepEqual(held(turned), held(assigned))

        await scribe.deleteVersion(bucket, 'one', true)
        assert.deepEqual(held(await now()), { latest: 'two', empty: null, production: 'two' })
        await scribe.deleteChannel(bucket, 'production')
        assert.deepEqual(held(await now()), { latest: 'two', empty: null })
      })

    test('what one API has assigned, the other moves on', async () => {
      const bucket = 'in-turns'
      const [older, newer] = scribes.map(({ open }) => open(admin))
      await older?.createBucket(bucket, {})
      for (const fingerprint of ['one', 'two']) {
        await newer?.createVersion(bucket, fingerprint)
        await finishBuild(older, bucket, fingerprint, 'file.a', {})
      }
      await newer?.createChannel(bucket, 'production', 'one', false)
      await older?.assign(bucket, 'production', 'two')
      const before = await accountOfBoth(admin, bucket)
      await newer?.assign(bucket, 'production', 'two')
      assert.deepEqual(await accountOfBoth(admin, bucket), before, 'the same again is no change')
      await newer?.assign(bucket, 'production', '')
      await older?.assign(bucket, 'production', 'one')
      assert.deepEqual(past(await accountOfBoth(admin, bucket), 'production'), ['v1', null, 'v2', 'v1'])
    })
  })
