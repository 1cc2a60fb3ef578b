// Which events a subscription mails next, whatever has happened to the ledger meanwhile.
import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { newPrincipal, registryActor } from '../../../../src/domain/principal/principal.ts'
import { eventsToMail } from '../../../../src/domain/record/email/events-to-mail.ts'
import type { EmailSubscription } from '../../../../src/domain/record/email/email.ts'
import type { Event } from '../../../../src/domain/record/event/event.ts'
import { pruneLedgers } from '../../../../src/domain/record/ledger/prune-ledgers.ts'
import { stubSigner } from '../../../../src/domain/record/ledger/stub.ts'
import { nextTurn } from '../../../../src/machine/next-turn.ts'
import { anEmailSubscription } from '../../../storage/arrange-email-subscriptions.ts'
import { anEvent, at, newId } from '../../../storage/arrange.ts'
import { databases, type TestDatabase } from '../../../support/databases.ts'
import { TEST_SECRET_KEYS } from '../../../support/test-config.ts'
import { happen, ledgersOn, sealAll } from '../ledger/ledgers.ts'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

const revoked = (given: Partial<Event>) =>
  ({ kind: 'version.revoked', subject: 'version', action: 'revoke', versionId: 'version', ...given }) as const

/** A project, and a viewer of it who subscribes to all its events. */
async function aScene(t: TestContext, database: TestDatabase, given: { readonly email?: string } = {}) {
  const scene = await ledgersOn(t, database)
  const { store, project, organization } = scene
  const id = newId()
  const email = given.email ?? `${id.toLowerCase()}@example.com`
  await store.transaction(async ({ principals, users, roles }) => {
    const home = { organizationId: organization.id, projectId: null }
    await principals.insert(newPrincipal({ id, kind: 'user', ...home, name: email, createdAt: at(0) }))
    const none = { passwordHash: null, oneTimeSecret: null, secondFactorSince: null, usedStep: null }
    await users.insert({ id, organizationId: organization.id, email, ...none, createdAt: at(0) })
    await roles.bind({ type: 'project', id: project.id }, { role: 'viewer', principalId: id })
  })
  const subscription = anEmailSubscription({ projectId: project.id, principalId: id })
  await store.transaction((tx) => tx.emailSubscriptions.insert(subscription))
  const contextAt = (milliseconds: number) => ({
    ...{ actor: registryActor, store, newId, clock: { now: () => at(milliseconds) } },
  })
  const unreadable: number[] = []
  return {
    ...scene,
    subscription,
    unreadable,
    happen: async (...all: readonly Partial<Event>[]) => {
      await happen(store, ...all.map((each) => anEvent(project, revoked(each))))
      await sealAll(store)
    },
    prune: (before: number) =>
      pruneLedgers(contextAt(before), {
        ...{
          before: at(before),
          signer: stubSigner(TEST_SECRET_KEYS),
          rest: nextTurn,
          isOver: () => false,
          onPruned: () => undefined,
        },
      }),
    next: async (milliseconds: number, position = 0, differently: Partial<EmailSubscription> = {}) => {
      const onUnreadable = ({ position: place }: { readonly position: number }) => unreadable.push(place)
      const parts = { now: at(milliseconds), rest: nextTurn, onUnreadable }
      const next = await eventsToMail(contextAt(milliseconds), { ...subscription, ...differently, position }, parts)
      return { ...next, events: next.events.map(({ at: when }) => when) }
    },
    address: email,
  }
}

for (const database of databases())
  describe(`what is mailed on ${database.name}`, () => {
    test('a subscription that is behind what was pruned goes on after the stub', async (t) => {
      const { happen, prune, next, address } = await aScene(t, database)
      await happen({ at: at(0) }, { at: at(DAY) }, { at: at(2 * DAY) })
      assert.equal(await prune(3 * DAY), false)
      assert.deepEqual(await next(40 * DAY, 1), { events: [], more: 0, position: 3, address })
      await happen({ at: at(40 * DAY) })
      assert.deepEqual(await next(40 * DAY, 1), { events: [at(40 * DAY)], more: 0, position: 4, address })
    })

    test('what is older than a day is told nobody any more, and what is much is counted', async (t) => {
      const { happen, next, address } = await aScene(t, database)
      await happen({ at: at(0) }, ...Array.from({ length: 60 }, () => ({ at: at(30 * HOUR) })))
      const told = Array.from({ length: 50 }, () => at(30 * HOUR))
      assert.deepEqual(await next(31 * HOUR), { events: told, more: 10, position: 61, address })
    })

    test('who is told once a day is told of all of it, though some is older than a day by then', async (t) => {
      const { happen, next, address } = await aScene(t, database)
      await happen({ at: at(0) }, { at: at(1 + HOUR) }, { at: at(30 * HOUR) })
      const now = 49 * HOUR
      assert.deepEqual((await next(now)).events, [at(30 * HOUR)])
      const daily = await next(now, 0, { bundling: 'daily' })
      assert.deepEqual(daily, { events: [at(1 + HOUR), at(30 * HOUR)], more: 0, position: 3, address })
    })

    test('what cannot be read is told nobody, and keeps nothing that comes later', async (t) => {
      const { happen, next, past, address, unreadable } = await aScene(t, database)
      const id = newId()
      await happen({ at: at(0), id }, { at: at(1) }, { at: at(2) })
      await past.updateTable('event').set({ payload: '{' }).where('id', '=', id).execute()
      assert.deepEqual(await next(HOUR), { events: [at(1), at(2)], more: 0, position: 3, address })
      assert.deepEqual(unreadable, [1])
    })

    test('who signs in by a name that is no address is told nothing', async (t) => {
      const { happen, next } = await aScene(t, database, { email: 'ann' })
      await happen({ at: at(0) })
      assert.deepEqual(await next(HOUR), { events: [], more: 0, position: 1, address: '' })
    })
  })
