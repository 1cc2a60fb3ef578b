import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePort } from '../support/describe-port.ts'
import { anOrganization, aProject, at } from './arrange.ts'

describePort('organizations', (store) => {
  test('organizations and projects are listed oldest first, and by id where they are equally old', async () => {
    const young = anOrganization({ createdAt: at(2) })
    const old = anOrganization({ createdAt: at(1), name: 'Straße 東京' })
    const twin = anOrganization({ createdAt: at(1) })
    const projects = [aProject(old, { createdAt: at(5) }), aProject(old, { createdAt: at(4), description: '' })]
    const elsewhere = aProject(young)
    await store().transaction(async ({ organizations }) => {
      for (const organization of [young, old, twin]) await organizations.insertOrganization(organization)
      for (const project of [...projects, elsewhere]) await organizations.insertProject(project)
    })

    const { organizations } = store()
    assert.deepEqual(await organizations.listOrganizations(), [old, twin, young])
    assert.deepEqual(await organizations.listProjects(old.id), projects.toReversed())
    assert.deepEqual(await organizations.listProjects('nobody'), [])
    assert.deepEqual(await organizations.findProject(elsewhere.id), elsewhere)
    assert.equal(await organizations.findProject(twin.id), undefined)
  })
})
