import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Attempt, failedAttempts, shareOf } from '../../src/auth/failed-attempts.ts'
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
  /** Fails as the endpoint does: how many milliseconds the client has to wait, 0 when it is merely refused. */
  const fail = (changes: Partial<Attempt>) => attempts.count(attempt(changes))
  return { attempts, clock, fail }
}

test('a client id waits at an address after its limit, until the window has passed', () => {
  const { clock, fail } = counting({ perClient: 3, perAddress: 100 })
  for (const secretHash of ['a', 'b', 'c']) assert.equal(fail({ secretHash }), 0)
  clock.advance(10_000)
  assert.equal(fail({ secretHash: 'd' }), WINDOW - 10_000)
  clock.advance(WINDOW - 10_001)
  assert.equal(fail({ secretHash: 'e' }), 1)
  clock.advance(1)
  assert.equal(fail({}), 0)
})

test('failures while waiting do not prolong the wait', () => {
  const { clock, fail } = counting({ perClient: 1, perAddress: 100 })
  fail({})
  for (let second = 0; second < 60; second += 1) {
    assert.notEqual(fail({ secretHash: `${second}` }), 0)
    clock.advance(1000)
  }
  assert.equal(fail({}), 0)
})

test('the same client id at another address, and another client id at the address, do not wait', () => {
  const { fail } = counting({ perClient: 2, perAddress: 100 })
  fail({})
  fail({})
  assert.notEqual(fail({}), 0)
  assert.equal(fail({ address: '192.0.2.2' }), 0)
  assert.equal(fail({ clientId: 'assay-2' }), 0)
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
  const { fail } = counting({ perClient: 4, perAddress: 100 })
  assert.equal(fail({ style: 'basic' }), 0)
  assert.equal(fail({ style: 'body' }), 0)
  assert.equal(fail({ style: 'body' }), 0)
  assert.equal(fail({ style: 'basic', secretHash: 'b' }), 0)
  assert.equal(fail({ style: 'body', secretHash: 'c' }), 0)
  assert.notEqual(fail({ style: 'body', secretHash: 'c' }), 0)

  const slow = counting({ perClient: 2, perAddress: 100 })
  slow.fail({ style: 'basic' })
  slow.clock.advance(30_000)
  assert.equal(slow.fail({ style: 'body' }), 0)
  assert.notEqual(slow.fail({}), 0)
})

test('second tries of clients that fail side by side are told apart', () => {
  const { fail } = counting({ perClient: 2, perAddress: 100 })
  for (const style of ['basic', 'basic', 'body', 'body'] as const) assert.equal(fail({ style }), 0)
  assert.notEqual(fail({ style: 'body' }), 0)
})

test('the same wrong secret over and over is limited like any other', () => {
  const { fail } = counting({ perClient: 3, perAddress: 100 })
  for (let time = 0; time < 3; time += 1) assert.equal(fail({ style: 'body' }), 0)
  assert.notEqual(fail({ style: 'body' }), 0)
})

test('an address has a limit over all client ids', () => {
  const { clock, fail } = counting({ perClient: 2, perAddress: 5 })
  for (let id = 0; id < 5; id += 1) assert.equal(fail({ clientId: `guess-${id}` }), 0)
  assert.equal(fail({ clientId: 'guess-6' }), WINDOW)
  assert.equal(fail({ clientId: 'guess-7', address: '192.0.2.2' }), 0)
  clock.advance(WINDOW)
  assert.equal(fail({ clientId: 'guess-8' }), 0)
})

test('what was counted before it succeeded is taken back, and no more than that', () => {
  const { attempts, fail } = counting({ perClient: 2, perAddress: 100 })
  for (let times = 0; times < 5; times += 1) {
    assert.equal(fail({}), 0)
    attempts.forgive(attempt({}))
  }
  attempts.forgive(attempt({}))
  assert.deepEqual([fail({}), fail({})], [0, 0])
  assert.equal(fail({}), WINDOW)
  attempts.forgive(attempt({ address: '192.0.2.9' }))
  assert.equal(fail({}), WINDOW)
})

test('a clock that is set back lets try again rather than wait for long', () => {
  const { clock, fail } = counting({ perClient: 1, perAddress: 100 })
  fail({})
  clock.advance(-60 * WINDOW)
  assert.equal(fail({}), 0)
})

test('memory is bounded, however many and however long the client ids and addresses', () => {
  const { fail } = counting({ perClient: 1, perAddress: 1_000_000 })
  fail({ clientId: 'first' })
  for (let id = 0; id < 10_000; id += 1) fail({ clientId: `${'x'.repeat(100)}${id}`, address: `192.0.2.${id}` })
  assert.equal(fail({ clientId: 'first' }), 0)
})

test('several processes hardly let through more than one, and each of them a first mistake', () => {
  assert.deepEqual(shareOf({ perClient: 10, perAddress: 100 }, 2), { perClient: 5, perAddress: 50 })
  assert.deepEqual(shareOf({ perClient: 10, perAddress: 100 }, 64), { perClient: 1, perAddress: 2 })
})
