import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { databases } from '../../support/databases.ts'
import { machine } from '../../support/machine.ts'

for (const database of databases())
  describe(`assay project on ${database.name}`, () => {
    test('projects are made, listed, renamed and deleted', async (t) => {
      const { says, refuses, store, home } = await machine(t, database)
      const [, id = ''] = /^Created project prod: (\S+)\n$/.exec(await says('project', 'create', 'prod')) ?? []
      const [, kept = ''] =
        /^Created project kept with its registry: (\S+)\n$/.exec(
          await says('project', 'create', 'kept', '--registry', '--description', 'of the platform team'),
        ) ?? []
      assert.equal(await refuses('project', 'create', 'prod'), 'project "prod" already exists')
      const line = (what: string) => new RegExp(`^${what}  \\d{4}-\\d\\d-\\d\\dT\\S+Z$`)
      const lines = (await says('project', 'list')).trimEnd().split('\n')
      const expected = ['\\S{36}  default  registry', `${id}  prod  no registry`, `${kept}  kept  registry`]
      assert.equal(lines.length, expected.length)
      for (const [index, what] of expected.entries()) assert.match(lines[index] ?? '', line(what))

      assert.equal(await says('project', 'rename', 'prod', 'production'), 'Renamed project prod to production.\n')
      assert.equal(await refuses('project', 'rename', id, 'kept'), 'project "kept" already exists')
      assert.equal(
        await refuses('project', 'delete', 'prod'),
        'project "prod" does not exist: name one: default, production, kept',
      )
      assert.equal(
        await refuses('project', 'delete', 'kept'),
        `project "kept" has a registry: delete that first, with everything in it, by DELETE /packer/2023-01-01/organizations/${home.organizationId}/projects/${kept}/registry`,
      )
      assert.equal(
        await says('project', 'delete', id),
        'Deleted project production. The tokens of its service principals end within five seconds.\n',
      )
      assert.doesNotMatch(await says('project', 'list'), /production/)

      assert.equal((await store.organizations.findProject(kept))?.description, 'of the platform team')
    })
  })
