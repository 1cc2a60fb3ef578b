import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import { until } from './until.ts'

const PATIENCE_MS = 60_000

/** Waits until the value read equals the expected one; on a timeout, fails with the value read last. */
export async function untilEqual<Value>(read: () => Promise<Value>, expected: Value, message?: string): Promise<void> {
  const giveUp = performance.now() + PATIENCE_MS
  let last = await read()
  await until(async () => {
    if (isDeepStrictEqual(last, expected) || performance.now() > giveUp) return true
    last = await read()
    return false
  })
  assert.deepEqual(last, expected, message)
}
