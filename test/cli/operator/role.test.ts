import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { permissionsOf } from '../../../src/domain/authorize.ts'
import { roles } from '../../../src/domain/principal/role/role.ts'
import { runCommand } from '../../support/command.ts'
import { databases } from '../../support/databases.ts'
import { machine } from '../../support/machine.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

for (const database of databases())
  describe(`assay role on ${database.name}`, () => {
    test('roles are given, shown and taken, wherever they can be held', async (t) => {
      const { says, refuses } = await machine(t, database)
      await says('service-principal', 'create', 'pipeline', '--organization')
      await says('group', 'create', 'Builders')
      const show = async (...where: readonly string[]) =>
        (await says('role', 'show', ...where)).replaceAll(/ {2}[0-9A-Z]{26}$/gm, '')
      const owner = 'owner  service principal  admin  the organization\n'
      assert.equal(await show(), owner)

      assert.equal(
        await says('role', 'grant', 'packer.builder', 'builders'),
        'Builders holds packer.builder on project default now.\n',
      )
      const granted = 'pipeline holds viewer on the organization now.\n'
      assert.equal(await says('role', 'grant', 'roles/viewer', 'pipeline', '--organization'), granted)
      assert.equal(await says('role', 'grant', 'viewer', 'pipeline', '--organization'), granted)
      await says('role', 'grant', 'iam.group-manager', 'pipeline', '--group', 'Builders')
      const manager = 'iam.group-manager  service principal  pipeline  group Builders\n'
      const builder = 'packer.builder  group  Builders  project default\n'
      assert.equal(await show(), `${owner}viewer  service principal  pipeline  the organization\n${builder}${manager}`)
      assert.equal(await show('--project', 'default'), builder)
      assert.equal(await show('--group', 'builders'), manager)

      assert.equal(
        await says('role', 'withdraw', 'viewer', 'pipeline', '--organization'),
        'pipeline no longer holds viewer on the organization. The permissions of the role end within five seconds.\n',
      )
      assert.equal(
        await refuses('role', 'withdraw', 'viewer', 'pipeline', '--organization'),
        'pipeline does not hold viewer on the organization: assay role show lists who holds what',
      )
      await says('role', 'withdraw', 'packer.builder', 'Builders', '--project', 'default')
      assert.equal(
        await show('--project', 'default'),
        'no role is held there directly: grant one with assay role grant\n',
      )
      assert.equal(await show(), `${owner}${manager}`)
    })

    test('what cannot be held, by nobody or nowhere, is refused with what there is', async (t) => {
      const { says, refuses, run } = await machine(t, database)
      const everywhere = 'viewer, contributor, admin, packer.builder, packer.publisher'
      assert.equal(
        await refuses('role', 'grant', 'owner', 'admin'),
        `the role "owner" cannot be held on a project: use one of ${everywhere}`,
      )
      assert.equal(
        await refuses('role', 'grant', 'viewer', 'nobody'),
        'principal "nobody" does not exist: name one: service principal admin of project default',
      )
      assert.equal(
        await refuses('role', 'withdraw', 'owner', 'admin', '--organization'),
        'this would leave the organization without an owner who can get in: make another one, or another key of this one, first',
      )
      assert.equal(
        await refuses('role', 'show', '--bucket', 'web'),
        'bucket "web" does not exist in project default: create it first, with hcp_packer_bucket in Terraform, or with a build by someone who can create buckets there',
      )
      const both = await run('role', 'show', '--group', 'any', '--project', 'default')
      assert.match(both.stderr, /^error: option '--group <name or id>' cannot be used with option '--project/)
      await says('project', 'create', 'prod')
      assert.equal(
        await refuses('role', 'grant', 'viewer', 'admin'),
        'there are several projects: name one with --project: default, prod',
      )
    })
  })

test('every role is listed with all that it permits', async (t) => {
  const { stdout } = await runCommand(t, ['role', 'list', '--data-dir', await temporaryFolder(t)], {})
  const told = stdout.split('\n\n').map((lines) => {
    const [head = '', ...nouns] = lines.trimEnd().split('\n')
    const permissions = nouns.flatMap((line) => {
      const [noun = '', verbs = ''] = line.trim().split(': ')
      return verbs.split(', ').map((verb) => `${noun}.${verb}`)
    })
    return [head.replace(/ \(on .*/, ''), permissions.sort()]
  })
  const expected = Object.entries(permissionsOf).map(([role, held]) => [role, [...new Set(held)].sort()])
  assert.deepEqual(new Map(told as [string, string[]][]), new Map(expected as [string, string[]][]))
  assert.match(stdout, /^viewer \(on organization, project, bucket\): Sees what registries have, .+\.$/m)
  assert.equal(told.length, Object.keys(roles).length)
})
