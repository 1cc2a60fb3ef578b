import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findOwner } from '../../../src/domain/organization/get-organization.ts'
import { openStore } from '../../../src/storage/open.ts'
import { aPrincipal, storedProject } from '../../storage/arrange.ts'
import { databases } from '../../support/databases.ts'

for (const database of databases())
  test(`an organization is told to be owned by the first of its owners, on ${database.name}`, async (t) => {
    const { location, drop } = await database.create()
    const store = await openStore(location)
    t.after(async () => {
      await store.close()
      await drop()
    })
    await store.migrate()
    const { organization, project } = await storedProject(store)
    const [first, second, admin] = ['first', 'second', 'admin'].map((name) => aPrincipal(organization, { name }).id)
    const resource = { type: 'organization', id: organization.id } as const
    const ownedBy = (...owners: readonly (string | undefined)[]) =>
      store.transaction(({ roles }) =>
        roles.replace(
          resource,
          owners.map((principalId = '') => ({ role: 'owner', principalId })),
        ),
      )
    await store.transaction(async ({ principals, roles }) => {
      for (const [index, id = ''] of [first, second, admin].entries())
        await principals.insert(aPrincipal(organization, { id, name: `p${index}` }))
      await roles.bind(resource, { role: 'admin', principalId: admin ?? '' })
      await roles.bind({ type: 'project', id: project.id }, { role: 'admin', principalId: first ?? '' })
    })

    assert.equal(await findOwner(store, organization.id), null)
    await ownedBy(second)
    assert.equal(await findOwner(store, organization.id), second)
    await ownedBy(second, first)
    assert.equal(await findOwner(store, organization.id), first)
  })
