import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failuresInARow } from '../../src/auth/failures-in-a-row.ts'
import { stillClock } from '../support/identity.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

function counting(limit: number) {
  const clock = stillClock()
  const failures = failuresInARow({ clock, limit })
  const fail = (times: number, id = 'ada') => Array.from({ length: times }, () => failures.count(id))
  return { clock, failures, fail }
}

test('after every ten wrong ones the next waits twice as long, up to an hour', () => {
  const { clock, fail } = counting(10)
  const waits = Array.from({ length: 8 }, () => {
    assert.deepEqual(fail(10), Array<number>(10).fill(0))
    const [wait = 0] = fail(1)
    clock.advance(wait)
    return wait / MINUTE
  })
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 60, 60])
})

test('wrong ones count however slowly they come, and those that wait do not', () => {
  const { clock, fail } = counting(3)
  for (let times = 0; times < 3; times += 1) {
    assert.deepEqual(fail(1), [0])
    clock.advance(10 * MINUTE)
  }
  assert.deepEqual(fail(3), [0, 0, 0])
  assert.deepEqual(fail(2), [2 * MINUTE, 2 * MINUTE])
  clock.advance(2 * MINUTE - 1)
  assert.deepEqual(fail(1), [1])
  clock.advance(1)
  assert.deepEqual(fail(1), [0])
})

test('a right one, and a day without a wrong one, have all forgotten', () => {
  const { clock, failures, fail } = counting(2)
  fail(2)
  clock.advance(MINUTE)
  fail(1)
  failures.forgive('ada')
  assert.deepEqual(fail(3), [0, 0, MINUTE])
  clock.advance(DAY)
  assert.deepEqual(fail(3), [0, 0, MINUTE])
})

test('nobody waits for what others do', () => {
  const { failures, fail } = counting(1)
  fail(1)
  assert.deepEqual(fail(1, 'grace'), [0])
  failures.forgive('grace')
  assert.deepEqual(fail(1), [MINUTE])
})

test('a clock that is set back lets try again rather than wait for long', () => {
  const { clock, fail } = counting(1)
  fail(1)
  clock.advance(-DAY)
  assert.deepEqual(fail(1), [0])
})

test('memory is bounded, however many are wrong', () => {
  const { fail } = counting(1)
  fail(1)
  for (let id = 0; id < 10_000; id += 1) fail(1, `${id}`)
  assert.deepEqual(fail(1), [0])
})
