import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RunTask } from '../../src/domain/registry/run-task.ts'
import { describePort } from '../support/describe-port.ts'
import { at, newId, storedProject } from './arrange.ts'

const aRunTask = (projectId: string): RunTask => ({
  projectId,
  apiId: newId(),
  hmacKey: 'c0ffee',
  onUntrackedImage: 'unset',
  updatedAt: at(0),
})

describePort('runTasks', (store) => {
  test('a project has one run task, which is found by the project and by its address', async () => {
    const { project } = await storedProject(store())
    const { project: other } = await storedProject(store())
    const [runTask, elsewhere] = [aRunTask(project.id), aRunTask(other.id)]
    await store().transaction(async ({ runTasks }) => {
      assert.equal(await runTasks.insert(runTask), true)
      assert.equal(await runTasks.insert({ ...aRunTask(project.id), hmacKey: 'another' }), false)
      assert.equal(await runTasks.insert(elsewhere), true)
    })

    const { runTasks } = store()
    assert.deepEqual(await runTasks.find(project.id), runTask)
    assert.deepEqual(await runTasks.findByApiId(runTask.apiId), runTask)
    assert.deepEqual(await runTasks.findByApiId(elsewhere.apiId), elsewhere)
    assert.equal(await runTasks.find('unknown'), undefined)
    assert.equal(await runTasks.findByApiId(project.id), undefined)
  })

  test('no two projects have the same address', async () => {
    const { project } = await storedProject(store())
    const { project: other } = await storedProject(store())
    const runTask = aRunTask(project.id)
    await store().transaction(({ runTasks }) => runTasks.insert(runTask))
    const twin = { ...aRunTask(other.id), apiId: runTask.apiId }
    await assert.rejects(store().transaction(({ runTasks }) => runTasks.insert(twin)))
    assert.deepEqual(await store().runTasks.findByApiId(runTask.apiId), runTask)
  })

  test('an update writes key, behaviour and the time of the change', async () => {
    const { project } = await storedProject(store())
    const { project: other } = await storedProject(store())
    const [runTask, elsewhere] = [aRunTask(project.id), aRunTask(other.id)]
    const changed: RunTask = { ...runTask, hmacKey: 'another', onUntrackedImage: 'fail', updatedAt: at(5) }
    await store().transaction(async ({ runTasks }) => {
      for (const each of [runTask, elsewhere]) await runTasks.insert(each)
      await runTasks.update({ ...changed, apiId: 'another' })
    })
    assert.deepEqual(await store().runTasks.find(project.id), changed)
    assert.deepEqual(await store().runTasks.find(other.id), elsewhere)
  })
})
