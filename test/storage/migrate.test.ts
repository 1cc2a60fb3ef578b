import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Sign } from '../../src/domain/catalog/build/build-store.ts'
import { weightOf } from '../../src/domain/catalog/build/build-weight.ts'
import type { Build } from '../../src/domain/catalog/build/build.ts'
import { DomainError } from '../../src/domain/errors.ts'
import { connect, type Database } from '../../src/storage/engine/dialect.ts'
import { eventRow } from '../../src/storage/record/event-store.ts'
import { migrationsFor } from '../../src/storage/migrations/migrations.ts'
import { openStore } from '../../src/storage/open.ts'
import type { EventRow } from '../../src/storage/schema.ts'
import { builds, versions } from '../../src/storage/version/documents.ts'
import { databases, type Place } from '../support/databases.ts'
import { allMigrations as ALL } from './all-migrations.ts'
import {
  aBucket,
  aBuild,
  aChannel,
  aKey,
  anEvent,
  aPrincipal,
  aProject,
  at,
  aVersion,
  newId,
  storedBucket,
  storedProject,
} from './arrange.ts'

/** Stores a build as before builds had a start time. */
async function insertOldBuild({ writer }: Database, build: Build): Promise<void> {
  const { started_at, ...row } = builds.rowOf(build)
  assert.equal(started_at, null)
  await writer.insertInto('build').values(row).execute()
}

