// Whenever a port changes what is shown of a bucket, some mark changes too.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Kysely, sql } from 'kysely'
import { connect, type Database } from '../../../src/storage/engine/dialect.ts'
import { portsFor } from '../../../src/storage/ports.ts'
import type { Schema } from '../../../src/storage/schema.ts'
import { databases, type Place } from '../../support/databases.ts'
import { markedIn } from '../../support/marks.ts'
import { askedOfPorts } from '../asked-of-ports.ts'
import { inspected, type Statement } from '../recorded-statements.ts'
import { seedYears } from '../years.ts'

/** Enough versions that at least one of everything is seeded. */
const VERSIONS = 200

type Ask = (port: unknown) => Promise<unknown>

for (const database of databases())
  describe(`marks on ${database.name}`, () => {
    let place: Place
    let connected: Database
    let tables: readonly string[]
    before(async () => {
      place = await database.create()
      connected = connect(place.location)
      await connected.migrator.transaction().execute((transaction) => seedYears(transaction, VERSIONS))
      const all = await connected.reader.introspection.getTables({ withInternalKyselyTables: true })
      const known = all.filter(({ isView }) => !isView)
      tables = Object.keys(markedIn(Object.fromEntries(known.map(({ name }) => [name, name]))).marked)
    })
    after(async () => {
      await connected.close()
      await place.drop()
    })

    const rowsOf = async (db: Kysely<Schema>, table: string) => {
      const { rows } = await sql`select * from ${sql.table(table)}`.execute(db)
      return rows.map((row) => JSON.stringify(row)).sort()
    }
    const stored = async (db: Kysely<Schema>) => {
      const shown: string[] = []
      for (const table of tables) shown.push(...(await rowsOf(db, table)))
      return { shown: shown.join('\n'), marks: await rowsOf(db, 'mark') }
    }
    const isWrite = ({ sql }: Statement) => /^\s*(?:insert|update|delete)\b/i.test(sql)

    for (const [port, methods] of Object.entries(askedOfPorts))
      test(`are other ones after a change by ${port}`, async () => {
        const earlier = await stored(connected.reader)
        const asked = Object.entries(methods as Record<string, Readonly<Record<string, Ask>>>)
        for (const [method, ways] of asked) {
          // The first way names few things, about as many as are seeded here.
          const [ask = assert.fail(method)] = Object.values(ways)
          await inspected(
            connected,
            (db) => ask(portsFor(connected.capabilities)(db)[port as keyof typeof askedOfPorts]),
            async (db, statements) => {
              if (!statements.some(isWrite)) return
              const now = await stored(db)
              if (earlier.shown !== now.shown) assert.notDeepEqual(earlier.marks, now.marks, method)
            },
          )
        }
      })
  })
