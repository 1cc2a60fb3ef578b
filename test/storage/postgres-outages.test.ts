// How a server can fail its clients: it hangs, loses connections, refuses writes, is slow.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { DomainError } from '../../src/domain/errors.ts'
import type { Database } from '../../src/storage/engine/dialect.ts'
import { PATIENCE } from '../../src/storage/engine/postgres/patience.ts'
import { HEALTH_POOL, postgresHealth } from '../../src/storage/engine/postgres/postgres-health.ts'
import { connectPostgres } from '../../src/storage/engine/postgres/postgres.ts'
import { type OpenStore, storeOn } from '../../src/storage/open.ts'
import { databases, type Place } from '../support/databases.ts'
import { socketOf } from '../support/postgres-databases.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { aBucket, storedBucket } from './arrange.ts'

/** The caller is told this and asked to retry; the log gets the cause. */
const failsWith = (words: RegExp) => (error: unknown) => {
  assert.ok(error instanceof DomainError, String(error))
  assert.equal(error.code, 'unavailable')
  assert.match(error.message, words)
  assert.ok(error.cause instanceof Error)
  return true
}
const LOST = /^the connection to the database was lost: try again/
const BUSY = /^the database is busy with other changes: try again/

describe('a PostgreSQL server', () => {
  let place: Place
  let proxy: TcpProxy
  let address: string
  /** A connection to the server that bypasses the proxy. */
  let beside: Database
  /** A store on `beside`, for arrangements for which an impatient store may be too slow. */
  let patient: OpenStore
  let name: string

  before(async () => {
    place = await databases()[1]!.create()
    const { path, user, database } = socketOf(place.location)
    name = database
    proxy = await startTcpProxy(path)
    address = `postgresql://${user}@127.0.0.1:${proxy.port}/${database}`
    beside = connectPostgres('postgresUrl' in place.location ? place.location.postgresUrl : '', PATIENCE)
    patient = storeOn(beside)
  })
  beforeEach(() => {
    proxy.release()
  })
  after(async () => {
    await patient.close()
    await proxy.close()
    await place.drop()
  })

  async function withStore(patience: Partial<typeof PATIENCE>, use: (store: OpenStore) => Promise<void>) {
    const store = storeOn(connectPostgres(address, { ...PATIENCE, closeMs: 200, ...patience }))
    try {
      await use(store)
    } finally {
      await store.close()
    }
  }
  const endSessions = () =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(beside.writer)
  /** Repeats the query until the store knows that its connections ended: a query on one that has just ended fails. */
  async function answered(ask: () => Promise<unknown>): Promise<void> {
    for (;;)
      try {
        await ask()
        return
      } catch (error) {
        failsWith(LOST)(error)
      }
  }

  test('that stands still is given up after a while, by reads, writes and pings, and used again when it goes on', () =>
    withStore({ answerMs: 500, connectMs: 500, pingMs: 500 }, async (store) => {
      const { project, bucket } = await storedBucket(patient)
      const changed = { ...bucket, description: 'changed' }
      const write = (as = changed) => store.transaction(({ buckets }) => buckets.update(as))
      await write(bucket)
      await store.ping()
      assert.deepEqual(await store.buckets.find(project.id, bucket.name), bucket)
      proxy.hold('everything')
      const acts = [() => store.buckets.find(project.id, bucket.name), () => write(), () => store.ping()]
      // Concurrently, because the connection of pings is given up by itself after a second.
      const allFail = (words: RegExp) => Promise.all(acts.map((act) => assert.rejects(act, failsWith(words))))
      await allFail(LOST)
      // The old connections are given up by now, and there are no new ones.
      await allFail(/^the database cannot be reached: try again/)
      proxy.release()
      await write()
      await store.ping()
      assert.deepEqual(await store.buckets.find(project.id, bucket.name), changed)
    }))

  test('that stands still is waited for by some, and all others are told that it is busy', () =>
    withStore({ connectMs: 200, answerMs: 1000 }, async (store) => {
      const { project, bucket } = await storedBucket(patient)
      const reads = (count: number) =>
        Promise.allSettled(Array.from({ length: count }, () => store.buckets.find(project.id, bucket.name)))
      await reads(12)
      proxy.hold('everything')
      const waiting = reads(12)
      await assert.rejects(
        store.buckets.find(project.id, bucket.name),
        failsWith(/^the database is busy with other requests, or does not answer: try again/),
      )
      for (const result of await waiting) assert.equal(result.status, 'rejected')
    }))

  test('that loses a connection in the middle of a transaction has kept nothing of it', () =>
    withStore({}, async (store) => {
      const { project } = await storedBucket(store)
      const half = aBucket(project)
      const failing = store.transaction(async ({ buckets }) => {
        await buckets.insert(half)
        proxy.cut()
        await buckets.update({ ...half, description: 'changed' })
      })
      await assert.rejects(failing, failsWith(LOST))
      assert.equal(await store.buckets.find(project.id, half.name), undefined)
    }))

  test('is not waited for by writes whose answers nobody needs, but before the commit', () =>
    withStore({}, async (store) => {
      const { project, bucket } = await storedBucket(patient)
      const changed = { ...bucket, description: 'changed' }
      const written = Promise.withResolvers<undefined>()
      const ending = store.transaction(async ({ registries, buckets }) => {
        await registries.lock(project.id, 'shared')
        await buckets.find(project.id, bucket.name)
        proxy.hold('answers')
        await buckets.update({ ...bucket, description: 'halfway' })
        await buckets.update(changed)
        written.resolve(undefined)
      })
      await written.promise
      assert.deepEqual(await patient.buckets.find(project.id, bucket.name), bucket)
      proxy.release()
      await ending
      assert.deepEqual(await store.buckets.find(project.id, bucket.name), changed)
    }))

  test('that stands still is waited for no longer because of what it has answered', () =>
    withStore({ answerMs: 500 }, async (store) => {
      const { project, bucket } = await storedBucket(patient)
      const isAnswered = async () => {
        const { rows } = await sql<{ readonly pid: number }>`select pid from pg_stat_activity
          where datname = current_database() and state = 'idle in transaction' and query like 'update "bucket"%'`.execute(
          beside.reader,
        )
        return rows.length === 1
      }
      let began = 0
      const failing = store.transaction(async ({ buckets }) => {
        for (let count = 0; count < 12; count += 1) await buckets.update(bucket)
        while (!(await isAnswered())) continue
        proxy.hold('everything')
        began = performance.now()
        await buckets.find(project.id, bucket.name)
      })
      await assert.rejects(failing, failsWith(LOST))
      assert.ok(performance.now() - began < 3000)
    }))

  test('that loses a connection during a commit leaves it open whether the change was made, and this is told', () =>
    withStore({ answerMs: 200 }, async (store) => {
      const { project } = await storedBucket(patient)
      const bucket = aBucket(project)
      const failing = store.transaction(async ({ buckets }) => {
        await buckets.insert(bucket)
        proxy.hold('answers')
      })
      await assert.rejects(
        failing,
        failsWith(/while a change was being committed, which may have been made or not: look/),
      )
      proxy.release()
      assert.deepEqual(await store.buckets.find(project.id, bucket.name), bucket)
    }))

  test('that is stopped by its operator is told as lost, and used again as soon as it is there', () =>
    withStore({}, async (store) => {
      const { project, bucket } = await storedBucket(store)
      const failing = store.transaction(async ({ buckets }) => {
        await buckets.lock(project.id, bucket.name)
        await endSessions()
        await buckets.update({ ...bucket, description: 'changed' })
      })
      await assert.rejects(failing, failsWith(LOST))
      await answered(() => store.registries.find(project.id))
      assert.deepEqual(await store.buckets.find(project.id, bucket.name), bucket)
    }))

  test('that is read-only answers reads, refuses writes, is not ready, and takes writes as soon as it does again', () =>
    withStore({}, async (store) => {
      const { project, bucket } = await storedBucket(store)
      const write = () => store.transaction(({ buckets }) => buckets.update({ ...bucket, description: 'changed' }))
      const become = (mode: 'on' | 'off') =>
        sql.raw(`alter database ${name} set default_transaction_read_only = ${mode}`).execute(beside.writer)
      await become('on')
      await endSessions()
      await answered(() => store.registries.find(project.id))
      await answered(() => store.transaction((tx) => tx.registries.find(project.id)))
      await assert.rejects(write, failsWith(/^the database is read-only/))
      await assert.rejects(store.ping(), /^DomainError: the database is read-only/)
      assert.deepEqual(await store.buckets.find(project.id, bucket.name), bucket)

      await sql`set default_transaction_read_only = off`.execute(beside.writer)
      await become('off')
      await write()
      await store.ping()
      assert.deepEqual(await store.buckets.find(project.id, bucket.name), { ...bucket, description: 'changed' })
    }))

  test('in which a lock is held for too long says that it is busy', () =>
    withStore({ lockMs: 50 }, async (store) => {
      const { project, bucket } = await storedBucket(store)
      const holding = Promise.withResolvers<undefined>()
      const enough = Promise.withResolvers<undefined>()
      const long = store.transaction(async (tx) => {
        await tx.registries.lock(project.id, 'alone')
        await tx.buckets.lock(project.id, bucket.name)
        holding.resolve(undefined)
        await enough.promise
      })
      await holding.promise
      await assert.rejects(
        store.transaction((tx) => tx.registries.lock(project.id, 'shared')),
        failsWith(BUSY),
      )
      await assert.rejects(
        store.transaction((tx) => tx.buckets.lock(project.id, bucket.name)),
        failsWith(BUSY),
      )
      enough.resolve(undefined)
      await long
    }))

  test('in which a statement takes too long says that it is busy, but for migrations', async () => {
    const database = connectPostgres(address, { ...PATIENCE, statementMs: 50 })
    const slow = sql`select pg_sleep(0.2)`
    await assert.rejects(slow.execute(database.reader), failsWith(BUSY))
    await assert.rejects(
      database.writer.transaction().execute((db) => slow.execute(db)),
      failsWith(BUSY),
    )
    await database.migrator.transaction().execute((db) => slow.execute(db))
    await database.close()
  })

  test('frees what a process holds that says nothing more', () =>
    withStore({ idleMs: 50 }, async (store) => {
      const { project } = await storedBucket(patient)
      const failing = store.transaction(async (tx) => {
        await tx.registries.lock(project.id, 'alone')
        // Leaves this transaction idle for longer than `idleMs`.
        await beside.writer.transaction().execute((db) => sql`select pg_sleep(0.2)`.execute(db))
        await tx.registries.find(project.id)
      })
      await assert.rejects(failing, failsWith(LOST))
    }))

  test('whose role may make no temporary tables is ready as soon as it answers, and stays so', async (t) => {
    const role = `${name}_role`
    await sql.raw(`create role ${role} login`).execute(beside.writer)
    await sql.raw(`revoke temporary on database ${name} from public`).execute(beside.writer)
    const connectionString = address.replace(/\/\/.*@/, `//${role}@`)
    const pool = new pg.Pool({ ...HEALTH_POOL, maxLifetimeSeconds: 60, connectionString })
    t.after(async () => {
      await pool.end()
      await sql.raw(`grant temporary on database ${name} to public`).execute(beside.writer)
      await sql.raw(`drop role ${role}`).execute(beside.writer)
    })
    const { ping, suspect } = postgresHealth(pool, PATIENCE.pingMs)
    suspect({ stopsWrites: true })
    await ping()
    await ping()
  })
})
