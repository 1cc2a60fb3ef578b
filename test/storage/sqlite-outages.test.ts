// What disks, and users with a shell, do to a database in a file.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmod, copyFile, open, readdir, rename, rm, stat, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import type { Bucket } from '../../src/domain/catalog/bucket/bucket.ts'
import { DomainError } from '../../src/domain/errors.ts'
import { connect, type Database } from '../../src/storage/engine/dialect.ts'
import { type OpenStore, openStore, storeOn } from '../../src/storage/open.ts'
import { databases } from '../support/databases.ts'
import { aBucket, anSbom, storedBucket, storedVersion } from './arrange.ts'

interface Opened {
  readonly file: string
  readonly database: Database
  readonly store: OpenStore
}

async function newFile(test: TestContext): Promise<string> {
  const { location, drop } = await databases()[0]!.create()
  test.after(drop)
  return 'sqliteFile' in location ? location.sqliteFile : assert.fail()
}

/** A database of its own, closed and removed with the test. */
async function opened(test: TestContext): Promise<Opened> {
  const file = await newFile(test)
  const database = connect({ sqliteFile: file })
  const store = storeOn(database)
  test.after(() => store.close())
  return { file, database, store }
}

const failsWith = (words: RegExp, code: RegExp) => (error: unknown) => {
  assert.ok(error instanceof DomainError, String(error))
  assert.equal(error.code, 'unavailable')
  assert.match(error.message, words)
  const { cause } = error
  assert.ok(cause instanceof Error)
  assert.match('code' in cause ? String(cause.code) : cause.message, code)
  return true
}
const pragma = (database: Database, text: string) => sql.raw(`pragma ${text}`).execute(database.writer)
const changing = (store: OpenStore, bucket: Bucket) =>
  store.transaction(({ buckets }) => buckets.update({ ...bucket, description: 'changed' }))

describe('a database in a file', () => {
  test('on a full disk refuses what does not fit, answers reads, and goes on when there is room', async (t) => {
    const { database, store } = await opened(t)
    const { version } = await storedVersion(store)
    await pragma(database, 'max_page_count = 1')
    const [sbom] = [anSbom(version.builds[0]!)]
    const large = () => store.transaction(({ sboms }) => sboms.put(sbom, new Uint8Array(randomBytes(500_000))))
    const full = failsWith(/^the disk of the database is full: nothing was changed; make room there/, /^SQLITE_FULL/)
    await assert.rejects(large, full)
    // Transactions in the same commit are unharmed unless the whole commit is undone; then they fail with the same error.
    const others = await Promise.allSettled([large(), store.transaction(async () => 'small'), large()])
    for (const other of others) if (other.status === 'rejected') full(other.reason)
    assert.deepEqual(await store.sboms.list(sbom.buildId), [])
    await pragma(database, 'max_page_count = 100000')
    await large()
    assert.deepEqual(await store.sboms.list(sbom.buildId), [sbom])
  })

  test('that is read-only refuses changes, answers reads, and is not ready', async (t) => {
    const { database, store } = await opened(t)
    const { project, bucket } = await storedBucket(store)
    const readOnly = failsWith(
      /^the database takes no changes, because its files or their disk are read-only/,
      /READONLY/,
    )
    await pragma(database, 'query_only = on')
    await assert.rejects(changing(store, bucket), readOnly)
    await assert.rejects(store.ping(), readOnly)
    assert.deepEqual(await store.buckets.find(project.id, bucket.name), bucket)
    await pragma(database, 'query_only = off')
    await store.ping()
    await changing(store, bucket)
  })

  test('that is damaged is told so, and what of it can be read is', async (t) => {
    const file = await newFile(t)
    const before = connect({ sqliteFile: file })
    const { project, bucket } = await storedBucket(storeOn(before))
    const pages = sql<{ readonly root: number; readonly size: number }>`
      select rootpage as root, page_size as size from sqlite_schema, pragma_page_size where name = 'bucket'`
    const { root, size } = (await pages.execute(before.reader)).rows[0] ?? assert.fail('there is no such table')
    await before.close()
    const handle = await open(file, 'r+')
    await handle.write(Buffer.alloc(size, 0xff), 0, size, (root - 1) * size)
    await handle.close()

    const store = await openStore({ sqliteFile: file })
    t.after(() => store.close())
    const damaged = failsWith(/^the database is damaged: stop the server and restore a backup/, /^SQLITE_CORRUPT/)
    await assert.rejects(store.buckets.find(project.id, bucket.name), damaged)
    assert.deepEqual(await store.organizations.listProjects(project.organizationId), [project])
  })

  for (const name of ['assay.db', 'assay.db-wal', 'assay.db-shm'])
    test(`takes no changes once ${name} is moved away, and is not ready, until it is back`, async (t) => {
      const { file, store } = await opened(t)
      const { project, bucket } = await storedBucket(store)
      const path = join(dirname(file), name)
      const gone = failsWith(
        /^the files of the database were moved, deleted or replaced/,
        /is not the file that was opened/,
      )
      await rename(path, `${path}.away`)
      await assert.rejects(store.ping(), gone)
      await assert.rejects(changing(store, bucket), gone)
      assert.deepEqual(await store.buckets.find(project.id, bucket.name), bucket)

      await rename(`${path}.away`, path)
      await store.ping()
      await changing(store, bucket)
      assert.deepEqual(await store.buckets.find(project.id, bucket.name), { ...bucket, description: 'changed' })
    })

  test('takes no changes once it is deleted with all that lies beside it, or replaced by a backup', async (t) => {
    const { file, store } = await opened(t)
    const { bucket } = await storedBucket(store)
    const gone = failsWith(
      /^the files of the database were moved, deleted or replaced/,
      /is not the file that was opened/,
    )
    await copyFile(file, `${file}.backup`)
    await rename(`${file}.backup`, file)
    await assert.rejects(changing(store, bucket), gone)
    for (const name of await readdir(dirname(file))) await rm(join(dirname(file), name))
    await assert.rejects(changing(store, bucket), gone)
    await assert.rejects(store.ping(), gone)
  })

  test('promises nothing of a change during which it was moved away', async (t) => {
    const { file, store } = await opened(t)
    const { project } = await storedBucket(store)
    const failing = store.transaction(async ({ buckets }) => {
      await buckets.insert(aBucket(project))
      await rename(file, `${file}.away`)
    })
    await assert.rejects(failing, failsWith(/^the files of the database were moved, deleted or replaced/, /opened/))
  })
})

