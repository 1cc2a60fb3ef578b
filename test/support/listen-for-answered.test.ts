import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differing, unseen } from './listen-for-answered.ts'

const published = {
  'http/a.test.ts': ['GetA', 'ListA'],
  'http/b.test.ts': ['GetB'],
  'clients/go.test.ts': ['GetA'],
}

test('a file that saw more operations, or fewer, or is new, is told of', () => {
  const seen = { 'http/a.test.ts': ['GetA'], 'http/b.test.ts': ['GetB', 'ListB'], 'http/c.test.ts': ['GetC'] }
  assert.deepEqual(differing(seen, published), Object.keys(seen))
  assert.deepEqual(differing(published, published), [])
})

test('a page is wrong of a file that saw fewer operations, and of no other', () => {
  const seen = { 'http/a.test.ts': ['GetA', 'PutA'], 'http/b.test.ts': ['GetB', 'ListB'], 'http/c.test.ts': ['GetC'] }
  assert.deepEqual(unseen(seen, published), ['http/a.test.ts'])
})

test('what a machine lacks is nothing to tell of', () => {
  const seen = { 'clients/go.test.ts': [], 'clients/new.test.ts': ['GetA'] }
  assert.deepEqual([differing(seen, published), unseen(seen, published)], [[], []])
  assert.deepEqual([differing({}, published), unseen({}, published)], [[], []])
})
