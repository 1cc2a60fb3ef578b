import assert from 'node:assert/strict'
import { test } from 'node:test'
import { permissionsOf } from '../../src/domain/authorize.ts'
import { permissionName, permissionNamed } from '../../src/domain/principal/role/permission-names.ts'
import type { Role } from '../../src/domain/principal/role/role.ts'
import { rolesFor } from '../../web/asking/roles-for.ts'
import { permissionWords } from '../../web/words/permission-words.ts'
import { isUnder, readTree } from '../support/source-tree.ts'

const ladder: readonly Role[] = ['viewer', 'contributor', 'admin', 'owner']
const narrow: readonly Role[] = ['packer.builder', 'packer.publisher', 'iam.group-manager']

test('the roles that a button names are the narrow ones that permit it, and the least of the others', () => {
  for (const [name, roles] of Object.entries(rolesFor)) {
    const permission = permissionNamed(name) ?? assert.fail(`there is no permission ${name}`)
    const permits = (role: Role) => permissionsOf[role].includes(permission)
    const least = ladder.find(permits)
    assert.deepEqual(roles, [...narrow.filter(permits), least], name)
  }
})

test('each permission that pages ask about decides something there', () => {
  const pages = readTree(new URL('../../', import.meta.url)).filter(isUnder('web'))
  const text = pages
    .filter(({ path }) => !/\/(?:roles-for|permission-words)\.ts$/.test(path))
    .map((page) => page.text)
    .join('\n')
  assert.deepEqual(
    Object.keys(rolesFor).filter((name) => !text.includes(`'${name}'`) && !text.includes(`"${name}"`)),
    [],
  )
})

test('each permission is said in words, and nothing else is', () => {
  assert.deepEqual(Object.keys(permissionWords).sort(), permissionsOf.owner.map(permissionName).sort())
})
