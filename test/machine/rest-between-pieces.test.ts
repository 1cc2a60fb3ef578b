import assert from 'node:assert/strict'
import { test } from 'node:test'
import { restBetweenPieces } from '../../src/machine/rest-between-pieces.ts'

/** Has the event loop do nothing else. */
function stand(milliseconds: number): void {
  for (const until = performance.now() + milliseconds; performance.now() < until;);
}

test('a piece is followed by ten times its time while the event loop has none left, whoever made it busy', async () => {
  const beginning = restBetweenPieces()
  // Until a sample was taken, nothing is known.
  await beginning()()
  stand(150)
  const rest = beginning()
  stand(20)
  const began = performance.now()
  await rest()
  const waited = performance.now() - began
  assert.ok(waited >= 199, `${waited} ms`)
})
