// Makes docs/access.md: the preface beside this file, then what each role permits and what it can be held on, as the domain decides.
// `--check` writes nothing and fails when the page is out of date.
import { readFile } from 'node:fs/promises'
import { isAllowed, type Permission, permissionsOf } from '../src/domain/authorize.ts'
import type { Context } from '../src/domain/context.ts'
import { permissionName } from '../src/domain/principal/role/permission-names.ts'
import { type ResourceType, type Role, roles, rolesOn } from '../src/domain/principal/role/role.ts'
import { permissionWords } from '../web/words/permission-words.ts'
import { makePage } from './made-page.ts'

/** What people can do by a permission. */
const meaningOf = (permission: Permission): string => {
  const name = permissionName(permission)
  const meaning = permissionWords[name]
  if (meaning === undefined) throw new Error(`web/words/permission-words.ts does not say what ${name} permits`)
  return meaning
}

/** The least role first. */
const names = Object.keys(permissionsOf) as Role[]
const places = Object.keys(rolesOn) as ResourceType[]
/** Each permission once, from those of the least role to those of the highest. */
const permissions = [...new Set(names.flatMap((role) => permissionsOf[role]))]

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const head = (cells: readonly string[]) => [row(cells), `|${'---|'.repeat(cells.length)}`]
const mark = (holds: boolean) => (holds ? '●' : '')

const whereHeld = [
  ...head(['Role', ...places, 'For whom']),
  ...names.map((role) =>
    row([`\`${role}\``, ...places.map((type) => mark(rolesOn[type].includes(role))), roles[role].description]),
  ),
]
const whatPermitted = [
  ...head(['Permission', 'To', ...names.map((role) => `\`${role}\``)]),
  ...permissions.map((permission) =>
    row([permission, meaningOf(permission), ...names.map((role) => mark(permissionsOf[role].includes(permission)))]),
  ),
]

const location = { organizationId: 'organization', projectId: 'project' }
const onOneBucket = {
  actor: { type: 'service', id: 'id', name: 'name', roles: [{ role: 'viewer', ...location, bucketName: 'bucket' }] },
} as const
const seenFromBelow = permissions.filter((permission) =>
  isAllowed(onOneBucket as unknown as Context, permission, location),
)

const preface = await readFile(new URL('access-preface.md', import.meta.url), 'utf8')
const page = [
  '<!-- Made by scripts/access-table.ts from scripts/access-preface.md and the code. Never edited. -->',
  preface.trimEnd(),
  '',
  '## What each role is held on',
  '',
  ...whereHeld,
  '',
  '## What each role permits',
  '',
  'On what it is held on, and on all that is in that.',
  '',
  ...whatPermitted,
  '',
  `With a role on one bucket, of its project: ${seenFromBelow.join(', ')}.`,
  '',
].join('\n')
await makePage({ name: 'access.md', text: page, from: 'the code', command: 'access' })
