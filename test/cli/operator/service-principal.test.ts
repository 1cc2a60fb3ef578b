import assert from 'node:assert/strict'
import { stat, writeFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { databases } from '../../support/databases.ts'
import { machine } from '../../support/machine.ts'
import { canLogIn, sourced } from '../../support/sourced.ts'

for (const database of databases())
  describe(`assay service-principal on ${database.name}`, () => {
    test('one is made with a role and a key, listed and deleted, while the server runs', async (t) => {
      const { says, refuses, file, startServer } = await machine(t, database)
      await startServer()
      const create = ['service-principal', 'create'] as const
      assert.equal(
        await says(...create, 'readers', '--role', 'viewer', '--output', file('readers.env')),
        `Service principal readers of project default holds viewer on project default.\nCreated a key for readers. It is stored in a file:\n\n  source '${file('readers.env')}'\n`,
      )
      assert.equal((await stat(file('readers.env'))).mode & 0o777, 0o600)
      assert.equal(await canLogIn(file('readers.env')), true)
      assert.match(
        await says(...create, 'wide', '--organization', '--role', 'roles/contributor'),
        /^Service principal wide of the organization holds contributor on the organization\.\nCreated a key for wide\. /,
      )
      assert.match(
        await says(...create, 'idle'),
        /^Service principal idle of project default holds no role yet: grant it one with assay role grant\.\n/,
      )
      const rest = '  1 key  \\d{4}-\\d\\d-\\d\\dT\\S+Z'
      const expected = [
        'admin  owner  project default',
        'readers  viewer  project default',
        'wide  contributor  the organization',
        'idle  no role  project default',
      ]
      const lines = (await says('service-principal', 'list')).trimEnd().split('\n')
      assert.equal(lines.length, expected.length)
      for (const [index, what] of expected.entries())
        assert.match(lines[index] ?? '', new RegExp(`^[0-9A-Z]{26}  ${what}${rest}$`))

      assert.equal(
        await says('service-principal', 'delete', 'readers'),
        'readers is deleted with its keys. Its access tokens end within five seconds.\n',
      )
      assert.equal(await canLogIn(file('readers.env')), false)
      assert.equal(
        await refuses('service-principal', 'delete', 'admin'),
        'this would leave the organization without an owner who can get in: make another one, or another key of this one, first',
      )
    })

    test('a role on one bucket alone is given where there is that bucket', async (t) => {
      const { says, refuses, store, home } = await machine(t, database)
      const { projectId } = home
      const builder = ['service-principal', 'create', 'builder', '--role', 'packer.builder', '--bucket', 'web'] as const
      assert.equal(
        await refuses(...builder),
        'bucket "web" does not exist in project default: create it first, with hcp_packer_bucket in Terraform, or with a build by someone who can create buckets there',
      )
      const createdAt = '2026-01-01T00:00:00.000Z'
      const bucket = {
        id: '01JD3ZV6W3K5X0G8T1Q2R4S6Y7',
        projectId,
        name: 'web',
        description: '',
        labels: {},
        versionCount: 0,
        lastSequence: 0,
      }
      await store.transaction(({ buckets }) => buckets.insert({ ...bucket, createdAt, updatedAt: createdAt }))
      assert.match(
        await says(...builder),
        /^Service principal builder of project default holds packer\.builder on bucket web of project default\.\n/,
      )
      const [held] = await store.roles.list({ type: 'bucket', id: bucket.id })
      assert.equal(held?.role, 'packer.builder')
      await says('role', 'grant', 'viewer', 'builder')
      await says('group', 'create', 'Team')
      await says('role', 'grant', 'iam.group-manager', 'builder', '--group', 'Team')
      const line = (await says('service-principal', 'list')).split('\n')[1] ?? ''
      const [, , holds = '', where] = line.split(/ {2,}/)
      assert.deepEqual(holds.split(' + ').sort(), [
        'iam.group-manager on group Team',
        'packer.builder on bucket web of project default',
        'viewer',
      ])
      assert.equal(where, 'project default')
      assert.ok((await says('key', 'list')).includes(`  builder  ${holds}  project default  `))
      const shown = await says('role', 'show')
      assert.match(shown, /^packer\.builder {2}service principal {2}builder {2}bucket web of project default {2}/m)
      assert.match(shown, /^iam\.group-manager {2}service principal {2}builder {2}group Team {2}/m)
    })

    test('nothing is made of what is not clear, and the key of a project is good for that project', async (t) => {
      const { says, refuses, run, file, startServer } = await machine(t, database)
      await startServer()
      const create = ['service-principal', 'create', 'pipeline'] as const
      assert.equal(
        await refuses(...create, '--role', 'reader'),
        'the role "reader" cannot be held on a project: use one of viewer, contributor, admin, packer.builder, packer.publisher',
      )
      assert.equal(
        await refuses(...create, '--bucket', 'web'),
        '--bucket needs --role, the role to grant on the bucket',
      )
      assert.match((await run(...create, '--organization', '--bucket', 'web')).stderr, /cannot be used with option/)
      assert.equal(
        await refuses('service-principal', 'create', 'ci'),
        'name: "ci" is not a valid name: use 3 to 36 letters, digits, hyphens and underscores',
      )
      const [, id = ''] = /: (\S+)\n$/.exec(await says('project', 'create', 'prod')) ?? []
      assert.equal(await refuses(...create), 'there are several projects: name one with --project: default, prod')
      await says(...create, '--project', 'prod', '--output', file('prod.env'))
      assert.equal((await sourced(file('prod.env'))).get('HCP_PROJECT_ID'), id)
      assert.equal(
        await refuses(...create, '--project', id),
        'service principal "pipeline" of project prod already exists: create another key for it with assay key create --principal pipeline',
      )
      await says(...create, '--project', 'default')

      const candidates =
        '[0-9A-Z]{26} for service principal pipeline of project default, [0-9A-Z]{26} for service principal pipeline of project prod'
      const ambiguous = await refuses('service-principal', 'delete', 'pipeline')
      assert.match(ambiguous, new RegExp(`^2 are called "pipeline": use the id of one: ${candidates}$`))
      assert.match(await refuses('key', 'create', '--principal', 'pipeline'), /^2 are called "pipeline"/)
      await says('key', 'create', '--principal', 'pipeline', '--project', 'prod', '--output', file('more.env'))
      assert.equal((await sourced(file('more.env'))).get('HCP_PROJECT_ID'), id)
      await says('service-principal', 'delete', 'pipeline', '--project', 'prod')
      assert.equal(await canLogIn(file('more.env')), false)
    })

    test('a file in the way of its key is left as it is, and the principal is made nonetheless', async (t) => {
      const { says, run, file } = await machine(t, database)
      await writeFile(file('taken.env'), 'mine')
      const { code, stdout, stderr } = await run('service-principal', 'create', 'late', '--output', file('taken.env'))
      assert.deepEqual([code, stderr], [1, `assay: ${file('taken.env')} exists already: name another with --output\n`])
      assert.match(stdout, /^Service principal late of project default holds no role yet/)
      await says('key', 'create', '--principal', 'late', '--output', file('late.env'))
      assert.equal((await sourced(file('late.env'))).get('HCP_AUTH_URL'), 'https://run-assay-env.invalid')
    })
  })
