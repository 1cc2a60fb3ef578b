// The display names of projects and groups are shown on single lines, and a project's name is part of the address of
// its pages.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

const UNSEEN = {
  '\u202E': 'right-to-left override',
  '\u200B': 'zero-width space',
  '\u0085': 'next line',
  '\n': 'line feed',
}

for (const database of databases())
  describe(`the names of projects and groups on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    const ofProjects = (name: string): readonly Promise<string>[] => {
      const { admin, organizationId, projectId } = registry
      const parent = { type: 'ORGANIZATION', id: organizationId } as const
      return [
        admin.refused('ProjectService_Create', 3, { body: { name, parent } }),
        admin.refused('ProjectService_SetName', 3, { params: { id: projectId }, body: { name } }),
      ]
    }
    const ofGroups = (name: string): Promise<string> => {
      const params = { parent_resource_name: `organization/${registry.organizationId}` }
      return registry.admin.refused('GroupsService_CreateGroup', 3, { params, body: { name } })
    }

    for (const [sign, called] of Object.entries(UNSEEN))
      test(`none has a ${called}`, async () => {
        const name = `web${sign}team`
        const refusal = 'name: "web?team" has signs that nobody can see, here shown as "?": leave them out'
        for (const told of await Promise.all([...ofProjects(name), ofGroups(name)])) assert.equal(told, refusal)
      })

    test('no project is called what would lead its pages elsewhere', async () => {
      for (const name of ['.', '..'])
        for (const told of await Promise.all(ofProjects(name)))
          assert.match(told, /^name: "\.\.?" cannot be part of an address, as the names of projects are: use another/)
    })
  })
