import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newPrincipal } from '../../../src/domain/principal/principal.ts'
import { databases } from '../../support/databases.ts'
import { machine } from '../../support/machine.ts'

const ANNA = '01JD3ZV6W3K5X0G8T1Q2R4S6Y7'

for (const database of databases())
  describe(`assay group on ${database.name}`, () => {
    test('groups are made, filled, emptied and deleted', async (t) => {
      const { says, refuses, store, home } = await machine(t, database)
      const given = { ...home, projectId: null, name: 'anna@example.com' } as const
      await store.transaction(({ principals }) =>
        principals.insert(
          newPrincipal({
            ...given,
            id: ANNA,
            kind: 'user',
            displayName: 'Anna',
            createdAt: '2026-01-01T00:00:00.000Z',
          }),
        ),
      )
      assert.equal(
        await refuses('group', 'delete', 'any'),
        'group "any" does not exist: create one with assay group create',
      )
      assert.equal(await says('group', 'list'), 'no groups: create one with assay group create\n')
      const [, id = ''] =
        /^Created group Image Builders: (\S+)\n$/.exec(await says('group', 'create', 'Image Builders')) ?? []
      assert.equal(
        await refuses('group', 'create', 'Image Builders'),
        'group "Image Builders" already exists: assay group add adds members to it',
      )
      assert.equal(await says('group', 'members', id), 'no members: add some with assay group add\n')
      assert.equal(
        await says('group', 'add', 'Image Builders', 'Anna@Example.com', 'admin'),
        'Now in group Image Builders: Anna@Example.com, admin\n',
      )
      assert.equal(
        await refuses('group', 'add', 'image-builders', 'berta'),
        'principal "berta" does not exist: name one: service principal admin of project default, person anna@example.com',
      )
      assert.match(
        await says('group', 'members', 'image-builders'),
        new RegExp(`^${ANNA}  person  anna@example\\.com\n[0-9A-Z]{26}  service principal  admin\n$`),
      )
      assert.match(await says('group', 'list'), new RegExp(`^${id}  Image Builders  no role  2 members  \\S+Z\n$`))
      assert.equal(
        await says('group', 'remove', id, 'anna'),
        'Removed from group Image Builders: anna. The roles that they held through it end within five seconds.\n',
      )
      assert.equal(
        await refuses('group', 'remove', id, ANNA),
        `"${ANNA}" is not in group Image Builders: assay group members lists its members`,
      )
      assert.equal(
        await says('group', 'delete', 'image-builders'),
        'Deleted group Image Builders. The roles that its members held through it end within five seconds.\n',
      )
      assert.deepEqual(await store.groups.listGroups(ANNA), [])
    })
  })
