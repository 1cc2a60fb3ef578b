import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Attempt, failedAttempts } from '../../src/auth/failed-attempts.ts'
import { stillClock } from '../support/identity.ts'

const WINDOW = 60_000

const attempt = (changes: Partial<Attempt>): Attempt => ({
  clientId: 'assay-1',
  address: '192.0.2.1',
  secretHash: 'a',
  style: 'basic',
  ...changes,
})

function counting({ perClient, perAddress }: { perClient: number; perAddress: number }) {
  const clock = stillClock()
  const attempts = failedAttempts({ clock, limits: { perClient, perAddress } })
  /** A failing attempt as the endpoint makes it: what the client has to wait, 0 when it is merely refused. */
  const fail = (changes: Partial<Attempt>) => attempts.waitBefore(attempt(changes)) || attempts.count(attempt(changes))
  const wait = (changes: Partial<Attempt>) => attempts.waitBefore(attempt(changes))
  return { clock, fail, wait, count: (changes: Partial<Attempt>) => attempts.count(attempt(changes)) }
}

test('a client id is locked at an address after its limit, and unlocked when the window has passed', () => {
  const { clock, fail, wait } = counting({ perClient: 3, perAddress: 100 })
  for (const secretHash of ['a', 'b', 'c']) assert.equal(fail({ secretHash }), 0)
  clock.advance(10_000)
  assert.equal(fail({ secretHash: 'd' }), WINDOW - 10_000)
  assert.equal(wait({ secretHash: 'right' }), WINDOW - 10_000)
  clock.advance(WINDOW - 10_001)
  assert.equal(wait({}), 1)
  clock.advance(1)
  assert.equal(wait({}), 0)
  assert.equal(fail({}), 0)
})

test('failures while locked do not prolong the lock', () => {
  const { clock, fail, wait } = counting({ perClient: 1, perAddress: 100 })
  fail({})
  for (let second = 0; second < 60; second += 1) {
    assert.notEqual(fail({ secretHash: `${second}` }), 0)
    clock.advance(1000)
  }
  assert.equal(wait({}), 0)
})

test('the same client id at another address, and another client id at the address, are not locked', () => {
  const { fail, wait } = counting({ perClient: 2, perAddress: 100 })
  fail({})
  fail({})
  assert.notEqual(wait({}), 0)
  assert.equal(wait({ address: '192.0.2.2' }), 0)
  assert.equal(wait({ clientId: 'assay-2' }), 0)
})

test('the second try in the body after the same secret by Basic does not count', () => {
  const { fail } = counting({ perClient: 3, perAddress: 100 })
  for (const secretHash of ['a', 'b', 'c']) {
    assert.equal(fail({ secretHash, style: 'basic' }), 0)
    assert.equal(fail({ secretHash, style: 'body' }), 0)
  }
  assert.notEqual(fail({ secretHash: 'd', style: 'basic' }), 0)
  assert.notEqual(fail({ secretHash: 'd', style: 'body' }), 0)
})

test('one Basic failure excuses one second try, soon, with its own secret', () => {
  const { fail, wait } = counting({ perClient: 4, perAddress: 100 })
  fail({ style: 'basic' })
  fail({ style: 'body' })
  fail({ style: 'body' })
  assert.equal(wait({}), 0)
  fail({ style: 'basic', secretHash: 'b' })
  fail({ style: 'body', secretHash: 'c' })
  assert.notEqual(wait({}), 0)

  const slow = counting({ perClient: 2, perAddress: 100 })
  slow.fail({ style: 'basic' })
  slow.clock.advance(30_000)
  slow.fail({ style: 'body' })
  assert.notEqual(slow.wait({}), 0)
})

test('second tries of clients that fail side by side are told apart', () => {
  const { fail, wait } = counting({ perClient: 3, perAddress: 100 })
  for (const style of ['basic', 'basic', 'body', 'body'] as const) assert.equal(fail({ style }), 0)
  assert.equal(wait({}), 0)
})

test('the same wrong secret over and over is limited like any other', () => {
  const { fail } = counting({ perClient: 3, perAddress: 100 })
  for (let time = 0; time < 3; time += 1) assert.equal(fail({ style: 'body' }), 0)
  assert.notEqual(fail({ style: 'body' }), 0)
})

test('an address has a limit over all client ids, which holds up wrong secrets only', () => {
  const { clock, fail, wait } = counting({ perClient: 2, perAddress: 5 })
  for (let id = 0; id < 5; id += 1) assert.equal(fail({ clientId: `guess-${id}` }), 0)
  assert.equal(fail({ clientId: 'guess-6' }), WINDOW)
  assert.equal(wait({ clientId: 'assay-1' }), 0)
  assert.equal(fail({ clientId: 'guess-7', address: '192.0.2.2' }), 0)
  clock.advance(WINDOW)
  assert.equal(fail({ clientId: 'guess-8' }), 0)
})

test('attempts that were let in together do not get past the limit together', () => {
  const { count } = counting({ perClient: 3, perAddress: 100 })
  const answers = Array.from({ length: 10 }, (_, index) => count({ secretHash: `${index}` }))
  assert.equal(answers.filter((wait) => wait === 0).length, 3)
})

test('a clock that is set back unlocks rather than locks for long', () => {
  const { clock, fail, wait } = counting({ perClient: 1, perAddress: 100 })
  fail({})
  clock.advance(-60 * WINDOW)
  assert.equal(wait({}), 0)
})

test('memory is bounded, however many and however long the client ids and addresses', () => {
  const { fail, wait } = counting({ perClient: 1, perAddress: 1_000_000 })
  fail({ clientId: 'first' })
  for (let id = 0; id < 10_000; id += 1) fail({ clientId: `${'x'.repeat(100)}${id}`, address: `192.0.2.${id}` })
  assert.equal(wait({ clientId: 'first' }), 0)
})
