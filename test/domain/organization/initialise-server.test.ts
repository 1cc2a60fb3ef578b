import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newId } from '../../../src/machine/new-id.ts'
import { hashSecret } from '../../../src/auth/secret-hash.ts'
import { systemClock } from '../../../src/domain/clock.ts'
import { type InitialCredentials, initialiseServer } from '../../../src/domain/organization/initialise-server.ts'
import type { KeepCredentials } from '../../../src/domain/principal/service-principal/service-principal-key.ts'
import { openStore } from '../../../src/storage/open.ts'
import { databases } from '../../support/databases.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/
const AN_HOUR_AGO = '2026-01-02T02:04:05.678Z'
const NOW = '2026-01-02T03:04:05.678Z'
const clock = { now: () => NOW }
const forget = async (): Promise<void> => undefined

for (const database of databases())
  describe(`initialiseServer on ${database.name}`, () => {
    const fresh = async () => {
      const store = await database.open()
      const initialise = (keep: KeepCredentials<InitialCredentials> = forget) =>
        initialiseServer({ store, clock, newId }, { hashSecret, keep })
      return { store, initialise }
    }

    test('the first start makes one organization with one project, its registry and an admin with a key', async () => {
      const { store, initialise } = await fresh()
      const { serverKey, organizationId, projectId, initial } = await initialise()
      assert.match(organizationId, UUID)
      assert.match(projectId, UUID)
      assert.equal(serverKey.length, 32)
      assert.ok(initial)
      assert.deepEqual(await store.organizations.listOrganizations(), [
        { id: organizationId, name: 'default', createdAt: AN_HOUR_AGO },
      ])
      assert.deepEqual(await store.organizations.listProjects(organizationId), [
        { id: projectId, organizationId, name: 'default', description: '', createdAt: AN_HOUR_AGO },
      ])
      const { id, ...registry } = (await store.registries.find(projectId))!
      assert.match(id, ULID)
      const plus = { projectId, featureTier: 'plus', activated: true, createdAt: NOW, updatedAt: NOW }
      assert.deepEqual(registry, plus)
      const { principalId, ...key } = (await store.principals.findKey(initial.clientId))!
      const secretHash = hashSecret(serverKey, initial.clientSecret)
      assert.deepEqual(key, { clientId: initial.clientId, secretHash, createdAt: NOW })
      const shown = { displayName: 'admin', description: '', createdAt: NOW, disabledAt: null }
      const admin = { id: principalId, kind: 'service', organizationId, projectId, name: 'admin', ...shown }
      assert.deepEqual(await store.principals.find(principalId), admin)
      assert.deepEqual(await store.roles.listHeld(principalId), [{ organizationId, role: 'owner' }])
      await store.close()
    })

    test('the first credentials are kept before anything counts, and nothing counts when they cannot be', async () => {
      const { store, initialise } = await fresh()
      const full = new Error('the disk is full')
      await assert.rejects(
        initialise(() => Promise.reject(full)),
        full,
      )
      assert.deepEqual([await store.serverKey.find(), await store.organizations.listOrganizations()], [undefined, []])

      const kept: InitialCredentials[] = []
      const keep = async (credentials: InitialCredentials) => {
        assert.equal(await store.principals.findKey(credentials.clientId), undefined)
        kept.push(credentials)
      }
      const { initial } = await initialise(keep)
      await initialise(keep)
      assert.deepEqual(kept, [initial])
      await store.close()
    })

    test('a later start changes nothing, answers what there is and shows no secret', async () => {
      const { store, initialise } = await fresh()
      const first = await initialise()
      assert.deepEqual(await initialise(), { ...first, initial: null })
      const { principalId } = (await store.principals.findKey(first.initial!.clientId))!
      assert.equal((await store.principals.listKeys(principalId)).length, 1)
      await store.close()
    })

    test('a later start answers the oldest organization and its oldest project', async () => {
      const { store, initialise } = await fresh()
      const first = await initialise()
      await store.transaction(async ({ organizations }) => {
        const younger = { id: '00000000-0000-4000-8000-000000000000', name: 'younger', createdAt: NOW }
        await organizations.insertOrganization(younger)
        await organizations.insertProject({ ...younger, organizationId: first.organizationId, description: '' })
      })
      assert.deepEqual(await initialise(), { ...first, initial: null })
      await store.close()
    })

    test('servers that start at once on one empty database end with one organization, made by one of them', async () => {
      for (let round = 0; round < 5; round += 1) {
        const { location, drop } = await database.create()
        const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(location)))
        const started = await Promise.all(
          stores.map((store) => initialiseServer({ store, clock: systemClock, newId }, { hashSecret, keep: forget })),
        )
        const makers = started.filter(({ initial }) => initial !== null)
        assert.equal(makers.length, 1)
        assert.equal((await stores[0]!.organizations.listOrganizations()).length, 1)
        for (const other of started) assert.deepEqual({ ...other, initial: null }, { ...makers[0], initial: null })
        for (const store of stores) await store.close()
        await drop()
      }
    })

    test('a start on an organization without a project says so', async () => {
      const { store, initialise } = await fresh()
      await store.transaction(({ organizations }) =>
        organizations.insertOrganization({ id: 'o', name: 'empty', createdAt: NOW }),
      )
      await assert.rejects(initialise(), {
        code: 'failed_precondition',
        message:
          'organization "empty" (o) has no project to serve: restore the database from a backup that has one, or start on another database',
      })
      assert.equal(await store.serverKey.find(), undefined)
      await store.close()
    })
  })
