import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SendBatch } from '../../../src/jobs/stream/send-batch.ts'
import { PATIENCE_MS, sendBy } from '../../../src/jobs/stream/send-stream.ts'

const target = { name: 'it', config: {}, secret: '' }

test('what goes wrong in a sender after its time is told, and that it ended by its signal is not', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const late: unknown[] = []
  const sentBy = async (send: SendBatch) => {
    const sending = sendBy({ senders: { http: () => send }, onLate: (error) => late.push(error) }, 'http', target, [])
    t.mock.timers.tick(PATIENCE_MS)
    return sending
  }
  const overdue = { accepted: false, why: 'did not answer within 15 s' }

  const heeding: SendBatch = (_, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error)
      })
    })
  assert.deepEqual(await sentBy(heeding), overdue)

  const { promise, reject } = Promise.withResolvers<never>()
  assert.deepEqual(await sentBy(() => promise), overdue)
  const error = new Error('the disk is gone')
  reject(error)
  await assert.rejects(promise)
  await new Promise(setImmediate)
  assert.deepEqual(late, [error])
})
