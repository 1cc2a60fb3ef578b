import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePort } from '../support/describe-port.ts'
import { at, newId, storedProject } from './arrange.ts'

describePort('operations', (store) => {
  test('operations are found and listed in their own project only', async () => {
    const { project } = await storedProject(store())
    const { project: other } = await storedProject(store())
    const [first, second] = [1, 2].map((time) => ({ id: newId(), projectId: project.id, createdAt: at(time) }))
    const elsewhere = { id: newId(), projectId: other.id, createdAt: at(0) }
    await store().transaction(async ({ operations }) => {
      for (const operation of [second!, first!, elsewhere]) await operations.insert(operation)
    })

    const order = [{ field: 'createdAt', descending: false }] as const
    assert.deepEqual(await store().operations.list(project.id, { size: 10, order, edge: null }), {
      items: [first, second],
      next: null,
      previous: null,
    })
    assert.deepEqual(await store().operations.find(project.id, first!.id), first)
    assert.equal(await store().operations.find(project.id, elsewhere.id), undefined)
  })
})
