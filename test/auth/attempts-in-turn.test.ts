import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attemptsInTurn } from '../../src/auth/attempts-in-turn.ts'
import { failedAttempts } from '../../src/auth/failed-attempts.ts'
import { stillClock } from '../support/identity.ts'

function arrange(perClient: number, perAddress = 1000) {
  const inTurn = attemptsInTurn(failedAttempts({ clock: stillClock(), limits: { perClient, perAddress } }))
  const asked: PromiseWithResolvers<string>[] = []
  const come = (clientId = 'one', address = 'here') =>
    inTurn({ clientId, address, secretHash: '', style: 'body' }, () => {
      const answer = Promise.withResolvers<string>()
      asked.push(answer)
      return answer.promise
    }).catch((error: unknown) => (error as Error).message)
  return { asked, come }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
const WAIT = { kind: 'wait', milliseconds: 60_000 }

test('of many wrong ones at once as many are asked about as of one after the other', async () => {
  const { asked, come } = arrange(3)
  const all = Array.from({ length: 8 }, () => come())
  await settled()
  assert.equal(asked.length, 3)
  for (const answer of asked) answer.reject(new Error('wrong'))
  assert.deepEqual(await Promise.all(all), [...Array<string>(3).fill('wrong'), ...Array<object>(5).fill(WAIT)])
  assert.equal(asked.length, 3)
})

test('many right ones at once take turns, and none is refused', async () => {
  const { asked, come } = arrange(3)
  const all = Array.from({ length: 8 }, () => come())
  for (let next = 0; next < 8; next += 1) {
    await settled()
    assert.equal(asked.length, Math.min(next + 3, 8))
    asked[next]?.resolve('right')
  }
  assert.deepEqual(await Promise.all(all), Array<string>(8).fill('right'))
})

test('whoever is alone with what was wrong before waits at once; others do not', async () => {
  const { asked, come } = arrange(1)
  const first = come()
  asked[0]?.reject(new Error('wrong'))
  assert.equal(await first, 'wrong')
  assert.deepEqual(await come(), WAIT)
  const other = come('other')
  asked[1]?.resolve('right')
  assert.equal(await other, 'right')
})

test('an address is bounded whatever it comes with, and does not hold up others', async () => {
  const { asked, come } = arrange(10, 2)
  const all = ['a', 'b', 'c'].map((clientId) => come(clientId))
  const there = come('a', 'there')
  await settled()
  assert.equal(asked.length, 3)
  for (const answer of asked) answer.reject(new Error('wrong'))
  assert.deepEqual(await Promise.all([...all, there]), ['wrong', 'wrong', WAIT, 'wrong'])
})
