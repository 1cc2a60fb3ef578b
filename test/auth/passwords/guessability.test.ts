import assert from 'node:assert/strict'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { test } from 'node:test'
import { guessability } from '../../../src/auth/passwords/guessability.ts'

test('what everybody would try is guessed at once, what nobody would try is not', async () => {
  const [common, own, phrase] = await Promise.all([
    guessability('password1', []),
    guessability('lovelace.ada', ['ada', 'lovelace']),
    guessability('correct horse battery staple', []),
  ])
  assert.ok(common < 1e4, String(common))
  assert.ok(own < 1e8, String(own))
  assert.ok(phrase > 1e12, String(phrase))
})

test('a password that takes long to look up holds up nobody', async () => {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const began = performance.now()
  delay.enable()
  await guessability('qwertyuiop1234567890'.repeat(6), [])
  delay.disable()
  const lasted = performance.now() - began
  // A lookup in this thread would block the event loop for most of that time.
  assert.ok(delay.max / 1e6 < lasted / 2, `${delay.max / 1e6} of ${lasted} ms`)
})
