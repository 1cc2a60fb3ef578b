import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextTurn } from '../../src/machine/next-turn.ts'
import { countTurns } from '../support/count-turns.ts'

test('pieces of work that take turns are never done in the same turn of the event loop, and come in the order asked for', async (t) => {
  const turn = countTurns(t)
  const done: { readonly worker: number; readonly turn: number }[] = []
  const work = async (worker: number) => {
    for (let piece = 0; piece < 3; piece += 1) {
      await nextTurn()
      done.push({ worker, turn: turn() })
    }
  }
  await Promise.all([0, 1, 2, 3].map(work))
  assert.deepEqual(
    done.map(({ worker }) => worker),
    [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3],
  )
  assert.equal(new Set(done.map((piece) => piece.turn)).size, done.length)
})
