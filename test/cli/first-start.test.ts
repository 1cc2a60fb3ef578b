// A first start creates a key that nobody could create again. Whenever it dies, the next start must end with credentials that work.
import assert from 'node:assert/strict'
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { openStore } from '../../src/storage/open.ts'
import { fallingAt, runCommand, startServer, stop } from '../support/command.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { canLogIn } from '../support/sourced.ts'
import { dataFolder } from '../support/data-folder.ts'

/** A first start that dies just before the step with this index among those that match the pattern. */
async function fallenStart(t: TestContext, args: readonly string[], pattern: string, nth: number): Promise<void> {
  const command = ['serve', '--listen', '127.0.0.1:0', ...args]
  const { code, stdout } = await runCommand(t, command, fallingAt(pattern, nth))
  assert.deepEqual([code, stdout], [null, ''])
}

async function place(t: TestContext, database: TestDatabase) {
  const folder = await dataFolder(t)
  if (database.name === 'sqlite') return { folder, args: [], location: { sqliteFile: join(folder, 'assay.db') } }
  const { location, drop } = await database.createEmpty()
  assert.ok('postgresUrl' in location)
  t.after(drop)
  return { folder, args: ['--database-url', location.postgresUrl], location }
}

const credentialsIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.startsWith('credentials')).sort()

// The first commit is that of the migrations.
const aroundItsCommit = [
  ['before its key counts', '^commit$', 1],
  ['when its key counts', '^commit$', 2],
] as const
const moments = {
  sqlite: [
    ['before it has tables', '^commit$', 0],
    ['before its key is kept', '^rename .*\\.pending$', 0],
    ...aroundItsCommit,
    ['before its credentials are in their place', '^rename .*credentials\\.env$', 0],
    ['when its credentials are in their place', '^rm .*\\.pending$', 0],
  ],
  postgres: [['before it has tables', '^commit$', 0], ...aroundItsCommit],
} as const

for (const database of databases())
  describe(`a first start on ${database.name} that is killed`, () => {
    for (const [moment, pattern, nth] of moments[database.name])
      test(`${moment} is made good by the next start`, async (t) => {
        const { folder, args, location } = await place(t, database)
        await fallenStart(t, ['--data-dir', folder, ...args], pattern, nth)
        const server = await startServer(t, folder, args)
        assert.equal(await canLogIn(join(folder, 'credentials.env')), true)
        await stop(server)
        assert.deepEqual(await credentialsIn(folder), ['credentials.env'])

        const store = await openStore(location)
        const [organization] = await store.organizations.listOrganizations()
        const [project] = await store.organizations.listProjects(organization?.id ?? '')
        const home = { organizationId: organization?.id ?? '', projectId: project?.id ?? '' }
        const [admin] = await store.principals.list('service', home)
        assert.equal((await store.principals.listKeys(admin?.id ?? '')).length, 1)
        await store.close()
      })
  })

test('a first start that is killed leaves the credentials of another database as they are', async (t) => {
  const folder = await dataFolder(t)
  const file = join(folder, 'credentials.env')
  const old = "export HCP_CLIENT_ID='old'\nexport HCP_CLIENT_SECRET='old'\n"
  await writeFile(file, old)
  await fallenStart(t, ['--data-dir', folder], '^commit$', 1)
  assert.equal(await readFile(file, 'utf8'), old)

  await stop(await startServer(t, folder, []))
  const names = await credentialsIn(folder)
  assert.equal(names.length, 2)
  assert.equal(await readFile(join(folder, names[1] ?? ''), 'utf8'), old)
})

test('what a killed first start left for one database waits while another is served', async (t) => {
  const folder = await dataFolder(t)
  const other = await dataFolder(t)
  await fallenStart(t, ['--data-dir', folder], '^commit$', 2)
  const [pending = ''] = await credentialsIn(folder)
  await copyFile(join(folder, pending), join(other, pending))
  await stop(await startServer(t, other, []))
  assert.deepEqual(await credentialsIn(other), ['credentials.env', pending])
})

test('of servers that start at once on one empty database, one keeps a key and the others none', async (t) => {
  const postgres = databases().find(({ name }) => name === 'postgres')
  const { location, drop } = (await postgres?.createEmpty()) ?? assert.fail('there is no PostgreSQL')
  assert.ok('postgresUrl' in location)
  t.after(drop)
  const shared = await dataFolder(t)
  const folders = [shared, shared, await dataFolder(t)]
  const args = ['--database-url', location.postgresUrl]
  const servers = await Promise.all(folders.map((folder) => startServer(t, folder, args)))
  const kept = await Promise.all([shared, folders[2] ?? ''].map(credentialsIn))
  assert.deepEqual(kept.flat(), ['credentials.env'])
  const holder = kept[0]?.length === 1 ? shared : (folders[2] ?? '')
  assert.equal(await canLogIn(join(holder, 'credentials.env')), true)
  for (const server of servers) await stop(server)
})
