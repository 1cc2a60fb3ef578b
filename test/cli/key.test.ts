import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test, type TestContext } from 'node:test'
import { promisify } from 'node:util'
import { newPrincipal } from '../../src/domain/principal/principal.ts'
import { fallingAt, runCommand, startServer, stop } from '../support/command.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { machine } from '../support/machine.ts'
import { perform } from '../support/perform.ts'
import { canLogIn, sourced } from '../support/sourced.ts'
import { dataFolder } from '../support/data-folder.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A data directory in which a server has created the first key. */
async function served(t: TestContext, database: TestDatabase) {
  const folder = await dataFolder(t)
  const key = (...words: readonly string[]) => perform(['key', ...words, ...at])
  const at = ['--data-dir', folder]
  if (database.name === 'postgres') {
    const place = await database.create()
    assert.ok('postgresUrl' in place.location)
    t.after(place.drop)
    at.push('--database-url', place.location.postgresUrl)
  }
  const server = await startServer(t, folder, at)
  return { folder, key, server, at, file: (name: string) => join(folder, name) }
}

for (const database of databases())
  describe(`assay key on ${database.name}`, () => {
    test('a key is made, listed and deleted while the server runs', async (t) => {
      const { key, server, file } = await served(t, database)
      const first = (await sourced(file('credentials.env'))).get('HCP_CLIENT_ID') ?? ''
      const made = await key('create')
      const [, path = '', clientId = ''] = /source '(.+credentials-(assay-[0-9a-f]{32})\.env)'/.exec(made.stdout) ?? []
      assert.deepEqual(made, {
        code: 0,
        stdout: `Created a key for admin. It is stored in a file:\n\n  source '${path}'\n`,
        stderr: '',
      })
      assert.equal((await stat(path)).mode & 0o777, 0o600)
      const secret = (await sourced(path)).get('HCP_CLIENT_SECRET') ?? ''
      assert.ok(secret.length > 0 && !made.stdout.includes(secret))
      assert.deepEqual([await canLogIn(path), await canLogIn(file('credentials.env'))], [true, true])

      const line = (id: string) => `${id}  admin  owner  project default  \\d{4}-\\d\\d-\\d\\dT\\S+Z\n`
      assert.match((await key('list')).stdout, new RegExp(`^${line(first)}${line(clientId)}$`))
      assert.deepEqual(await key('delete', clientId), {
        code: 0,
        stdout: `${clientId} is deleted. Its access tokens end within five seconds.\n`,
        stderr: '',
      })
      assert.deepEqual([await canLogIn(path), await canLogIn(file('credentials.env'))], [false, true])
      assert.equal(
        (await key('delete', clientId)).stderr,
        `assay: service principal key "${clientId}" does not exist\n`,
      )
      await stop(server)
    })

    test('whoever lost the only key gets another in its place, and the next start shows where', async (t) => {
      const { folder, key, server, file, at } = await served(t, database)
      await stop(server)
      const lost = (await sourced(file('credentials.env'))).get('HCP_CLIENT_ID') ?? ''
      await key('delete', lost)
      const told = async () => {
        const started = await startServer(t, folder, at)
        const isRight = await canLogIn(file('credentials.env'), started.url)
        return { isRight, words: (await stop(started)).stdout.split('\n\n')[1] ?? '' }
      }
      const gone = `The key in ${file('credentials.env')} was deleted: create one with assay key create\n`
      assert.deepEqual(await told(), { isRight: false, words: gone.trim() })

      const made = await key('create')
      assert.deepEqual([made.code, made.stderr], [0, ''])
      assert.deepEqual((await told()).isRight, true)
      const names = (await readdir(folder)).filter((name) => name.startsWith('credentials')).sort()
      assert.deepEqual(
        names.map((name) => name.replace(/until-.*/, 'until')),
        ['credentials.env', 'credentials.env.until'],
      )
    })

    test('a command that is killed leaves a key with its credentials, or neither', async (t) => {
      const { folder, key, server, at } = await served(t, database)
      await stop(server)
      const create = ['key', 'create', ...at]
      const kill = async (pattern: string) => {
        const { code, stdout } = await runCommand(t, create, fallingAt(pattern, 0))
        assert.deepEqual([code, stdout], [null, ''])
      }
      await kill('^commit$')
      await kill('^committed$')
      const restarted = await startServer(t, folder, at)
      const files = (await readdir(folder)).filter((name) => name.startsWith('credentials')).sort()
      assert.match(files.join(' '), /^credentials-assay-[0-9a-f]{32}\.env credentials\.env$/)
      for (const name of files) assert.equal(await canLogIn(join(folder, name), restarted.url), true)
      assert.equal((await key('list')).stdout.trim().split('\n').length, 2)
      await stop(restarted)
    })

    test('a key is given to the principal and written to the file that are named', async (t) => {
      const { run, file, store, home } = await machine(t, database)
      const key = (...words: readonly string[]) => run('key', ...words)
      const { organizationId, projectId } = home
      const createdAt = '2026-01-01T00:00:00.000Z'
      const holder = { organizationId, projectId, name: 'reader', createdAt }
      const reader = newPrincipal({ id: '01JD3ZV6W3K5X0G8T1Q2R4S6Y7', kind: 'service', ...holder })
      await store.transaction(async ({ principals, roles }) => {
        await principals.insert(reader)
        await roles.bind({ type: 'project', id: projectId }, { role: 'viewer', principalId: reader.id })
      })

      const named = await key('create', '--principal', 'reader', '--output', file('by-name.env'))
      assert.ok(
        named.stdout.startsWith(
          `Created a key for reader. It is stored in a file:\n\n  source '${file('by-name.env')}'\n`,
        ),
      )
      const byId = await key('create', '--principal', reader.id, '--output', file('by-id.env'))
      assert.equal(byId.code, 0)
      const ids = await Promise.all(
        ['by-name.env', 'by-id.env'].map(async (name) => (await sourced(file(name))).get('HCP_CLIENT_ID')),
      )
      const keys = await store.principals.listKeys(reader.id)
      assert.deepEqual(keys.map(({ clientId }) => clientId).sort(), ids.sort())

      await writeFile(file('taken.env'), 'mine')
      const taken = await key('create', '--principal', 'reader', '--output', file('taken.env'))
      assert.equal(taken.stderr, `assay: ${file('taken.env')} exists already: name another with --output\n`)
      assert.equal(await readFile(file('taken.env'), 'utf8'), 'mine')
      const nowhere = await key('create', '--principal', 'reader', '--output', file('missing/key.env'))
      assert.equal(
        nowhere.stderr,
        `assay: the folder ${file('missing')} does not exist: create it, or name another file with --output\n`,
      )
      const beneath = await key('create', '--principal', 'reader', '--output', file('taken.env/key.env'))
      assert.equal(
        beneath.stderr,
        `assay: ${file('taken.env/key.env')} cannot be written (ENOTDIR): name another with --output\n`,
      )
      const unknown = await key('create', '--principal', 'nobody')
      const others = 'name one with --principal: reader (viewer, project default), admin (owner, project default)'
      assert.equal(unknown.stderr, `assay: service principal "nobody" does not exist: ${others}\n`)
      assert.equal((await store.principals.listKeys(reader.id)).length, 2)

      const admin = (await store.principals.list('service', { organizationId, projectId })).find(
        ({ name }) => name === 'admin',
      )
      const bindings = [{ role: 'contributor', principalId: admin?.id ?? '' }] as const
      await store.transaction(({ roles }) => roles.replace({ type: 'organization', id: organizationId }, bindings))
      assert.deepEqual(await key('create'), {
        code: 1,
        stdout: '',
        stderr: `assay: no service principal has the admin role: ${others.replace('(owner,', '(contributor,')}\n`,
      })
    })
  })

