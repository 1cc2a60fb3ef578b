// Every screen as users of each role see it: it is shown, and it says which of its actions the role does not permit.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { permissionsOf } from '../../src/domain/authorize.ts'
import { permissionName } from '../../src/domain/principal/role/permission-names.ts'
import type { Role } from '../../src/domain/principal/role/role.ts'
import { rolesFor } from '../../web/asking/roles-for.ts'
import { words } from '../../web/words/words.ts'
import { databases } from '../support/databases.ts'
import { paintRegistry } from '../support/painted-registry.ts'
import { untilEqual } from '../support/until-equal.ts'
import { describeSite } from '../support/web-suite.ts'
import { type Screen, screens } from './screens.ts'

type PermissionName = keyof typeof rolesFor

const roles: readonly Role[] = ['viewer', 'packer.builder', 'packer.publisher', 'contributor', 'admin']

/** In the header of each screen of a bucket. */
const promote = { 'Promote…': 'packer.channels.assign' } as const

/** The buttons of a screen, by the permission that they require. */
const buttons: Readonly<Record<string, Readonly<Record<string, PermissionName>>>> = {
  version: {
    ...promote,
    'Change date…': 'packer.versions.revoke',
    'Cancel revocation…': 'packer.versions.restore',
    'Delete…': 'packer.versions.delete',
  },
  versions: promote,
  compare: promote,
  'bucket-activity': promote,
  'bucket-ancestry': promote,
  'bucket-settings': { ...promote, Save: 'packer.buckets.update', 'Delete bucket…': 'packer.buckets.delete' },
  bucket: { ...promote, 'New channel…': 'packer.channels.create' },
  board: { ...promote, 'New channel…': 'packer.channels.create' },
  channel: {
    ...promote,
    'Point at…': 'packer.channels.assign',
    'Point back at v1': 'packer.channels.assign',
    'Un-assign…': 'packer.channels.assign',
    'Restrict…': 'packer.channels.update',
    'Delete…': 'packer.channels.delete',
  },
  settings: {
    'Deactivate registry': 'packer.registries.update',
    'Delete registry': 'packer.registries.delete',
    'Show URL and key': 'packer.run-tasks.get',
    'Regenerate key': 'packer.run-tasks.update',
  },
  webhooks: { 'New webhook…': 'webhook.webhooks.create' },
  'no-registry': { 'Create registry': 'packer.registries.create' },
  projects: {
    'Create a project': 'resource-manager.projects.create',
    ...Object.fromEntries(
      ['default', 'fresh', 'planned'].flatMap((name) => [
        [`Rename ${name}`, 'resource-manager.projects.update'] as const,
        [`Describe ${name}`, 'resource-manager.projects.update'] as const,
        [`Delete ${name}`, 'resource-manager.projects.delete'] as const,
      ]),
    ),
  },
}

/** The permissions required to see anything of a screen. */
const whole: Readonly<Record<string, readonly PermissionName[]>> = {
  audit: ['packer.audit-logs.list'],
  'audit-organization': ['packer.audit-logs.list-organization'],
  streams: ['log-service.destinations.get'],
  webhooks: ['webhook.webhooks.get'],
  webhook: ['webhook.webhooks.get'],
  delivery: ['webhook.webhooks.get'],
  members: ['iam.users.get'],
  groups: ['iam.groups.get'],
  group: ['iam.groups.get'],
  'service-principals': ['iam.service-principals.get'],
  'service-principal': ['iam.service-principals.get'],
  'workload-identity': ['iam.workload-identity-providers.get'],
}

/** The expected refusals, as pairs of the refusing element and the reason. */
function refusalsFor(role: Role, screen: string): readonly (readonly [string, string])[] {
  const held = permissionsOf[role].map(permissionName)
  const reason = (permission: PermissionName) => words.permission.needs(rolesFor[permission])
  const lacks = (permission: PermissionName) => !held.includes(permission)
  const refused = Object.entries(buttons[screen] ?? {}).filter(([, permission]) => lacks(permission))
  return [
    ...(whole[screen] ?? []).filter(lacks).map((permission) => ['this page', reason(permission)] as const),
    ...refused.map(([name, permission]) => [name, reason(permission)] as const),
  ]
}

const TOLD = `[...document.querySelectorAll('main [aria-description], main .note')]
  .map((one) =>
    one.hasAttribute('aria-description')
      ? [one.getAttribute('aria-label') ?? one.textContent, one.getAttribute('aria-description')]
      : ['this page', one.textContent],
  )
  .filter(([, reason]) => reason.startsWith('You need the role'))`

const sorted = (told: readonly (readonly [string, string])[]) =>
  told.toSorted(([one], [other]) => (one < other ? -1 : 1))

/** One screen for each address: other views of it have the same buttons. */
const addressOf = ({ path }: Screen) => path({}).replace(/\?.*$/, '')
const toured = screens
  .filter(({ step }) => step === undefined)
  .filter((screen, index, all) => all.findIndex((other) => addressOf(other) === addressOf(screen)) === index)

/** The least and the most powerful role see all screens; the roles between see those where their refusals differ from the viewer's. */
const seenBy = (role: Role): readonly Screen[] =>
  role === 'viewer' || role === 'admin'
    ? toured
    : toured.filter(({ name }) => !isDeepStrictEqual(refusalsFor(role, name), refusalsFor('viewer', name)))

for (const [index, database] of databases().entries())
  describeSite(
    'every screen',
    paintRegistry,
    (site) => {
      // Pages are the same on every database. On the others, this shows that they can serve every request of a page.
      for (const role of index === 0 ? roles : (['admin'] as const))
        test(`is shown to who holds ${role}, with what that role may not do`, async () => {
          const { page, open, goTo } = await site.visit(role)
          await open('/you')
          for (const { name, path } of seenBy(role).filter((screen) => screen.name !== 'you')) {
            await goTo(path(site.scene))
            assert.notEqual(await page.getByRole('heading', { level: 1 }).innerText(), words.broken.title, name)
            const expected = sorted(refusalsFor(role, name))
            await untilEqual(async () => sorted(await page.evaluate<[string, string][]>(TOLD)), expected, name)
          }
        })
    },
    { on: [database] },
  )