describe('the files of a database', { skip: process.platform === 'win32' && 'Windows has no such permissions' }, () => {
  const modesIn = async (folder: string) =>
    Promise.all((await readdir(folder)).map(async (name) => [name, (await stat(join(folder, name))).mode & 0o777]))
  const CLOSED = ['assay.db', 'assay.db-shm', 'assay.db-wal'].map((name) => [name, 0o600])

  test('are made for their owner alone, whatever the umask says', async (t) => {
    const file = await newFile(t)
    await rm(file)
    const umask = process.umask(0)
    t.after(() => process.umask(umask))
    const store = await openStore({ sqliteFile: file })
    t.after(() => store.close())
    await store.migrate()
    assert.deepEqual(await modesIn(dirname(file)), CLOSED)
  })

  test('are closed to others when they were open, also those that a killed server left', async (t) => {
    const { file } = await opened(t)
    for (const path of [file, `${file}-wal`, `${file}-shm`]) await chmod(path, 0o644)
    const store = await openStore({ sqliteFile: file })
    t.after(() => store.close())
    assert.deepEqual(await modesIn(dirname(file)), CLOSED)
  })

  test('are refused, with what to do, when they are open and not for the server to change', async (t) => {
    const file = await newFile(t)
    await rename(file, `${file}.elsewhere`)
    await symlink(`${file}.elsewhere`, file)
    await chmod(`${file}.elsewhere`, 0o640)
    await assert.rejects(
      openStore({ sqliteFile: file }),
      (error) =>
        error instanceof DomainError &&
        /^other users of this machine can open .*elsewhere.*: chmod 600 it/.test(error.message),
    )
    await chmod(`${file}.elsewhere`, 0o600)
    await (await openStore({ sqliteFile: file })).close()
  })

  test('keep their locks when they are opened once more in one process', async (t) => {
    const { file, store } = await opened(t)
    const { project, bucket } = await storedBucket(store)
    const second = await openStore({ sqliteFile: file })
    await second.close()
    // If closing the second store had released the first one's locks, the write-ahead log would be gone.
    assert.ok((await readdir(dirname(file))).includes('assay.db-wal'))
    await changing(store, bucket)
    assert.deepEqual(await store.buckets.find(project.id, bucket.name), { ...bucket, description: 'changed' })
  })
})
