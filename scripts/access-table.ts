// Makes docs/access.md: the preface beside this file, then what each role permits and where it is held, as the domain decides it.
// `--check` writes nothing and fails when the page is not what the domain says.
import { readFile, writeFile } from 'node:fs/promises'
import { isAllowed, type Permission, permissionsOf } from '../src/domain/authorize.ts'
import type { Context } from '../src/domain/context.ts'
import { type ResourceType, type Role, roles, rolesOn } from '../src/domain/principal/role/role.ts'

const isCheck = process.argv.includes('--check')

/** What people can do by each. */
const words: Readonly<Record<Permission, string>> = {
  'organization.get': 'see the organization',
  'project.get': 'see the project',
  'registry.get': 'see the registry',
  'bucket.get': 'see buckets, their ancestry, and what lists show',
  'version.get': 'see versions',
  'build.get': 'see builds and artifacts',
  'channel.get': 'see channels that are not restricted, and their history',
  'sbom.get': 'download SBOMs',
  'enforced-block.get': 'see which provisioners are enforced',
  'operation.get': 'wait for an operation',
  'bucket.create': 'make buckets',
  'bucket.update': 'describe and label buckets',
  'version.create': 'begin versions',
  'version.update': 'change versions; what is named below is asked for besides',
  'version.complete': 'complete versions',
  'build.create': 'begin builds',
  'build.update': 'report builds, with their artifacts',
  'channel.get-restricted': 'see restricted channels',
  'sbom.upload': 'upload SBOMs',
  'version.revoke': 'revoke versions, now or at a date',
  'version.restore': 'restore versions',
  'channel.assign': 'point channels at versions',
  'registry.create': 'make the registry of a project',
  'registry.update': 'activate and deactivate the registry',
  'registry.delete': 'delete a registry that is deactivated',
  'bucket.delete': 'delete buckets',
  'version.delete': 'delete versions',
  'build.delete': 'delete builds',
  'channel.create': 'make channels',
  'channel.update': 'restrict channels',
  'channel.delete': 'delete channels',
  'run-task.get': 'see the address and key of the run task',
  'run-task.update': 'give the run task another key',
  'organization.update': 'rename the organization',
  'project.create': 'make projects',
  'project.update': 'rename and describe projects',
  'project.delete': 'delete projects',
  'registry.delete-active': 'delete a registry that is active',
  'policy.get': 'see who holds which role',
  'policy.set': 'give and take roles, but for the owner',
  'service-principal.get': 'see service principals',
  'service-principal.create': 'make service principals',
  'service-principal.delete': 'delete service principals',
  'service-principal-key.list': 'see who has which keys',
  'service-principal-key.create': 'make keys',
  'service-principal-key.delete': 'delete keys',
  'workload-identity-provider.get': 'see which platforms vouch for a service principal',
  'workload-identity-provider.create': 'have a platform vouch for a service principal',
  'workload-identity-provider.update': 'change what such a platform must say',
  'workload-identity-provider.delete': 'have a platform vouch no more',
  'group.get': 'see groups and their members',
  'group.update': 'change groups and their members',
  'group.create': 'make groups',
  'group.delete': 'delete groups',
  'user.get': 'see people',
  'user.invite': 'invite people',
  'user.disable': 'disable people, and let them in again',
  'owner.set': 'say who owns the organization',
}

/** The least first. */
const names = Object.keys(permissionsOf) as Role[]
const places = Object.keys(rolesOn) as ResourceType[]
/** Each once, from the least that a role permits to the most. */
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
    row([permission, words[permission], ...names.map((role) => mark(permissionsOf[role].includes(permission)))]),
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
const target = new URL('../docs/access.md', import.meta.url)

if (!isCheck) await writeFile(target, page)
else if (page !== (await readFile(target, 'utf8').catch(() => ''))) {
  console.error('docs/access.md does not match the code: run `npm run access`')
  process.exitCode = 1
}
