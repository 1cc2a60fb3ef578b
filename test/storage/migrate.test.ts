import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { DomainError } from '../../src/domain/errors.ts'
import { connect } from '../../src/storage/dialect.ts'
import { openStore } from '../../src/storage/open.ts'
import { databases, type Place } from '../support/databases.ts'
import { storedProject } from './arrange.ts'

const ALL = ['0001-registry']

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
      const { organization } = await storedProject(store)
      await store.migrate()
      assert.deepEqual(await store.organizations.findOrganization(organization.id), organization)
      await store.close()
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
