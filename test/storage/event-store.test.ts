import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePort } from '../support/describe-port.ts'
import { anEvent, at, storedProject } from './arrange.ts'

describePort('events', (store) => {
  test('events are told project by project, in the order that is asked for', async () => {
    const { project } = await storedProject(store())
    const { project: other } = await storedProject(store())
    const created = anEvent(project, { at: at(1) })
    const completed = anEvent(project, {
      at: at(2),
      subject: 'version',
      action: 'complete',
      actor: { type: 'registry', id: '', name: 'Assay' },
      payload: { version: { name: 'v1' }, list: [null, 1, 'ü'] },
    })
    const revoked = anEvent(project, { at: at(3), action: 'schedule-revocation', bucketId: '', payload: {} })
    await store().transaction(async ({ events }) => {
      await events.append([completed, revoked, created, anEvent(other)])
      await events.append([])
    })

    const order = [{ field: 'at', descending: true }] as const
    const one = await store().events.list(project.id, { size: 2, order, edge: null })
    assert.deepEqual(one, {
      items: [revoked, completed],
      next: { direction: 'after', values: [completed.at, completed.id] },
      previous: null,
    })
    const two = await store().events.list(project.id, { size: 2, order, edge: one.next })
    assert.deepEqual(two.items, [created])
  })
})
