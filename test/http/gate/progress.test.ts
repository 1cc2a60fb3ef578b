import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { progressWatch } from '../../../src/http/gate/progress.ts'

const KIB = 1024

/** The second in which a client that sends these bytes is late; null if not within ten minutes. */
function lateAfter(bytesIn: (second: number) => number): number | null {
  const progress = progressWatch()
  let received = 0
  let late = 0
  progress.watch(
    () => received,
    () => late++,
  )
  for (let second = 1; second <= 600; second++) {
    received += bytesIn(second)
    progress.second()
    if (late > 0) {
      progress.second()
      assert.equal(late, 1, 'it is told once')
      return second
    }
  }
  return null
}

describe('what comes is late', () => {
  test('when nothing comes for 15 s', () => {
    assert.equal(
      lateAfter(() => 0),
      15,
    )
    assert.equal(
      lateAfter((second) => (second < 15 ? KIB * KIB : 0)),
      30,
    )
  })

  test('when it drips', () => {
    assert.equal(
      lateAfter(() => 1),
      15,
    )
    assert.equal(
      lateAfter(() => KIB),
      15,
    )
  })

  test('when it takes five minutes, however much it is', () => {
    assert.equal(
      lateAfter(() => 125_000),
      300,
    )
  })

  test('not on a slow line, nor on one that stalls', () => {
    assert.equal(
      lateAfter(() => 2 * KIB),
      300,
    )
    assert.equal(
      lateAfter((second) => (second % 14 === 0 ? 100 * KIB : 0)),
      300,
    )
  })

  test('not when nobody watches any more', () => {
    const progress = progressWatch()
    const stop = progress.watch(
      () => 0,
      () => assert.fail(),
    )
    progress.second()
    stop()
    for (let second = 0; second < 600; second++) progress.second()
  })
})