test('a key that is made before any server is known leads clients nowhere until they are told one', async (t) => {
  const folder = await dataFolder(t)
  const file = join(folder, 'credentials.env')
  const at = ['--data-dir', folder]
  const run = promisify(execFile)
  await stop(await startServer(t, folder, []))
  await rm(file)
  assert.deepEqual(await perform(['key', 'create', ...at]), {
    code: 0,
    stdout: `Created a key for admin. It is stored in a file:\n\n  source '${file}'\n\nThe address of the server is not known yet, so the file does not have it. Once a server runs, also run:\n\n  eval "$(assay env)"\n`,
    stderr: '',
  })
  const variables = await sourced(file)
  assert.deepEqual(
    ['HCP_API_ADDRESS', 'HCP_AUTH_URL', 'SSL_CERT_FILE'].map((name) => variables.get(name)),
    ['run-assay-env.invalid', 'https://run-assay-env.invalid', undefined],
  )
  assert.match(await readFile(file, 'utf8'), /^# The address of the server was not known .*: eval "\$\(assay env\)"\n/)

  const server = await startServer(t, folder, [])
  const { stdout } = await runCommand(t, ['env', ...at], {})
  const script = '. "$0"; eval "$1"; echo "$HCP_API_ADDRESS $HCP_AUTH_URL $SSL_CERT_FILE"'
  const told = await run('sh', ['-ec', script, file, stdout], { env: {} })
  assert.equal(told.stdout, `${new URL(server.url).host} ${server.url} ${join(folder, 'tls', 'ca.pem')}\n`)
  const banner = (await stop(server)).stdout
  assert.match(banner, /\nThat file does not have the address\. After sourcing it, run:\n\nexport /)
})

describe('without a registry there is no key', () => {
  let postgres: TestDatabase
  before(() => {
    postgres = databases().find(({ name }) => name === 'postgres') ?? assert.fail('there is no PostgreSQL')
  })

  test('where there is no database, and none is made', async (t) => {
    const folder = await temporaryFolder(t)
    for (const words of [['key', 'create'], ['key', 'list'], ['key', 'delete', 'x'], ['jobs']])
      assert.deepEqual(await perform([...words, '--data-dir', folder]), {
        code: 1,
        stdout: '',
        stderr: `assay: there is no database ${folder}/assay.db: start a server with assay serve, or name another with --data-dir or --database-url\n`,
      })
    assert.deepEqual(await readdir(folder), [])
  })

  test('where the database has no tables, or nothing in them', async (t) => {
    for (const [place, message] of [
      [await postgres.createEmpty(), /^assay: the database postgres:\/\/\S+ has an older schema: run assay migrate\n$/],
      [
        await postgres.create(),
        /^assay: the database has no project yet: the first start of a server creates one, .*\n$/,
      ],
    ] as const) {
      t.after(place.drop)
      assert.ok('postgresUrl' in place.location)
      const args = ['--data-dir', await temporaryFolder(t), '--database-url', place.location.postgresUrl]
      const { code, stderr } = await perform(['key', 'create', ...args])
      assert.equal(code, 1)
      assert.match(stderr, message)
    }
  })
})
