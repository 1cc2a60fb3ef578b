import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Store } from '../../src/domain/store.ts'
import { describePort } from '../support/describe-port.ts'
import { aBucket, aPrincipal, at, storedProject } from './arrange.ts'

async function arranged(store: Store) {
  const { organization, project } = await storedProject(store)
  const bucket = aBucket(project)
  const [one, other] = [aPrincipal(organization), aPrincipal(organization)]
  const group = aPrincipal(organization, { kind: 'group', name: 'group' })
  await store.transaction(async ({ principals, buckets }) => {
    for (const principal of [one, other, group]) await principals.insert(principal)
    await buckets.insert(bucket)
  })
  const on = { organization, project, bucket, group }
  const resources = Object.fromEntries(Object.entries(on).map(([type, { id }]) => [type, { type, id }]))
  return { ...on, one, other, resources: resources as { [Type in keyof typeof on]: { type: Type; id: string } } }
}

describePort('roles', (store) => {
  test('roles on a resource are listed by role and principal, each once', async () => {
    const { one, other, resources } = await arranged(store())
    await store().transaction(async ({ roles }) => {
      for (const role of ['viewer', 'admin', 'viewer'] as const)
        for (const { id } of [other, one]) await roles.bind(resources.project, { role, principalId: id })
      await roles.bind(resources.organization, { role: 'owner', principalId: one.id })
    })
    const [first, second] = [one.id, other.id].sort() as [string, string]
    assert.deepEqual(await store().roles.list(resources.project), [
      { role: 'admin', principalId: first },
      { role: 'admin', principalId: second },
      { role: 'viewer', principalId: first },
      { role: 'viewer', principalId: second },
    ])
    assert.deepEqual(await store().roles.list(resources.bucket), [])
  })

  test('all roles on a resource are replaced at once, and those on others stay', async () => {
    const { one, other, resources } = await arranged(store())
    const viewer = { role: 'viewer', principalId: one.id } as const
    const builder = { role: 'packer.builder', principalId: other.id } as const
    await store().transaction(async ({ roles }) => {
      await roles.bind(resources.project, viewer)
      await roles.bind(resources.bucket, viewer)
      await roles.replace(resources.project, [builder])
    })
    assert.deepEqual(await store().roles.list(resources.project), [builder])
    assert.deepEqual(await store().roles.list(resources.bucket), [viewer])
    await store().transaction(({ roles }) => roles.replace(resources.project, []))
    assert.deepEqual(await store().roles.list(resources.project), [])
  })

  test('a principal holds its own roles and those of its groups, each once, by what they are held on', async () => {
    const { organization, project, bucket, group, one, resources } = await arranged(store())
    await store().transaction(async ({ roles, groups }) => {
      await groups.add(group.id, [one.id])
      await roles.bind(resources.organization, { role: 'viewer', principalId: one.id })
      await roles.bind(resources.project, { role: 'contributor', principalId: group.id })
      await roles.bind(resources.bucket, { role: 'admin', principalId: one.id })
      await roles.bind(resources.bucket, { role: 'admin', principalId: group.id })
      await roles.bind(resources.group, { role: 'iam.group-manager', principalId: one.id })
    })
    const organizationId = organization.id
    const held = await store().roles.listHeld(one.id)
    assert.deepEqual(
      new Set(held),
      new Set([
        { role: 'viewer', organizationId },
        { role: 'contributor', organizationId, projectId: project.id },
        { role: 'admin', organizationId, projectId: project.id, bucketName: bucket.name },
        { role: 'iam.group-manager', organizationId, groupId: group.id },
      ]),
    )
    assert.equal(held.length, 4)
    assert.deepEqual(await store().roles.listHeld('unknown'), [])
  })

  test('a principal can be released from all of its roles and groups', async () => {
    const { group, one, other, resources } = await arranged(store())
    const viewer = { role: 'viewer', principalId: other.id } as const
    await store().transaction(async ({ roles, groups }) => {
      await groups.add(group.id, [one.id])
      await roles.bind(resources.organization, { role: 'owner', principalId: one.id })
      await roles.bind(resources.project, viewer)
      await roles.bind(resources.project, { role: 'admin', principalId: group.id })
      await roles.release(one.id)
    })
    assert.deepEqual(await store().roles.listHeld(one.id), [])
    assert.deepEqual(await store().roles.list(resources.organization), [])
    assert.equal((await store().roles.list(resources.project)).length, 2)
  })

  test('nothing is held on a bucket that is deleted', async () => {
    const { bucket, one, resources } = await arranged(store())
    await store().transaction(async ({ roles, buckets }) => {
      await roles.bind(resources.bucket, { role: 'admin', principalId: one.id })
      await buckets.delete(bucket.id, at(1))
    })
    assert.deepEqual(await store().roles.listHeld(one.id), [])
  })
})
