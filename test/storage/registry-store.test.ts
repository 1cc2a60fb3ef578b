import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Registry } from '../../src/domain/registry/registry.ts'
import { describePort } from '../support/describe-port.ts'
import { aRegistry } from './arrange-lifecycle.ts'
import { at, newId, storedProject } from './arrange.ts'

describePort('registries', (store) => {
  test('a project has one registry, until that one is deleted', async () => {
    const { project } = await storedProject(store())
    const registry = aRegistry(project)
    assert.equal(await store().registries.find(project.id), undefined)

    assert.equal(await store().transaction(({ registries }) => registries.insert(registry)), true)
    const second = { ...registry, id: newId() }
    assert.equal(await store().transaction(({ registries }) => registries.insert(second)), false)
    assert.deepEqual(await store().registries.find(project.id), registry)

    const changed: Registry = { ...registry, featureTier: 'plus', activated: false, updatedAt: at(1) }
    await store().transaction(({ registries }) => registries.update({ ...changed, createdAt: at(9) }))
    assert.deepEqual(await store().registries.find(project.id), changed)

    await store().transaction(({ registries }) => registries.delete(registry.id))
    assert.equal(await store().registries.find(project.id), undefined)
    assert.equal(await store().transaction(({ registries }) => registries.insert(second)), true)
  })

  test('a registry that is held, with others or alone, can be found, and may be absent', async () => {
    const { project } = await storedProject(store())
    const registry = aRegistry(project)
    await store().transaction(async ({ registries }) => {
      await registries.insert(registry)
      for (const hold of ['shared', 'alone'] as const)
        for (const projectId of [project.id, 'unknown']) await registries.lock(projectId, hold)
      assert.deepEqual(await registries.find(project.id), registry)
    })
  })
})
