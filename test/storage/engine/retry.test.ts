import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '../../../src/domain/errors.ts'
import { retrying } from '../../../src/storage/engine/retry.ts'

const contention = new Error('another transaction was faster')
const isContention = (error: unknown) => error === contention

test('what loses to another transaction runs again until it wins', async () => {
  let attempts = 0
  const answer = await retrying(isContention, async () => {
    attempts += 1
    if (attempts < 4) throw contention
    return 'won'
  })
  assert.deepEqual({ answer, attempts }, { answer: 'won', attempts: 4 })
})

test('what fails for a reason of its own runs once', async () => {
  let attempts = 0
  const reason = new Error('the work failed')
  const failing = retrying(isContention, async () => {
    attempts += 1
    throw reason
  })
  await assert.rejects(failing, (error) => error === reason)
  assert.equal(attempts, 1)
})

test('what loses for seconds is given up, and the caller is told to come again', async () => {
  const begin = Date.now()
  const failing = retrying(isContention, async () => {
    throw contention
  })
  await assert.rejects(
    failing,
    new DomainError('unavailable', 'the database is busy with other changes: try again in a moment', [], contention),
  )
  assert.ok(Date.now() - begin < 10_000)
})

test('what takes long to lose is given up sooner: whoever asked would not wait', async () => {
  let seconds = 0
  const failing = retrying(
    isContention,
    async () => {
      seconds += 4
      throw contention
    },
    () => seconds * 1000,
  )
  await assert.rejects(failing, /^DomainError: the database is busy/)
  assert.equal(seconds, 12)
})
