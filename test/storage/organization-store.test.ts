import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePort } from '../support/describe-port.ts'
import { anOrganization, aPrincipal, aProject, at, storedBucket, storedProject } from './arrange.ts'

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

  test('names and descriptions change, of one that is held meanwhile', async () => {
    const { organization, project } = await storedProject(store())
    const renamed = { ...organization, name: 'Renamed' }
    const described = { ...project, name: 'payments', description: 'cards' }
    const held = await store().transaction(async ({ organizations }) => {
      const found = await organizations.lock(organization.id)
      await organizations.updateOrganization(renamed)
      await organizations.updateProject(described)
      return [found, await organizations.lock('unknown')]
    })
    assert.deepEqual(held, [organization, undefined])
    assert.deepEqual(await store().organizations.findProject(project.id), described)
    assert.ok((await store().organizations.listOrganizations()).some(({ name }) => name === 'Renamed'))
  })

  test('two do not hold the same organization at once', async () => {
    const { organization } = await storedProject(store())
    const order: string[] = []
    const hold = (name: string) =>
      store().transaction(async ({ organizations, principals }) => {
        await organizations.lock(organization.id)
        order.push(`${name} has it`)
        await principals.find('nobody')
        order.push(`${name} is done`)
      })
    await Promise.all([hold('one'), hold('two')])
    const [first] = (order[0] ?? '').split(' ')
    const second = first === 'one' ? 'two' : 'one'
    assert.deepEqual(order, [`${first} has it`, `${first} is done`, `${second} has it`, `${second} is done`])
  })

  test('a project goes with its principals and roles, and stays while buckets have left rows in it', async () => {
    const { organization, project } = await storedProject(store())
    const { project: full } = await storedBucket(store())
    const principal = aPrincipal(organization, { projectId: project.id })
    const resource = { type: 'project', id: project.id } as const
    await store().transaction(async ({ principals, roles }) => {
      await principals.insert(principal)
      await roles.bind(resource, { role: 'viewer', principalId: principal.id })
    })
    const remove = (id: string) => store().transaction(({ organizations }) => organizations.deleteProject(id))
    assert.deepEqual([await remove(project.id), await remove(full.id)], [true, false])
    assert.equal(await store().organizations.findProject(project.id), undefined)
    assert.deepEqual(await store().organizations.findProject(full.id), full)
    assert.equal(await store().principals.find(principal.id), undefined)
    assert.deepEqual(await store().roles.list(resource), [])
  })
})
