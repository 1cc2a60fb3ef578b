import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Store } from '../../../src/domain/store.ts'
import { type Delivery, newDelivery } from '../../../src/domain/record/delivery/delivery.ts'
import type { Webhook } from '../../../src/domain/record/webhook/webhook.ts'
import { describePort } from '../../support/describe-port.ts'
import { wholePage } from '../../../src/storage/query/heavy-page.ts'
import { at, newId, storedProject } from '../arrange.ts'
import { aWebhook } from '../arrange-webhooks.ts'

const LATEST = at(1_000_000)

async function arranged(store: Store, ...given: readonly Partial<Webhook>[]) {
  const { project } = await storedProject(store)
  const all = given.map((each) => aWebhook(project, each))
  await store.transaction(async ({ webhooks, deliveries }) => {
    // Webhooks that other tests left due do not belong to this one.
    for (let left; (left = await deliveries.claim(LATEST, LATEST, at(2_000_000), []));)
      await deliveries.release(left.webhook.id, null, false)
    for (const webhook of all) await webhooks.insert(webhook)
  })
  return { project, all: all as [Webhook, ...Webhook[]] }
}
const about = {
  action: 'assign',
  bucketName: 'ubuntu',
  versionName: 'v1',
  versionFingerprint: 'one',
  channelName: 'test',
}
const to = ({ id }: Webhook, position: number, createdAt = at(0)) =>
  newDelivery(newId(), { webhookId: id, eventId: newId(), about, position }, createdAt)
const allOf = (webhook: Webhook) => ({ webhookId: webhook.id, state: null })
const short = ({ id, webhookId, eventId, about: told }: Delivery) => ({ id, webhookId, eventId, about: told })
const byAge = { size: 9, order: [{ field: 'createdAt', descending: false }], edge: null } as const
const oldestFirst = { size: 2, order: [{ field: 'createdAt', descending: false }], edge: null } as const
const sent = { url: 'https://hooks.example.com', headers: { a: 'b' }, payload: { event_id: 'x' }, sentAt: at(2) }
const response = { status: 503, headers: { c: 'd' }, body: 'no' }