for (const database of databases())
  describe(`migrations on ${database.name}`, () => {
    let place: Place

    before(async () => {
      place = await database.createEmpty()
    })
    after(async () => {
      await place.drop()
    })

    test('run once, although several processes start at once', async () => {
      const stores = await Promise.all([1, 2, 3].map(() => openStore(place.location)))
      assert.deepEqual(await stores[0]!.pendingMigrations(), ALL)

      await Promise.all(stores.map((store) => store.migrate()))

      for (const store of stores) {
        assert.deepEqual(await store.pendingMigrations(), [])
        await storedProject(store)
      }
      assert.equal((await stores[0]!.organizations.listOrganizations()).length, 3)
      for (const store of stores) await store.close()
    })

    test('keep what is there when they run again', async () => {
      const store = await openStore(place.location)
      const { project } = await storedProject(store)
      await store.migrate()
      assert.deepEqual(await store.organizations.findProject(project.id), project)
      await store.close()
    })

    test('make services of the principals of old, with their keys, and let servers of old read them', async () => {
      const old = await database.createEmpty()
      const raw = connect(old.location)
      const getMigrations = async () => migrationsFor(raw.capabilities)
      await new Migrator({ db: raw.writer, provider: { getMigrations } }).migrateTo('0009-marks')
      const store = await openStore(old.location)
      const { organization, project } = await storedProject(store)
      const principal = aPrincipal(organization, { projectId: project.id })
      const key = aKey(principal)
      const { id, name } = principal
      await sql`insert into service_principal (id, organization_id, project_id, name, created_at)
        values (${id}, ${organization.id}, ${project.id}, ${name}, ${principal.createdAt})`.execute(raw.writer)
      await store.transaction(({ principals }) => principals.insertKey(key))

      await store.migrate()

      const home = { organizationId: organization.id, projectId: project.id }
      assert.deepEqual(await store.principals.list('service', home), [{ ...principal, displayName: principal.name }])
      assert.deepEqual(await store.principals.listKeys(id), [key])
      const { rows } = await sql`select id, name from service_principal`.execute(raw.writer)
      assert.deepEqual(rows, [{ id, name }])
      await assert.rejects(
        store.transaction(({ principals }) => principals.insertKey(aKey({ ...principal, id: 'nobody' }))),
      )
      await store.close()
      await raw.close()
      await old.drop()
    })

    test('keep the roles that were held in projects, and make an owner of who answered for the organization', async () => {
      const old = await database.createEmpty()
      const raw = connect(old.location)
      const getMigrations = async () => migrationsFor(raw.capabilities)
      const migrator = new Migrator({ db: raw.writer, provider: { getMigrations } })
      assert.equal((await migrator.migrateTo('0010-kinds-of-principals')).error, undefined)
      const store = await openStore(old.location)
      const { organization, project } = await storedProject(store)
      const later = aProject(organization, { createdAt: at(1) })
      await store.transaction(({ organizations }) => organizations.insertProject(later))
      const arrange = async (name: string, roles: readonly (readonly [project: string, role: string])[]) => {
        const id = newId()
        await sql`insert into principal (id, kind, organization_id, project_id, name, created_at)
          values (${id}, 'service', ${organization.id}, ${project.id}, ${name}, ${at(0)})`.execute(raw.writer)
        for (const [projectId, role] of roles)
          await sql`insert into principal_role (principal_id, project_id, role)
            values (${id}, ${projectId}, ${role})`.execute(raw.writer)
        return id
      }
      const ci = await arrange('ci', [[project.id, 'contributor']])
      const admin = await arrange('admin', [[project.id, 'admin']])
      const another = await arrange('another', [
        [project.id, 'admin'],
        [later.id, 'viewer'],
      ])

      await store.migrate()

      const [organizationId, projectId] = [organization.id, project.id]
      const held = (id: string) => store.roles.listHeld(id)
      assert.deepEqual(await held(ci), [{ role: 'contributor', organizationId, projectId }])
      assert.deepEqual(
        new Set(await held(another)),
        new Set([
          { role: 'admin', organizationId, projectId },
          { role: 'viewer', organizationId, projectId: later.id },
        ]),
      )
      assert.deepEqual(
        new Set(await held(admin)),
        new Set([
          { role: 'admin', organizationId, projectId },
          { role: 'owner', organizationId },
        ]),
      )
      // A server of the previous release still reads the roles as before.
      const { rows } = await sql`select role from principal_role where principal_id = ${admin}`.execute(raw.writer)
      assert.deepEqual(rows, [{ role: 'admin' }])
      assert.equal((await store.principals.find(ci))?.displayName, 'ci')
      await store.close()
      await raw.close()
      await old.drop()
    })

    test('find the ancestry that builds recorded before it was asked for', async () => {
      const old = await database.createEmpty()
      const raw = connect(old.location)
      const getMigrations = async () => migrationsFor(raw.capabilities)
      const { error } = await new Migrator({ db: raw.writer, provider: { getMigrations } }).migrateTo('0001-registry')
      assert.equal(error, undefined)
      const store = await openStore(old.location)
      const { project, bucket } = await storedBucket(store)
      const base = aBucket(project)
      const { bucket: elsewhere } = await storedBucket(store)
      const [parent, child, foreign] = [aVersion(base), aVersion(bucket, { sequence: 1 }), aVersion(elsewhere)]
      await store.transaction(async ({ buckets, versions }) => {
        await buckets.insert(base)
        for (const version of [parent, child, foreign]) await versions.insert(version)
      })
      for (const parentVersionId of [parent.id, parent.id, foreign.id, 'unknown', '']) {
        const { heartbeat_at, started_at, ...row } = builds.rowOf(aBuild(child, { parentVersionId }))
        assert.deepEqual([heartbeat_at, started_at], [null, null])
        await raw.writer.insertInto('build').values(row).execute()
      }
      await raw.close()

      await store.migrate()

      const edge = { bucketId: base.id, versionId: parent.id, channelVersionId: null }
      assert.deepEqual(await store.ancestry.listChildEdges([base.id, elsewhere.id]), [edge])
      assert.equal((await store.versions.findById(child.id))?.builds.length, 5)
      await store.close()
      await old.drop()
    })

    test('name the versions whose completion was told before events were found by them', async () => {
      const old = await database.createEmpty()
      const raw = connect(old.location)
      const getMigrations = async () => migrationsFor(raw.capabilities)
      const { error } = await new Migrator({ db: raw.writer, provider: { getMigrations } }).migrateTo('0002-lifecycle')
      assert.equal(error, undefined)
      const store = await openStore(old.location)
      const { project } = await storedProject(store)
      const unasked = { address: '', requestId: '' }
      const completion = { subject: 'version', action: 'complete', description: 'Completed version' } as const
      const events = Array.from({ length: 120 }, (_, index) => {
        const versionId = `version-${index}`
        const payload = { version: { id: versionId, name: 'v1' }, builds: [{ id: `build-${index}`, labels: {} }] }
        return anEvent(project, { kind: 'version.completed', ...completion, ...unasked, versionId, payload })
      })
      for (const event of [...events, anEvent(project, unasked)]) {
        const { version_id, kind, organization_id, address, request_id, ...row } = eventRow(event)
        const later = [event.versionId, event.kind, project.organizationId, '', '']
        assert.deepEqual([version_id, kind, organization_id, address, request_id], later)
        const values = row as EventRow
        await raw.writer.insertInto('event').values(values).execute()
      }
      await raw.close()
      await store.migrate()

      for (const event of events) assert.deepEqual(await store.events.findCompletion(event.versionId), event)
      await store.close()
      await old.drop()
    })

    test('find out the commits of builds, however many there are', async () => {
      const old = await database.createEmpty()
      const raw = connect(old.location)
      const getMigrations = async () => migrationsFor(raw.capabilities)
      const { error } = await new Migrator({ db: raw.writer, provider: { getMigrations } }).migrateTo(
        '0018-principals-by-age',
      )
      assert.equal(error, undefined)
      const store = await openStore(old.location)
      const { project, bucket } = await storedBucket(store)
      const version = aVersion(bucket, { sequence: 1 })
      await store.transaction(({ versions }) => versions.insert(version))
      const commits = Array.from({ length: 120 }, (_, number) => `c0ffee${1000 + number}`)
      for (const [index, commit] of commits.entries()) {
        const vcs = index % 2 === 0 ? { details: { commit } } : null
        const metadata = index % 3 === 0 ? null : { packer: null, cicd: null, vcs }
        const given = { labels: { git_sha: commit }, metadata }
        await raw.writer
          .insertInto('build')
          .values(builds.rowOf(aBuild(version, given)))
          .execute()
      }
      await raw.close()

      await store.migrate()

      const scope = { projectId: project.id, names: null }
      const { found } = await store.search.commits(scope, 'c0ffee', 200)
      assert.deepEqual(
        found.map(({ text }) => text),
        commits,
      )
      await store.close()
      await old.drop()
    })

    test('make edges of the parents that builds name, however many there are', async () => {
      const old = await database.createEmpty()
      const raw = connect(old.location)
      const getMigrations = async () => migrationsFor(raw.capabilities)
      const { error } = await new Migrator({ db: raw.writer, provider: { getMigrations } }).migrateTo('0002-lifecycle')
      assert.equal(error, undefined)
      const store = await openStore(old.location)
      const { project, bucket } = await storedBucket(store)
      const [base, { bucket: elsewhere }] = [aBucket(project), await storedBucket(store)]
      const [one, two, foreign] = [aVersion(base), aVersion(base), aVersion(elsewhere)]
      const [channel, alien] = [aChannel(base, { version: two }), aChannel(elsewhere, { version: foreign })]
      const children = Array.from({ length: 1000 }, (_, index) => aVersion(bucket, { sequence: index + 1 }))
      const newest = children.at(-1)!
      await store.transaction(async ({ buckets, versions, channels }) => {
        await buckets.insert(base)
        for (const version of [one, two, foreign, ...children]) await versions.insert(version)
        for (const known of [channel, alien]) await channels.insert(known)
      })
      for (const child of children)
        await insertOldBuild(raw, aBuild(child, { parentVersionId: one.id, parentChannelId: channel.id }))
      const names = (parentVersionId: string, parentChannelId: string) =>
        insertOldBuild(raw, aBuild(newest, { parentVersionId, parentChannelId, createdAt: at(1) }))
      await names(one.id, channel.id)
      await names(one.id, '')
      await names(one.id, 'gone')
      await names(two.id, alien.id)
      for (const none of [newest.id, foreign.id, 'unknown', '']) await names(none, channel.id)
      await raw.close()

      await store.migrate()

      const edges = [
        { versionId: one.id, channelVersionId: two.id },
        { versionId: one.id, channelVersionId: null },
        { versionId: two.id, channelVersionId: null },
      ]
      assert.deepEqual((await store.versions.findById(newest.id))?.parents, edges)
      assert.deepEqual(
        new Set(await store.ancestry.listChildEdges([base.id, elsewhere.id])),
        new Set(edges.map((edge) => ({ bucketId: base.id, ...edge }))),
      )
      assert.equal((await store.versions.listDescendants(one.id)).length, 1000)
      const migrated = await store.ancestry.list({ childVersionId: newest.id }, { size: null, order: [], edge: null })
      // Recording the edges again adds and removes none.
      await store.transaction(({ ancestry }) => ancestry.record(newest.id))
      const recorded = await store.ancestry.list({ childVersionId: newest.id }, { size: null, order: [], edge: null })
      assert.deepEqual(migrated, recorded)
      await store.close()
      await old.drop()
    })

    test('watch builds that were running already, by the time of their last report', async () => {
      const old = await database.createEmpty()
      const raw = connect(old.location)
      const getMigrations = async () => migrationsFor(raw.capabilities)
      const { error } = await new Migrator({ db: raw.writer, provider: { getMigrations } }).migrateTo('0002-lifecycle')
      assert.equal(error, undefined)
      const store = await openStore(old.location)
      const { bucket } = await storedBucket(store)
      const version = aVersion(bucket)
      await raw.writer.insertInto('version').values(versions.rowOf(version)).execute()
      const running = aBuild(version, { status: 'running', updatedAt: at(7) })
      const beating = aBuild(version, { status: 'running', heartbeatAt: at(5), updatedAt: at(7) })
      for (const build of [running, beating, aBuild(version)]) await insertOldBuild(raw, build)
      await raw.close()

      await store.migrate()

      const listed = (sign: Sign) => store.builds.listSilent(sign, at(10), null, 10)
      const place = { projectId: bucket.projectId, bucketName: bucket.name, fingerprint: version.fingerprint }
      assert.deepEqual(await listed('startedAt'), [{ id: running.id, since: at(7), ...place }])
      assert.deepEqual(await listed('heartbeatAt'), [{ id: beating.id, since: at(5), ...place }])
      await store.close()
      await old.drop()
    })

    test('leave builds to be weighed when somebody asks', async () => {
      const old = await database.createEmpty()
      const raw = connect(old.location)
      const getMigrations = async () => migrationsFor(raw.capabilities)
      const { error } = await new Migrator({ db: raw.writer, provider: { getMigrations } }).migrateTo(
        '0006-heirs-in-order',
      )
      assert.equal(error, undefined)
      const store = await openStore(old.location)
      const { bucket } = await storedBucket(store)
      const version = aVersion(bucket)
      await raw.writer.insertInto('version').values(versions.rowOf(version)).execute()
      const builds = [aBuild(version), aBuild(version, { labels: { note: 'ü'.repeat(1000) } })]
      for (const build of builds) await insertOldBuild(raw, build)
      await raw.close()

      await store.migrate()

      const [first, second] = builds
      assert.ok(first && second)
      const written = { ...first, labels: { os: 'debian' } }
      await store.transaction((tx) => tx.builds.update(written, first))
      const found = await store.versions.findAroundBuild(bucket.id, version.fingerprint, null)
      assert.deepEqual(
        found?.version.builds.map(({ id, weight }) => [id, weight]),
        [written, second].map((build) => [build.id, weightOf(build)]),
      )
      await store.close()
      await old.drop()
    })

    test('refuse a database of a newer version, and say what to do', async () => {
      const raw = connect(place.location)
      await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2126-01-01T00:00:00.000Z')`.execute(
        raw.writer,
      )
      await raw.close()
      const store = await openStore(place.location)
      const refusal = new DomainError(
        'failed_precondition',
        'the database was migrated by a newer version of Assay (it has 9999-future): ' +
          'run that version or a later one, or restore a backup that was made before the upgrade',
        [],
      )
      await assert.rejects(store.migrate(), refusal)
      await assert.rejects(store.pendingMigrations(), refusal)
      await store.close()
    })
  })
