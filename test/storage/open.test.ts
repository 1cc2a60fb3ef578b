import assert from 'node:assert/strict'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { DomainError } from '../../src/domain/errors.ts'
import { connect } from '../../src/storage/engine/dialect.ts'
import { openStore } from '../../src/storage/open.ts'
import { databases } from '../support/databases.ts'
import { aBucket, storedBucket, storedProject } from './arrange.ts'

const [sqlite, postgres] = databases()

for (const database of databases())
  describe(`an open store on ${database.name}`, () => {
    test('answers while it is open, and not afterwards', async () => {
      const store = await database.open()
      await store.ping()
      await store.close()
      await assert.rejects(store.ping())
      await assert.rejects(store.organizations.listOrganizations())
      await assert.rejects(store.transaction(async () => 1))
    })

    test('closes when the transactions under way have ended, and once', async () => {
      const { location, drop } = await database.create()
      const store = await openStore(location)
      const { project } = await storedProject(store)
      const bucket = aBucket(project)
      const slow = store.transaction(async ({ buckets }) => {
        await pause(40)
        await buckets.insert(bucket)
      })
      await pause(5)
      await Promise.all([store.close(), slow])
      await store.close()

      const again = await openStore(location)
      assert.deepEqual(await again.buckets.find(project.id, bucket.name), bucket)
      await again.close()
      await drop()
    })
  })

describe('a database in a file', () => {
  test('keeps what was committed through power failures, checks references, and only its writer writes', async () => {
    const { location, drop } = await sqlite!.create()
    const { writer, reader, close } = connect(location)
    for (const connection of [writer, reader]) {
      const pragma = async (name: string) =>
        Object.values((await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(connection)).rows[0]!)[0]
      assert.deepEqual(
        [await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')],
        ['wal', 2, 1],
      )
      assert.equal(await pragma('query_only'), connection === reader ? 1 : 0)
    }
    await close()
    await drop()
  })

  test('is one file when the store is closed', async () => {
    const { location, drop } = await sqlite!.create()
    const file = 'sqliteFile' in location ? location.sqliteFile : assert.fail()
    const store = await openStore(location)
    await storedBucket(store)
    await store.close()
    assert.deepEqual(await readdir(file.replace(/\/[^/]*$/, '')), ['assay.db'])
    await drop()
  })

  test('may be in memory only', async () => {
    const store = await openStore({ sqliteFile: ':memory:' })
    await store.migrate()
    const { project, bucket } = await storedBucket(store)
    assert.deepEqual(await store.buckets.find(project.id, bucket.name), bucket)
    await assert.rejects(store.buckets.delete(bucket.id, '2026'), /only inside a transaction/)
    await store.close()
  })

  test('that cannot be opened is named, with the reason', async () => {
    const { location, drop } = await sqlite!.createEmpty()
    const file = 'sqliteFile' in location ? location.sqliteFile : assert.fail()
    const absent = `${file}-directory/assay.db`
    await assert.rejects(
      openStore({ sqliteFile: absent }),
      new DomainError(
        'unavailable',
        `the SQLite database "${absent}" cannot be opened: Cannot open database because the directory does not exist`,
        [],
      ),
    )
    await writeFile(file, 'no database at all, but long enough to look like one'.repeat(20))
    await assert.rejects(
      openStore(location),
      new DomainError('unavailable', `the SQLite database "${file}" cannot be opened: file is not a database`, []),
    )
    assert.match(await readFile(file, 'utf8'), /^no database at all/)
    await drop()
  })
})

describe('a database on a server', () => {
  test('that cannot be reached is reported with the reason and without the password', async () => {
    for (const host of ['localhost:1', '127.0.0.1:1'])
      await assert.rejects(openStore({ postgresUrl: `postgresql://assay:secret@${host}/assay` }), (error) => {
        assert.ok(error instanceof DomainError)
        assert.equal(error.code, 'unavailable')
        assert.match(error.message, /^the database cannot be reached: .*ECONNREFUSED/)
        assert.doesNotMatch(error.message, /secret/)
        return true
      })
  })

  test('may end connections: what uses one fails, and the next use has a new one', async () => {
    const { location, drop } = await postgres!.create()
    const store = await openStore(location)
    const killer = connect(location)
    const kill = () =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(killer.reader)
    const { project, bucket } = await storedBucket(store)

    await Promise.all([store.ping(), store.ping(), store.ping()])
    await kill()
    await pause(50)
    assert.deepEqual(await store.buckets.find(project.id, bucket.name), bucket)

    const interrupted = store.transaction(async ({ buckets }) => {
      await buckets.lock(project.id, bucket.name)
      await kill()
      await pause(50)
      await buckets.update({ ...bucket, description: 'changed' })
    })
    await assert.rejects(interrupted, /connection|terminat/i)
    assert.deepEqual(await store.buckets.find(project.id, bucket.name), bucket)
    await killer.close()
    await store.close()
    await drop()
  })
})
