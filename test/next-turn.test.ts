import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { nextTurn } from '../src/next-turn.ts'

test('pieces of work that take turns are never done in the same turn of the event loop, and come in the order asked for', async (t) => {
  let turn = 0
  let isOver = false
  t.after(() => {
    isOver = true
  })
  const count = async () => {
    while (!isOver) {
      await setImmediate()
      turn += 1
    }
  }
  void count()
  const done: { readonly worker: number; readonly turn: number }[] = []
  const work = async (worker: number) => {
    for (let piece = 0; piece < 3; piece += 1) {
      await nextTurn()
      done.push({ worker, turn })
    }
  }
  await Promise.all([0, 1, 2, 3].map(work))
  assert.deepEqual(
    done.map(({ worker }) => worker),
    [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3],
  )
  assert.equal(new Set(done.map((piece) => piece.turn)).size, done.length)
})
