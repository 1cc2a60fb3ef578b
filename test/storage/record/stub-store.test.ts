import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePort } from '../../support/describe-port.ts'
import { storedProject } from '../arrange.ts'

describePort('stubs', (store) => {
  test('nothing stands for events that are all there', async () => {
    const { project } = await storedProject(store())
    assert.equal(await store().stubs.find(project.id), undefined)
  })
})
