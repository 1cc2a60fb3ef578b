import assert from 'node:assert/strict'
import { test } from 'node:test'
import { counted } from '../../src/cli/counted.ts'

test('one is told of as one, and none as many', () => {
  assert.deepEqual(
    [0, 1, 2].map((count) => counted(count, 'build')),
    ['0 builds', '1 build', '2 builds'],
  )
})
