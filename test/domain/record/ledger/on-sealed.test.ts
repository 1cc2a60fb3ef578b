// An event that was changed directly in the database, so that it cannot be read, gets its position like any other.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fanOutDeliveries } from '../../../../src/domain/record/delivery/fan-out-deliveries.ts'
import { gatheredMs } from '../../../../src/domain/record/email/email.ts'
import { wakeEmailSubscriptions } from '../../../../src/domain/record/email/wake-email-subscriptions.ts'
import { wakeStreams } from '../../../../src/domain/record/stream/wake-streams.ts'
import { nextTurn } from '../../../../src/machine/next-turn.ts'
import { anEmailSubscription } from '../../../storage/arrange-email-subscriptions.ts'
import { storedPerson } from '../../../storage/arrange-people.ts'
import { aWebhook } from '../../../storage/arrange-webhooks.ts'
import { anEvent, at, newId, storedProject } from '../../../storage/arrange.ts'
import { databases } from '../../../support/databases.ts'
import { allOf, happen, ledgersOn, sealAll } from './ledgers.ts'

for (const database of databases())
  describe(`who follows what is sealed, on ${database.name}`, () => {
    test('is kept from nothing by an event that cannot be read, of their project or of another', async (t) => {
      const { store, past, project } = await ledgersOn(t, database)
      const { project: another } = await storedProject(store)
      const [webhook, other] = [aWebhook(project), aWebhook(another)]
      await store.transaction(async ({ webhooks }) => {
        for (const each of [webhook, other]) await webhooks.insert(each)
      })
      const ofVersion = { kind: 'version.completed', subject: 'version', action: 'complete', at: at(1) } as const
      const lost = [anEvent(project, ofVersion), anEvent(project, { at: at(1) })]
      const rest = [anEvent(project, ofVersion), anEvent(another, ofVersion)]
      await happen(store, ...lost, ...rest)
      for (const { id } of lost) await past.updateTable('event').set({ payload: '{' }).where('id', '=', id).execute()
      const troubles: string[] = []
      const onTrouble = ({ position }: { readonly position: number }, error: unknown) =>
        void troubles.push(`${position}: ${String(error)}`)
      const fanOut = fanOutDeliveries({ newId, onTrouble, giveWay: nextTurn })
      assert.deepEqual(await sealAll(store, fanOut, wakeStreams, wakeEmailSubscriptions), [4])
      const waiting = async (id: string) =>
        (await store.deliveries.listWaiting(id, 10)).map(({ position, eventId }) => [position, eventId])
      const [mine, others] = [await allOf(store, project.id), await allOf(store, another.id)]
      assert.deepEqual([mine.length, others.length], [3, 1])
      assert.deepEqual(await waiting(webhook.id), [[mine.find(isReadable)?.position, rest[0]?.id]])
      assert.deepEqual(await waiting(other.id), [[1, rest[1]?.id]])
      const [first] = mine.filter((each) => !isReadable(each))
      const why = `event "${lost[0]?.id ?? ''}" cannot be read: it was changed in the database past the registry`
      const expected = `${first?.position ?? 0}: UnreadableEvent: ${why}`
      assert.deepEqual(troubles, [expected], 'of what webhooks are told at all')
    })

    test('by e-mail is woken by events of versions alone, whatever they say', async (t) => {
      const { store, past, project } = await ledgersOn(t, database)
      const { principal } = await storedPerson(store)
      const subscription = anEmailSubscription({ projectId: project.id, principalId: principal.id })
      await store.transaction((tx) => tx.emailSubscriptions.insert(subscription))
      await happen(store, anEvent(project))
      assert.deepEqual(await sealAll(store, wakeEmailSubscriptions), [1])
      assert.equal(await store.emailSubscriptions.nextAt(), undefined)
      const revoked = anEvent(project, { kind: 'version.revoked', subject: 'version', action: 'revoke' })
      await happen(store, revoked)
      await past.updateTable('event').set({ payload: '' }).where('id', '=', revoked.id).execute()
      assert.deepEqual(await sealAll(store, wakeEmailSubscriptions), [1])
      assert.equal(await store.emailSubscriptions.nextAt(), at(gatheredMs.soon))
    })
  })

function isReadable(sealed: { readonly event: object }): boolean {
  try {
    return sealed.event instanceof Object
  } catch {
    return false
  }
}
