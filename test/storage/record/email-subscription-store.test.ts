import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EmailSubscription } from '../../../src/domain/record/email/email.ts'
import { newPrincipal } from '../../../src/domain/principal/principal.ts'
import type { Store } from '../../../src/domain/store.ts'
import { describePort } from '../../support/describe-port.ts'
import { at, newId, storedProject } from '../arrange.ts'
import { anEmailSubscription } from '../arrange-email-subscriptions.ts'

async function home(store: Store) {
  const { organization, project } = await storedProject(store)
  const id = newId()
  const person = newPrincipal({
    ...{ id, kind: 'user', organizationId: organization.id, projectId: null, name: id, createdAt: at(0) },
  })
  await store.transaction(({ principals }) => principals.insert(person))
  return { projectId: project.id, principalId: id }
}

const stored = (store: Store, ...all: readonly EmailSubscription[]) =>
  store.transaction(async ({ emailSubscriptions }) => {
    for (const each of all) await emailSubscriptions.insert(each)
  })

describePort('emailSubscriptions', (store) => {
  test('a person has one of each bucket and one of all, which are found and listed, oldest first', async () => {
    const [here, there] = [await home(store()), await home(store())]
    const all = anEmailSubscription(here, { actions: ['revoke', 'assign'], createdAt: at(2) })
    const ofBucket = anEmailSubscription(here, { bucketId: 'ubuntu', createdAt: at(1) })
    const ofOther = anEmailSubscription(there)
    await store().transaction(async ({ emailSubscriptions }) => {
      for (const each of [all, ofBucket, ofOther]) assert.equal(await emailSubscriptions.insert(each), true)
      assert.equal(await emailSubscriptions.insert(anEmailSubscription(here)), false)
    })
    const { emailSubscriptions } = store()
    assert.deepEqual(await emailSubscriptions.find(all.id), all)
    assert.deepEqual(await emailSubscriptions.listOwn(here.principalId, here.projectId), [ofBucket, all])
    assert.deepEqual(await emailSubscriptions.listOwn(here.principalId, there.projectId), [])
    await store().transaction((tx) => tx.emailSubscriptions.delete(all.id))
    assert.equal(await emailSubscriptions.find(all.id), undefined)
    assert.deepEqual(await emailSubscriptions.find(ofBucket.id), ofBucket)
    await store().transaction((tx) => tx.emailSubscriptions.delete(ofBucket.id))
    await store().transaction((tx) => tx.emailSubscriptions.delete(ofOther.id))
  })

  test('those of a project are woken, not before they may be, and those that are due stay so', async () => {
    const [here, there] = [await home(store()), await home(store())]
    const soon = anEmailSubscription(here)
    const paused = anEmailSubscription(here, { bucketId: 'ubuntu', notBefore: at(500) })
    const hourly = anEmailSubscription(here, { bucketId: 'debian', bundling: 'hourly' })
    const daily = anEmailSubscription(here, { bucketId: 'fedora', bundling: 'daily' })
    const other = anEmailSubscription(there)
    await stored(store(), soon, paused, hourly, daily, other)
    const wake = (milliseconds: number) =>
      store().transaction((tx) =>
        tx.emailSubscriptions.wake([here.projectId], {
          soon: at(milliseconds),
          hourly: at(milliseconds + 1000),
          daily: at(milliseconds + 2000),
        }),
      )
    await wake(100)
    await wake(200)
    assert.equal(await store().emailSubscriptions.nextAt(), at(100))
    const claim = (milliseconds: number) =>
      store().transaction((tx) => tx.emailSubscriptions.claim(at(milliseconds), at(9000), at(99_000)))
    assert.equal(await claim(99), undefined)
    const claimed = await claim(100)
    assert.deepEqual(claimed, { subscription: soon, until: at(9000) })
    assert.equal(await store().emailSubscriptions.nextAt(), at(500))
    assert.equal(await claim(499), undefined)
    assert.deepEqual((await claim(500))?.subscription, paused)
    assert.equal(await claim(1099), undefined)
    assert.deepEqual((await claim(1100))?.subscription, hourly)
    assert.equal(await claim(2099), undefined)
    assert.deepEqual((await claim(2100))?.subscription, daily)
    assert.equal(await store().emailSubscriptions.nextAt(), undefined)
    for (const { id } of [soon, paused, hourly, daily, other])
      await store().transaction((tx) => tx.emailSubscriptions.delete(id))
  })

  test('those that are due later than any of their bundling can be are due at once', async () => {
    const here = await home(store())
    const soon = anEmailSubscription(here)
    const daily = anEmailSubscription(here, { bucketId: 'debian', bundling: 'daily' })
    const hourly = anEmailSubscription(here, { bucketId: 'fedora', bundling: 'hourly' })
    await stored(store(), soon, daily, hourly)
    await store().transaction(async ({ emailSubscriptions }) => {
      await emailSubscriptions.release(soon.id, at(101), soon)
      await emailSubscriptions.release(daily.id, at(300), daily)
      await emailSubscriptions.release(hourly.id, at(201), hourly)
      await emailSubscriptions.bringForward(at(5), { soon: at(100), hourly: at(200), daily: at(300) })
    })
    const claim = (milliseconds: number) =>
      store().transaction((tx) => tx.emailSubscriptions.claim(at(milliseconds), at(9000), at(99_000)))
    const claimed = [await claim(5), await claim(5)].map((each) => each?.subscription.id)
    assert.deepEqual(claimed.toSorted(), [soon.id, hourly.id].toSorted())
    assert.equal(await claim(299), undefined)
    assert.equal((await claim(300))?.subscription.id, daily.id)
    for (const { id } of [soon, daily, hourly]) await store().transaction((tx) => tx.emailSubscriptions.delete(id))
  })

  test('who holds one writes what became of it, and nobody else does', async () => {
    const here = await home(store())
    const subscription = anEmailSubscription(here)
    await stored(store(), subscription)
    await store().transaction((tx) =>
      tx.emailSubscriptions.wake([here.projectId], { soon: at(1), hourly: at(2), daily: at(2) }),
    )
    const claimed = await store().transaction((tx) => tx.emailSubscriptions.claim(at(1), at(50), at(999)))
    assert.ok(claimed)
    const progress = { position: 7, sentAt: at(2), failure: 'no', failingSince: at(3), notBefore: at(4) }
    await store().transaction(async ({ emailSubscriptions }) => {
      assert.equal(await emailSubscriptions.keep({ ...claimed, until: at(49) }, at(60)), undefined)
      assert.deepEqual(await emailSubscriptions.keep(claimed, at(60)), subscription)
      await emailSubscriptions.release(subscription.id, at(70), progress)
    })
    assert.deepEqual(await store().emailSubscriptions.find(subscription.id), { ...subscription, ...progress })
    assert.equal(await store().emailSubscriptions.nextAt(), at(70))
    await store().transaction((tx) => tx.emailSubscriptions.delete(subscription.id))
  })
})