describePort('deliveries', (store) => {
  test('what one is about is told, whatever became of it', async () => {
    const { all } = await arranged(store(), {})
    const [webhook] = all
    const [one, two] = [to(webhook, 1), to(webhook, 2)]
    await store().transaction(({ deliveries }) => deliveries.enqueue([one, two], at(0)))
    const { deliveries } = store()
    assert.deepEqual(await deliveries.findTold([one.eventId, 'none', two.eventId]), new Set([one.eventId, two.eventId]))
    assert.deepEqual(await deliveries.findTold([]), new Set())
  })

  test('what is enqueued is sent in the order of its positions, and makes its webhook due', async () => {
    const { all } = await arranged(store(), {}, {})
    const [one, other] = all
    const [second, first] = [to(one, 2), to(one, 1)]
    await store().transaction(async ({ deliveries }) => {
      await deliveries.enqueue([second, first, to(other!, 3)], at(5))
      await deliveries.enqueue([to(other!, 4)], at(9))
    })
    const { deliveries } = store()
    assert.deepEqual(await deliveries.listWaiting(one.id, 1), [first])
    assert.equal(await deliveries.nextAt([]), at(5))
    await store().transaction(async (tx) => {
      await tx.deliveries.update({ ...first, state: 'delivered', tries: 1, endedAt: at(6) })
    })
    assert.deepEqual(await deliveries.listWaiting(one.id, 1), [second])
    assert.equal(await deliveries.find(other!.id, first.id), undefined)
    assert.equal((await deliveries.find(one.id, first.id))?.state, 'delivered')
  })

  test('a webhook of a project that has had its share is neither claimed nor due', async () => {
    const { project, all } = await arranged(store(), {}, {})
    const { project: other } = await storedProject(store())
    const [one, two] = all
    const another = aWebhook(other)
    await store().transaction(async ({ webhooks, deliveries }) => {
      await webhooks.insert(another)
      await deliveries.enqueue([to(one, 1), to(two!, 1)], at(5))
      await deliveries.enqueue([to(another, 1)], at(7))
    })
    const claim = (...except: readonly string[]) =>
      store().transaction(({ deliveries }) => deliveries.claim(at(9), at(60), LATEST, except))
    const { deliveries } = store()
    assert.equal(await deliveries.nextAt([]), at(5))
    assert.equal(await deliveries.nextAt([project.id]), at(7))
    assert.equal(await deliveries.nextAt([project.id, other.id]), undefined)
    assert.equal(await claim(project.id, other.id), undefined)
    assert.equal((await claim(project.id))?.webhook.id, another.id)
    assert.equal(await claim(project.id), undefined)
    assert.equal((await claim(other.id))?.webhook.projectId, project.id)
  })

  test('a page ends before it is too long for one answer, and the next one goes on there', async () => {
    const { all } = await arranged(store(), {})
    const [one] = all
    const request = { ...sent, payload: { text: 'x'.repeat(15_000) } }
    const answer = { ...response, body: 'y'.repeat(4000) }
    const made = Array.from({ length: 260 }, (_, n) => to(one, n, at(n)))
    await store().transaction(async ({ deliveries }) => {
      await deliveries.enqueue(made, at(5))
      for (const each of made) await deliveries.update({ ...each, tries: 1, request, response: answer })
      await deliveries.release(one.id, null, false)
    })
    const { deliveries } = store()
    const first = await wholePage(await deliveries.list(allOf(one), { ...oldestFirst, size: 1000 }))
    const rest = await wholePage(await deliveries.list(allOf(one), { ...oldestFirst, size: 1000, edge: first.next }))
    assert.ok(first.items.length > 200 && first.items.length < 260, String(first.items.length))
    assert.deepEqual(
      [...first.items, ...rest.items].map(({ id }) => id),
      made.map(({ id }) => id),
    )
    assert.deepEqual([first.items[0]?.request, first.items[0]?.response], [request, answer])
    assert.equal(rest.next, null)
  })

  test('a webhook that is due is claimed by one, and by another when the claim is over or unbelievable', async () => {
    const { all } = await arranged(store(), {}, { enabled: false })
    const [one, disabled] = all
    await store().transaction(({ deliveries }) => deliveries.enqueue([to(one, 1), to(disabled!, 1)], at(5)))
    const claim = (now: number, latest = 1000) =>
      store().transaction(({ deliveries }) => deliveries.claim(at(now), at(now + 60), at(now + latest), []))
    assert.equal(await claim(4), undefined)
    assert.deepEqual(await claim(5), { webhook: one, until: at(65) })
    assert.equal(await claim(64), undefined)
    assert.equal(await store().deliveries.nextAt([]), undefined)
    assert.deepEqual(await claim(65), { webhook: one, until: at(125) })
    assert.deepEqual(await claim(5, 60), { webhook: one, until: at(65) })
  })

  test('a webhook that is due later than any can be is due at once, and the others when they were', async () => {
    const { all } = await arranged(store(), {}, {})
    const [one, other] = all
    await store().transaction(async ({ deliveries }) => {
      await deliveries.release(one.id, at(101), true)
      await deliveries.release(other!.id, at(100), true)
      await deliveries.bringForward(at(5), at(100))
    })
    const claim = (now: number) =>
      store().transaction(({ deliveries }) => deliveries.claim(at(now), at(now + 60), at(now + 1000), []))
    assert.equal((await claim(5))?.webhook.id, one.id)
    assert.equal(await claim(64), undefined)
    assert.equal(await store().deliveries.nextAt([]), at(100))
  })

  test('who has claimed a webhook keeps it, with what was tried last, until it is released', async () => {
    const { all } = await arranged(store(), {})
    const [one] = all
    const delivery = to(one, 1)
    await store().transaction(async ({ deliveries }) => {
      await deliveries.enqueue([delivery], at(5))
      const claimed = (await deliveries.claim(at(5), at(65), LATEST, [])) ?? assert.fail('none is due')
      assert.deepEqual(await deliveries.keep(claimed, at(70), delivery.id), one)
      assert.equal(await deliveries.keep(claimed, at(80), null), undefined)
      assert.deepEqual(await deliveries.keep({ ...claimed, until: at(70) }, at(75), null), one)
      await deliveries.update({ ...delivery, tries: 1, request: sent, response, failure: 'no' })
      await deliveries.release(one.id, at(100), true)
    })
    assert.equal(await store().deliveries.nextAt([]), at(100))
    const tried = { ...delivery, tries: 1, request: sent, response, failure: 'no' }
    assert.deepEqual(await store().deliveries.listLast([one.id, 'none']), [tried])
    await store().transaction(({ deliveries }) => deliveries.release(one.id, null, false))
    assert.equal(await store().deliveries.nextAt([]), undefined)
  })

  test('what is enqueued makes a webhook due before its time, unless that is paused', async () => {
    const { all } = await arranged(store(), {}, {})
    const [paused, other] = all
    await store().transaction(async ({ deliveries }) => {
      await deliveries.release(paused.id, at(100), true)
      await deliveries.release(other!.id, at(100), false)
      await deliveries.enqueue([to(paused, 1), to(other!, 1)], at(5))
      await deliveries.enqueue([to(other!, 2)], at(9))
      const claim = (now: number) => deliveries.claim(at(now), at(1000), LATEST, [])
      assert.deepEqual([await claim(4), (await claim(5))?.webhook.id], [undefined, other!.id])
      assert.deepEqual([await claim(99), (await claim(100))?.webhook.id], [undefined, paused.id])
    })
  })

  test('what is set aside is tried in the order of its times, and is not waiting', async () => {
    const { all } = await arranged(store(), {}, {})
    const [one, other] = all
    const aside = [to(one, 1), to(one, 2, at(3)), to(other!, 3)].map((each, index) => ({
      ...each,
      state: 'set-aside' as const,
      againAt: at(50 - index),
    }))
    await store().transaction(async ({ deliveries }) => {
      await deliveries.enqueue(aside, at(5))
      assert.equal(await deliveries.findSetAside(one.id, null), undefined)
      for (const each of aside) await deliveries.update(each)
    })
    const { deliveries } = store()
    assert.deepEqual(await deliveries.findSetAside(one.id, null), aside[1])
    assert.deepEqual(await deliveries.findSetAside(one.id, at(2)), aside[0])
    assert.deepEqual(await deliveries.listWaiting(one.id, 10), [])
  })

  test('what is woken starts afresh, and nothing beside it', async () => {
    const { project, all } = await arranged(store(), {}, {})
    const [one, other] = all
    const aside = all.map((each) => ({ ...to(each, 1), state: 'set-aside' as const, againAt: at(50) }))
    await store().transaction(async ({ deliveries }) => {
      await deliveries.enqueue(aside, at(5))
      for (const each of aside) await deliveries.update(each)
      for (const { id } of all) {
        await deliveries.release(id, at(100), true)
        await deliveries.markFailing(id, at(4))
      }
      await deliveries.wake(one.id, at(9))
    })
    const { deliveries, webhooks } = store()
    assert.equal((await webhooks.find(project.id, one.name))?.failingSince, null)
    assert.equal((await webhooks.find(project.id, other!.name))?.failingSince, at(4))
    assert.equal((await deliveries.findSetAside(one.id, null))?.againAt, at(9))
    assert.equal((await deliveries.findSetAside(other!.id, null))?.againAt, at(50))
    assert.equal(await deliveries.nextAt([]), at(9))
  })

  test('who listens is told by the project, with its registry, unless it is not enabled', async () => {
    const { project, all } = await arranged(store(), {}, { enabled: false })
    const { project: other } = await arranged(store(), {})
    const [one] = all
    const { id, projectId, subscriptions } = one
    assert.deepEqual(await store().deliveries.listListening([project.id, 'none']), [
      { id, projectId, subscriptions, position: 0, registryId: null },
    ])
    assert.equal((await store().deliveries.listListening([project.id, other.id])).length, 2)
    const others = [{ resourceId: 'bucket', events: [{ action: 'revoke', source: 'hashicorp.packer.version' }] }]
    const listed = async () => (await store().deliveries.listListening([other.id]))[0]?.subscriptions
    const [before] = (await store().webhooks.list(other.id, byAge)).items
    const changed = { ...(before ?? assert.fail()), subscriptions: others, updatedAt: at(7) }
    await store().transaction((tx) => tx.webhooks.update(changed, changed))
    assert.deepEqual(await listed(), others)
    assert.equal(await listed(), await listed(), 'it is read once')
  })

  test('they are listed a page at a time, and those that were given up by when that was', async () => {
    const { all } = await arranged(store(), {}, {})
    const [one, other] = all
    const [a, b, c] = [1, 2, 3].map((number) => to(one, number, at(number)))
    const givenUp = [a!, b!].map((each, index) => ({ ...each, state: 'given-up' as const, endedAt: at(20 + index) }))
    await store().transaction(async ({ deliveries }) => {
      await deliveries.enqueue([c!, a!, b!, to(other!, 1)], at(5))
      for (const each of givenUp) await deliveries.update(each)
    })
    const { deliveries } = store()
    const first = await wholePage(await deliveries.list(allOf(one), oldestFirst))
    assert.deepEqual([first.items, first.previous], [givenUp, null])
    const second = await wholePage(await deliveries.list(allOf(one), { ...oldestFirst, edge: first.next }))
    assert.deepEqual(second.items, [c])
    const inShort = givenUp.map(short)
    assert.deepEqual(await deliveries.listGivenUp(one.id, at(20), 10), inShort)
    assert.deepEqual(await deliveries.listGivenUp(one.id, at(21), 10), inShort.slice(1))
    assert.deepEqual(await deliveries.listGivenUp(one.id, at(20), 1), inShort.slice(0, 1))
    await store().transaction((tx) => tx.deliveries.markSentAgain([a!.id, c!.id]))
    assert.deepEqual(await deliveries.listGivenUp(one.id, at(20), 10), inShort.slice(1))
    assert.deepEqual((await deliveries.listWaiting(one.id, 1))[0]?.id, c!.id)
  })

  test('those that wait and those that were given up are listed by themselves, and counted up to a number', async () => {
    const { all } = await arranged(store(), {}, {}, {})
    const [one, other, idle] = all
    const [a, b, c, d] = [1, 2, 3, 4].map((number) => to(one, number, at(number)))
    const endedAt = at(20)
    const givenUp = { ...b!, state: 'given-up' as const, endedAt }
    await store().transaction(async ({ deliveries }) => {
      await deliveries.enqueue([a!, b!, c!, d!, to(other!, 1)], at(5))
      await deliveries.update(givenUp)
      await deliveries.update({ ...d!, state: 'delivered', endedAt })
      await deliveries.release(other!.id, at(9), true)
    })
    const { deliveries } = store()
    const listed = async (state: 'waiting' | 'given-up', field: 'position' | 'endedAt', size: number) =>
      Array.fromAsync(
        (
          await deliveries.list(
            { webhookId: one.id, state },
            { size, order: [{ field, descending: true }], edge: null },
          )
        ).items,
      )
    assert.deepEqual(await listed('waiting', 'position', 9), [c, a])
    assert.deepEqual(await listed('waiting', 'position', 1), [c])
    assert.deepEqual(await listed('given-up', 'endedAt', 9), [givenUp])
    const standing = async (most: number) =>
      new Map(
        (await deliveries.listStandings([one.id, other!.id, idle!.id, 'none'], most)).map((each) => [
          each.webhookId,
          each,
        ]),
      )
    const standings = await standing(10)
    assert.deepEqual(standings.get(one.id), { webhookId: one.id, waiting: 2, setAside: 0, givenUp: 1, nextAt: at(5) })
    assert.deepEqual(standings.get(other!.id), {
      webhookId: other!.id,
      waiting: 1,
      setAside: 0,
      givenUp: 0,
      nextAt: at(9),
    })
    assert.deepEqual(standings.get(idle!.id), {
      webhookId: idle!.id,
      waiting: 0,
      setAside: 0,
      givenUp: 0,
      nextAt: null,
    })
    assert.equal(standings.size, 3)
    assert.equal((await standing(1)).get(one.id)?.waiting, 1)
    for (const webhook of all) await store().transaction((tx) => tx.deliveries.release(webhook.id, null, false))
  })

  test('old ones are listed from the oldest on, with whether their webhook is sent anything, and deleted', async () => {
    const { all } = await arranged(store(), {}, { enabled: false })
    const [one, off] = all
    const long = (seconds: number) => new Date(Date.parse('2001-01-01T00:00:00.000Z') + seconds * 1000).toISOString()
    const [a, b, c, d] = [to(one, 1, long(1)), to(one, 2, long(2)), to(one, 3, long(2)), to(one, 4, long(3))]
    const [ofOff, lost] = [to(off!, 1, long(1)), { ...to(one, 1, long(2)), webhookId: `${one.id}-gone` }]
    await store().transaction(async ({ deliveries }) => {
      await deliveries.enqueue([d, lost, c, b, a, ofOff], at(5))
      await deliveries.update({ ...a, state: 'delivered', endedAt: at(5) })
      await deliveries.release(one.id, null, false)
    })
    const { deliveries } = store()
    const old = ({ id, webhookId, createdAt }: Delivery, isWebhookEnabled: boolean) =>
      ({ ...{ id, webhookId, createdAt, isWebhookEnabled }, state: 'waiting' }) as const
    const first = { ...old(a, true), state: 'delivered' } as const
    const rest = [old(b, true), old(c, true)]
    assert.deepEqual(await deliveries.listOld(one.id, long(3), null, 10), [first, ...rest])
    assert.deepEqual(await deliveries.listOld(one.id, long(3), null, 2), [first, rest[0]])
    assert.deepEqual(await deliveries.listOld(one.id, long(3), first, 9), rest)
    assert.deepEqual(await deliveries.listOld(one.id, long(3), rest[0] ?? null, 9), rest.slice(1))
    assert.deepEqual(await deliveries.listOld(one.id, long(3), rest[1] ?? null, 9), [])
    assert.deepEqual(await deliveries.listOld(off!.id, long(3), null, 9), [old(ofOff, false)])
    assert.deepEqual(await deliveries.listOld(lost.webhookId, long(3), null, 9), [old(lost, false)])
    assert.equal(await deliveries.nextWebhook(one.id), lost.webhookId)
    await store().transaction((tx) => tx.deliveries.delete([a.id, b.id, c.id, lost.id, 'none']))
    assert.equal(await deliveries.nextWebhook(one.id), off!.id)
    assert.deepEqual(await deliveries.listOld(one.id, long(4), null, 10), [old(d, true)])
    await store().transaction((tx) => tx.deliveries.delete([d.id, ofOff.id]))
  })
})
