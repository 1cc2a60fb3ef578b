import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusals, type Refusal } from '../../src/auth/refusals.ts'
import type { Store } from '../../src/domain/store.ts'
import { stillClock } from '../support/identity.ts'

const ROOM = 4000

const refusalOf = (id: number): Refusal => ({
  actor: { type: 'service', id: String(id), name: String(id) },
  asked: { address: '', requestId: '' },
  permission: 'bucket.create',
  resource: { organizationId: 'o', projectId: 'p' },
  operation: 'PackerService_CreateBucket',
  error: 'no',
})

test('refusals that find no room while the database is away are counted in the log', async () => {
  const logged: unknown[] = []
  let second: () => void = () => assert.fail('nobody asked for seconds')
  const store = { transaction: () => Promise.reject(new Error('the database is away')) } as unknown as Store
  const { note, close } = refusals({
    store,
    clock: stillClock(),
    newId: () => '',
    organizationId: 'o',
    everySecond: (work) => {
      second = work
      return () => undefined
    },
    log: { warn: (fields, message) => logged.push(['count' in fields && fields.count, message.split(':')[0]]) },
  })
  for (let id = 0; id < ROOM + 5; id += 1) note(refusalOf(id))
  second()
  await close()
  assert.deepEqual(logged, [
    [ROOM, 'refusals are not in the audit log yet'],
    [5, 'refusals will not be in the audit log'],
    [ROOM, 'refusals are not in the audit log yet'],
  ])
})
