import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { anAccount } from '../../storage/arrange-people.ts'
import { aPrincipal, at } from '../../storage/arrange.ts'
import { databases } from '../../support/databases.ts'
import { machine } from '../../support/machine.ts'

for (const database of databases())
  describe(`the list of people on ${database.name}`, () => {
    test('says what lets each of them in', async (t) => {
      const { says, store, home } = await machine(t, database)
      const organization = { id: home.organizationId, name: '', createdAt: '' }
      const ways = [
        ['ada', { passwordHash: null }],
        ['bob', {}],
        ['eve', { oneTimeSecret: 'sealed', secondFactorSince: at(0) }],
      ] as const
      await store.transaction(async ({ principals, users }) => {
        for (const [index, [name, account]] of ways.entries()) {
          const principal = aPrincipal(organization, { kind: 'user', name, displayName: name })
          await principals.insert(principal)
          await users.insert(anAccount(principal, { email: name, createdAt: at(index), ...account }))
        }
      })
      const lines = (await says('user', 'list')).trim().split('\n')
      assert.deepEqual(
        lines.map((line) => line.split(/ {2,}/).slice(1)),
        [
          ['ada', 'ada', 'no role', 'provider', 'enabled'],
          ['bob', 'bob', 'no role', 'password alone', 'enabled'],
          ['eve', 'eve', 'no role', 'second factor', 'enabled'],
        ],
      )
    })
  })
