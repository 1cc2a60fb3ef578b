import assert from 'node:assert/strict'
import { test } from 'node:test'
import { turns } from '../../../src/auth/passwords/turns.ts'

/** Work that ends when the test ends it. */
function begun() {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let isRunning = false
  const work = () => {
    isRunning = true
    return promise
  }
  return { work, resolve, reject, isRunning: () => isRunning }
}

test('so many run at once, the others in their order, and whoever is beyond is refused', async () => {
  const turn = turns({ atOnce: 1, waiting: 2 })
  const [first, second, third] = [begun(), begun(), begun()]
  const answers = [turn(first.work), turn(second.work), turn(third.work)]
  await assert.rejects(turn(begun().work), { code: 'unavailable' })
  const running = () => [first, second, third].map(({ isRunning }) => isRunning())

  assert.deepEqual(running(), [true, false, false])
  first.resolve('one')
  assert.equal(await answers[0], 'one')
  assert.deepEqual(running(), [true, true, false])
  second.reject(new Error('failed'))
  await assert.rejects(answers[1] ?? Promise.resolve(), /failed/)
  assert.deepEqual(running(), [true, true, true])
  third.resolve('three')
  assert.equal(await answers[2], 'three')

  const later = begun()
  later.resolve('at once')
  assert.equal(await turn(later.work), 'at once')
})
