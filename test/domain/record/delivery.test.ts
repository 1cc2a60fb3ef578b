import assert from 'node:assert/strict'
import { test } from 'node:test'
import { later } from '../../../src/domain/clock.ts'
import {
  afterTrouble,
  afterTry as tried,
  type Delivery,
  newDelivery,
} from '../../../src/domain/record/delivery/delivery.ts'

const ABOUT = { action: 'create', bucketName: 'ubuntu', versionName: 'v1', versionFingerprint: 'one', channelName: '' }
const START = '2026-01-01T00:00:00.000Z'
const fresh = newDelivery('id', { webhookId: 'webhook', eventId: 'event', about: ABOUT, position: 7 }, START)
const sent = { url: 'https://hooks.example', headers: {}, payload: {} }
const answering = (status: number) => ({ sent, answer: { status, headers: {}, body: '' }, sentAt: START })
/** The delivery after a try to a receiver that has not failed before. */
const afterTry = (before: Delivery, exchange: Parameters<typeof tried>[1], now: string) =>
  tried(before, exchange, now, null)
const MINUTE = 60_000
const HOUR = 3_600_000

test('any status of 2xx ends a delivery', () => {
  for (const status of [200, 204, 299]) {
    const { delivery, pausedUntil } = afterTry(fresh, answering(status), later(START, 10))
    assert.deepEqual(
      [delivery.state, delivery.tries, delivery.failure, delivery.endedAt, pausedUntil],
      ['delivered', 1, '', later(START, 10), null],
    )
  }
})

test('anything else has it tried again, and says why', () => {
  for (const status of [100, 301, 401, 404, 410, 429, 500]) {
    const { delivery, pausedUntil } = afterTry(fresh, answering(status), START)
    assert.deepEqual([delivery.state, delivery.failure], ['waiting', `answered with the status ${status}`])
    assert.ok(pausedUntil !== null && pausedUntil > START)
  }
  const silent = afterTry(fresh, { sent, answer: { failure: 'gives no answer' }, sentAt: START }, START)
  assert.deepEqual([silent.delivery.failure, silent.delivery.response], ['gives no answer', null])
  assert.deepEqual(afterTrouble(fresh, 'was not sent', START, null).delivery.request, null)
})

test('what is refused for what it says is set aside, and pauses nothing; so it stays when the receiver fails later', () => {
  for (const status of [400, 413, 415, 422]) {
    const { delivery, pausedUntil } = afterTry(fresh, answering(status), START)
    assert.deepEqual([delivery.state, delivery.againAt, pausedUntil], ['set-aside', later(START, MINUTE), null])
    const failed = afterTry(delivery, answering(503), later(START, MINUTE))
    assert.deepEqual(
      [failed.delivery.state, failed.delivery.againAt, failed.pausedUntil],
      ['set-aside', later(START, 3 * MINUTE), later(START, 3 * MINUTE)],
    )
    const often = afterTry({ ...delivery, tries: 20 }, answering(status), START).delivery
    assert.deepEqual([often.state, often.againAt], ['set-aside', later(START, HOUR)])
    const accepted = afterTry(delivery, answering(200), later(START, MINUTE)).delivery
    assert.deepEqual([accepted.state, accepted.againAt], ['delivered', null])
    const late = afterTry(delivery, answering(status), later(START, 24 * HOUR))
    assert.deepEqual([late.delivery.state, late.delivery.againAt, late.pausedUntil], ['given-up', null, null])
  }
})

test('a receiver that asks for a pause has it, up to ten minutes', () => {
  const pauseAfter = (status: number, headers: Readonly<Record<string, string>>) => {
    const { pausedUntil } = afterTry(fresh, { sent, answer: { status, headers, body: '' }, sentAt: START }, START)
    return Date.parse(pausedUntil ?? START) - Date.parse(START)
  }
  const after = (seconds: string) => ({ 'retry-after': seconds })
  assert.deepEqual([pauseAfter(429, after('7')), pauseAfter(503, after('30'))], [7000, 30_000])
  assert.equal(pauseAfter(429, after('86400')), HOUR / 6)
  for (const [status, headers] of [
    [500, after('7')],
    [429, {}],
    [429, after('0')],
    [429, after('-5')],
    [429, after('Fri, 31 Dec 1999 23:59:59 GMT')],
  ] as const)
    assert.equal(pauseAfter(status, headers), 100)
})

test('pauses grow to ten minutes, and after a day it is given up, tried once more at its end', () => {
  let now = START
  let delivery: Delivery = fresh
  const pauses: number[] = []
  for (;;) {
    const outcome = afterTry(delivery, answering(500), now)
    delivery = outcome.delivery
    if (delivery.state === 'given-up' || outcome.pausedUntil === null) break
    pauses.push(Date.parse(outcome.pausedUntil) - Date.parse(now))
    now = outcome.pausedUntil
  }
  assert.deepEqual(pauses.slice(0, 8), [100, 100, 100, 100, 100, 500, 1000, 2000])
  assert.equal(Math.max(...pauses), HOUR / 6)
  assert.ok(pauses.every((pause, index) => index === pauses.length - 1 || index === 0 || pause >= pauses[index - 1]!))
  assert.deepEqual(
    [delivery.state, delivery.endedAt, now],
    ['given-up', later(START, 24 * HOUR), later(START, 24 * HOUR)],
  )
  assert.ok(delivery.tries > 140 && delivery.tries < 170, String(delivery.tries))
})

test('a receiver is left alone for as long as it has been failing, whatever it is sent next, up to ten minutes', () => {
  const pause = (before: Delivery, failingMs: number, status = 500, now = later(START, HOUR)) => {
    const { pausedUntil, failingSince } = tried(before, answering(status), now, later(now, -failingMs))
    if (pausedUntil === null) return failingSince
    return Date.parse(pausedUntil) - Date.parse(now)
  }
  assert.deepEqual(
    [0, 999, 7000, 2 * HOUR].map((failingMs) => pause(fresh, failingMs)),
    [100, 100, 7000, HOUR / 6],
  )
  const old = { ...fresh, tries: 1 }
  assert.equal(pause(old, 24 * HOUR, 500, later(START, 25 * HOUR)), HOUR / 6)
  assert.deepEqual(
    [200, 400].map((status) => pause(old, 24 * HOUR, status)),
    [null, null],
  )
  assert.equal(tried(fresh, answering(500), later(START, 5), null).failingSince, later(START, 5))
  assert.equal(tried(old, answering(500), later(START, 25 * HOUR), null).pausedUntil, later(START, 25 * HOUR + 100))
})
