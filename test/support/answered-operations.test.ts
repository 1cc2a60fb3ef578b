import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differing } from './answered-operations.ts'

const published = { 'http/a.test.ts': ['GetA', 'ListA'], 'http/b.test.ts': ['GetB'], 'clients/go.test.ts': ['GetA'] }

test('a file that saw more operations, or fewer, or is new, is told of', () => {
  const seen = { 'http/a.test.ts': ['GetA'], 'http/b.test.ts': ['GetB', 'ListB'], 'http/c.test.ts': ['GetC'] }
  assert.deepEqual(differing(seen, published), Object.keys(seen))
  assert.deepEqual(differing(published, published), [])
})

test('what a machine lacks is nothing to tell of', () => {
  assert.deepEqual(differing({ 'clients/go.test.ts': ['GetA', 'ListA'], 'clients/new.test.ts': [] }, published), [])
  assert.deepEqual(differing({}, published), [])
})
