import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePort } from '../support/describe-port.ts'
import { aPrincipal, storedProject } from './arrange.ts'

describePort('groups', (store) => {
  test('a group has each of its members once, and a principal is in any number of groups', async () => {
    const { organization } = await storedProject(store())
    const people = ['one', 'two', 'three'].map((name) => aPrincipal(organization, { kind: 'user', name }))
    const [ops, empty] = ['ops', 'empty'].map((name) => aPrincipal(organization, { kind: 'group', name })) as [
      ReturnType<typeof aPrincipal>,
      ReturnType<typeof aPrincipal>,
    ]
    const ids = people.map(({ id }) => id)
    await store().transaction(async ({ principals, groups }) => {
      for (const principal of [...people, ops, empty]) await principals.insert(principal)
      await groups.add(ops.id, ids)
      await groups.add(ops.id, ids.slice(1))
      await groups.add(empty.id, [])
    })
    const { groups } = store()
    assert.deepEqual(await groups.listMembers(ops.id), ids.toSorted())
    assert.deepEqual(await groups.listGroups(ids[0] ?? ''), [ops.id])
    assert.deepEqual(await groups.countMembers([empty.id, ops.id, 'unknown']), [0, 3, 0])

    await store().transaction(async ({ groups }) => {
      await groups.remove(ops.id, [ids[1] ?? '', 'unknown'])
    })
    assert.deepEqual(await groups.listMembers(ops.id), [ids[0], ids[2]].toSorted())
    assert.deepEqual(await groups.listGroups(ids[1] ?? ''), [])
  })
})
