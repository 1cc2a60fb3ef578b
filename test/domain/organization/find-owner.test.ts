import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findOwner } from '../../../src/domain/organization/get-organization.ts'
import { openStore } from '../../../src/storage/open.ts'
import { anOrganization, aPrincipal, aProject, at } from '../../storage/arrange.ts'
import { databases } from '../../support/databases.ts'

for (const database of databases())
  test(`an organization is owned by the oldest admin of its oldest project that has one, on ${database.name}`, async (t) => {
    const { location, drop } = await database.create()
    const store = await openStore(location)
    t.after(async () => {
      await store.close()
      await drop()
    })
    const [organization, another] = [anOrganization(), anOrganization()]
    const oldest = aProject(organization, { createdAt: at(1) })
    const younger = aProject(organization, { createdAt: at(2) })
    const elsewhere = aProject(another, { createdAt: at(0) })
    const inProject = (projectId: string, name: string, milliseconds: number) =>
      aPrincipal(organization, { projectId, name, createdAt: at(milliseconds) })
    const [ci, first, second] = [
      inProject(oldest.id, 'ci', 1),
      inProject(oldest.id, 'first', 2),
      inProject(oldest.id, 'second', 3),
    ]
    const early = inProject(younger.id, 'early', 0)
    const stranger = aPrincipal(another, { projectId: elsewhere.id, name: 'stranger', createdAt: at(0) })
    await store.transaction(async ({ organizations, principals }) => {
      for (const each of [organization, another]) await organizations.insertOrganization(each)
      for (const project of [oldest, younger, elsewhere]) await organizations.insertProject(project)
      for (const principal of [ci, first, second, early, stranger]) await principals.insert(principal)
      await principals.putRole(stranger.id, elsewhere.id, 'admin')
      await principals.putRole(ci.id, oldest.id, 'contributor')
      // An admin somewhere else is none here.
      await principals.putRole(ci.id, younger.id, 'admin')
    })
    const ownerAfter = async (
      ...roles: readonly (readonly [principal: string, project: string, role: 'admin' | 'viewer'])[]
    ) => {
      await store.transaction(async ({ principals }) => {
        for (const role of roles) await principals.putRole(...role)
      })
      return findOwner(store, organization.id)
    }

    assert.equal(await ownerAfter(), undefined)
    assert.deepEqual(await ownerAfter([early.id, younger.id, 'admin']), early)
    assert.deepEqual(await ownerAfter([second.id, oldest.id, 'admin']), second)
    assert.deepEqual(await ownerAfter([first.id, oldest.id, 'admin']), first)
    assert.deepEqual(await ownerAfter([first.id, oldest.id, 'viewer']), second)
    assert.deepEqual(await findOwner(store, another.id), stranger)
  })
