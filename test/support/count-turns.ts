import type { TestContext } from 'node:test'
import { setImmediate } from 'node:timers/promises'

/** Which turn of the event loop this is, counted until the test is over. */
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
