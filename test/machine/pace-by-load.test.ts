import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
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

/** Keeps the event loop busy until it is stopped. */
function otherWork() {
  const over = new AbortController()
  const working = (async () => {
    while (!over.signal.aborted) {
      stand(5)
      await nextTurn()
    }
  })()
  return async () => {
    over.abort()
    await working
  }
}

/** Paces by an event loop that counts as busy whatever it does. */
const ofABusyLoop = (parts: Pick<Parameters<typeof paceByLoad>[0], 'pieceMs' | 'leastLeft' | 'mostMs'>) =>
  paceByLoad({ busyFrom: 0, ...parts })

test('who has pieces while it has none goes one after the other, each for as long as its pieces take', async () => {
  const giveWay = ofABusyLoop({ pieceMs: 100, leastLeft: 1, mostMs: 60_000 })
  const [first, second] = await Promise.all([took(() => giveWay(2)), took(() => giveWay(3))])
  assert.ok(first >= 195, `${first} ms`)
  assert.ok(second >= 495, `${second} ms`)
})

test('pieces take the longer the less time is left, until there is as good as none', async () => {
  const giveWay = ofABusyLoop({ pieceMs: 40, leastLeft: 0.1, mostMs: 60_000 })
  const stop = otherWork()
  const waited = await took(() => giveWay(1))
  await stop()
  assert.ok(waited >= 395 && waited < 40_000, `${waited} ms`)
})

const HALF = { busyFrom: 0.5, leastLeft: 1, mostMs: 30_000 } as const

test('pieces that keep the event loop busy do not wait for themselves', async () => {
  const giveWay = paceByLoad({ ...HALF, pieceMs: 60_000 })
  for (let piece = 0; piece < 3; piece += 1) {
    const waited = await took(() => giveWay(1))
    assert.ok(waited < 10_000, `${waited} ms`)
    stand(150)
  }
})

test('pieces wait for other work, whatever they cost themselves', async () => {
  const giveWay = paceByLoad({ ...HALF, pieceMs: 200 })
  const stop = otherWork()
  const waited = await took(() => Promise.all([giveWay(1), giveWay(1), giveWay(1)]))
  await stop()
  assert.ok(waited >= 590, `${waited} ms`)
})

test('pieces that wait are done once other work is over', async () => {
  const giveWay = paceByLoad({ ...HALF, pieceMs: 60_000 })
  const stop = otherWork()
  let done = 0
  const wait = async () => {
    await giveWay(1)
    done += 1
  }
  const waiting = took(() => Promise.all([wait(), wait()]))
  for (let turn = 0; turn < 100; turn += 1) await nextTurn()
  assert.equal(done, 0)
  await stop()
  const waited = await waiting
  assert.ok(waited < 10_000, `${waited} ms`)
})

test('nobody waits longer than agreed, however many have asked before', async () => {
  const giveWay = ofABusyLoop({ pieceMs: 60_000, leastLeft: 1, mostMs: 50 })
  await Promise.all([giveWay(10), giveWay(10), giveWay(10)])
})
