import assert from 'node:assert/strict'
import { test } from 'node:test'
import { schemaComplaints } from './contract-validators.ts'

test('the documents that answers are held against are schemas themselves', () => {
  assert.deepEqual(schemaComplaints(), [])
})
