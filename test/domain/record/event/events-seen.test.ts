// The permissions of a listener are checked again and again, so the cost must not grow with the number of buckets.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '../../../../src/domain/context.ts'
import { eventsSeen } from '../../../../src/domain/record/event/events-seen.ts'

const location = { organizationId: 'organization', projectId: 'project' }
const NAMES = Array.from({ length: 200 }, (_, index) => `bucket-${index}`)

test('what somebody may see who has roles on many buckets is looked up by one question', async () => {
  const asked: string[][] = []
  const buckets = {
    findIds: async (_projectId: string, names: readonly string[]) => {
      asked.push([...names].sort())
      return new Map(names.slice(1).map((name) => [name, `id of ${name}`]))
    },
  }
  const roles = NAMES.map((bucketName, index) => ({ ...location, bucketName, role: index < 100 ? 'admin' : 'viewer' }))
  const context = { actor: { type: 'user', id: 'ada', name: 'ada', roles }, store: { buckets } } as unknown as Context
  const isSeen = await eventsSeen(context, location)
  assert.deepEqual(asked, [NAMES.toSorted()])
  const sees = (name: string, channelRestricted: boolean | null = null) =>
    isSeen({ kind: 'channel.assigned', bucketId: `id of ${name}`, channelRestricted })
  assert.deepEqual([sees('bucket-1'), sees('bucket-199'), sees('bucket-0'), sees('other')], [true, true, false, false])
  assert.deepEqual([sees('bucket-1', true), sees('bucket-199', true)], [true, false])
  assert.equal(isSeen({ kind: 'bucket.deleted', bucketId: '', channelRestricted: null }), false)
})
