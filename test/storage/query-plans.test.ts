// A registry grows for years, and every query must stay a walk along an index. Every statement of every port is recorded as it
// is sent, and the database explains how it would execute it, or has executed it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Kysely } from 'kysely'
import type { Ports } from '../../src/domain/store.ts'
import { footings } from '../../src/storage/bucket/footing.ts'
import { connect, type Database } from '../../src/storage/engine/dialect.ts'
import { portsFor } from '../../src/storage/ports.ts'
import type { Schema } from '../../src/storage/schema.ts'
import { databases, type Place } from '../support/databases.ts'
import { askedOfPorts } from './asked-of-ports.ts'
import type { Plans } from './plans.ts'
import { earlyPostgresPlans, postgresPlans } from './postgres-plans.ts'
import { inspected } from './recorded-statements.ts'
import { sqlitePlans } from './sqlite-plans.ts'
import { known, SOON, seedYears } from './years.ts'

const plansOf: Readonly<Record<'sqlite' | 'postgres', Readonly<Record<string, Plans>>>> = {
  sqlite: { 'in any size': sqlitePlans },
  postgres: { 'after years': postgresPlans, 'by a plan that was made when there was little': earlyPostgresPlans },
}
/** Methods that send no statement to a database that does not lock rows. */
const SILENT: readonly string[] = ['registries.lock', 'ledgers.hold']

type AnyPort = Readonly<Record<string, unknown>>
type Ask = (port: unknown) => Promise<unknown>
const asked = Object.entries(askedOfPorts).flatMap(([port, methods]) =>
  Object.entries(methods).map(([method, ways]) => ({
    port: port as keyof Ports,
    method,
    ways: ways as Record<string, Ask>,
  })),
)

for (const { name, create } of databases())
  for (const [when, plans] of Object.entries(plansOf[name]))
    describe(`an index answers on ${name}, ${when},`, () => {
      let place: Place
      let database: Database
      const portsOn = () => portsFor(database.capabilities)

      before(async () => {
        place = await create()
        database = connect(place.location)
        // Seeding may take longer than a writer is allowed to.
        await database.migrator.transaction().execute(async (transaction) => {
          await plans.beforeSeeding(transaction)
          await seedYears(transaction, plans.versions)
        })
        await plans.afterSeeding(database.migrator)
      })
      after(async () => {
        await database.close()
        await place.drop()
      })

      const complaintsOf = (question: string, ask: (db: Kysely<Schema>) => Promise<unknown>) =>
        inspected(database, ask, async (db, statements) => {
          assert.ok(statements.length > 0 || SILENT.includes(question), 'something is asked')
          const found: string[] = []
          for (const statement of statements) {
            const wrong = await plans.complaints(db, question, statement)
            if (wrong.length > 0) found.push(...wrong, statement.sql)
          }
          return found
        })

      for (const { port, method, ways } of asked)
        test(`${port}.${method}`, async () => {
          const ports = portsOn()
          for (const [way, ask] of Object.entries(ways))
            assert.deepEqual(await complaintsOf(`${port}.${method}`, (db) => ask(ports(db)[port])), [], way)
        })

      for (const what of ['versions', 'bucket'] as const)
        test(`what answers about a bucket stand on: ${what}`, async () => {
          for (const bucketName of [known.bucketName, known.smallBucketName]) {
            const shown = { projectId: known.project, bucketName, what, now: SOON }
            const ask = async (reader: Kysely<Schema>) => {
              const footing = await footings({ ...database, reader, epoch: null })(shown)
              await footing?.holds()
            }
            assert.deepEqual(await complaintsOf('footing', ask), [], bucketName)
          }
        })

      test('whatever ports can do', () => {
        const methodsOf = (ports: Readonly<Record<string, AnyPort>>) =>
          Object.entries(ports).flatMap(([port, methods]) => Object.keys(methods).map((method) => `${port}.${method}`))
        const existing = portsOn()(database.reader) as unknown as Record<string, AnyPort>
        assert.deepEqual(
          methodsOf(askedOfPorts as unknown as Record<string, AnyPort>).sort(),
          methodsOf(existing).sort(),
        )
      })

      test('what goes with a row that is deleted', async () => {
        assert.deepEqual(await plans.unservedReferences(database.reader), [])
      })
    })
