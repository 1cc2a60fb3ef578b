import type { TestContext } from 'node:test'
import { setImmediate } from 'node:timers/promises'

/** Counts turns of the event loop until the test ends; the returned function gives the current number. */
export function countTurns(t: TestContext): () => number {
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
  return () => turn
}
