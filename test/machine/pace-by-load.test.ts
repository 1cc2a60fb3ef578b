import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { paceByLoad } from '../../src/machine/pace-by-load.ts'
import { stand, took } from '../support/stand.ts'

// Waiting for a pace keeps no process alive, so something else has to keep this one.
const alive = setInterval(() => undefined, 60_000)
after(() => {
  clearInterval(alive)
})

test('who has pieces waits for nobody while the event loop has time left', async () => {
  const giveWay = paceByLoad({ busyFrom: 1.1, pieceMs: 60_000, leastLeft: 1, mostMs: 60_000 })
  stand(150)
  await Promise.all([giveWay(10), giveWay(10)])
})

/** Paces by an event loop that has just had no time left. */
async function ofABusyLoop(parts: Pick<Parameters<typeof paceByLoad>[0], 'pieceMs' | 'leastLeft' | 'mostMs'>) {
  const giveWay = paceByLoad({ busyFrom: 0, ...parts })
  // The load is unknown until the first sample.
  await giveWay(1000)
  stand(150)
  return giveWay
}

test('who has pieces while it has none goes one after the other, each for as long as its pieces take', async () => {
  const giveWay = await ofABusyLoop({ pieceMs: 20, leastLeft: 1, mostMs: 60_000 })
  const [first, second] = await Promise.all([took(() => giveWay(2)), took(() => giveWay(3))])
  assert.ok(first >= 35, `${first} ms`)
  assert.ok(second >= 95, `${second} ms`)
})

test('pieces take the longer the less time is left, until there is as good as none', async () => {
  const giveWay = await ofABusyLoop({ pieceMs: 4, leastLeft: 0.1, mostMs: 60_000 })
  const waited = await took(() => giveWay(1))
  assert.ok(waited >= 35 && waited < 4000, `${waited} ms`)
})

test('nobody waits longer than agreed, however many have asked before', async () => {
  const giveWay = await ofABusyLoop({ pieceMs: 60_000, leastLeft: 1, mostMs: 50 })
  await Promise.all([giveWay(10), giveWay(10), giveWay(10)])
})
