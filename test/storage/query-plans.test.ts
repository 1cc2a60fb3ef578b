// A registry grows for years: what is asked for on every request, and every page of a list, must stay a walk along an
// index. The planner of the embedded database tells how it would answer; the tables and queries are the same everywhere.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { CompiledQuery, type QueryId, type RootOperationNode } from 'kysely'
import type { Edge, Order, PageRequest } from '../../src/domain/page.ts'
import type { Ports } from '../../src/domain/store.ts'
import { connect, type Database } from '../../src/storage/dialect.ts'
import { portsFor } from '../../src/storage/ports.ts'
import { databases, type Place } from '../support/databases.ts'

const AFTER = (...values: Edge['values']): Edge => ({ direction: 'after', values })
const page = <Field extends string>(edge: Edge, ...order: readonly Order<Field>[]): PageRequest<Field> => ({
  size: 20,
  order,
  edge,
})

const queries: Readonly<Record<string, (ports: Ports) => Promise<unknown>>> = {
  'a channel': ({ channels }) => channels.find('project', 'bucket', 'channel'),
  'the channels of a version': ({ channels }) => channels.listByVersion('version'),
  'a version by fingerprint': ({ versions }) => versions.find('bucket', 'fingerprint'),
  'a version by id': ({ versions }) => versions.findById('version'),
  'versions by id': ({ versions }) => versions.findMany(['one', 'two']),
  'the latest versions': ({ versions }) => versions.findLatest(['one', 'two']),
  'versions by number': ({ versions }) =>
    versions.list('bucket', page(AFTER(7, 'id'), { field: 'sequence', descending: true })),
  'versions by age': ({ versions }) =>
    versions.list('bucket', page(AFTER('2026', 'id'), { field: 'createdAt', descending: true })),
  'versions by change': ({ versions }) =>
    versions.list('bucket', page(AFTER('2026', 'id'), { field: 'updatedAt', descending: false })),
  'a bucket': ({ buckets }) => buckets.find('project', 'bucket'),
  'buckets by name': ({ buckets }) =>
    buckets.list('project', page(AFTER('name', 'id'), { field: 'name', descending: false })),
  'buckets by age': ({ buckets }) =>
    buckets.list('project', page(AFTER('2026', 'id'), { field: 'createdAt', descending: true })),
  'a build': ({ builds }) => builds.find('version', 'build'),
  'artifacts by what they are called': ({ builds }) =>
    builds.searchArtifacts('project', { externalIdentifier: 'ami', platform: 'aws', region: 'eu' }, 10),
  'the history of a channel': ({ channels }) =>
    channels.listAssignments('channel', page(AFTER('2026', 'id'), { field: 'assignedAt', descending: true })),
  'the length of a history': ({ channels }) => channels.countAssignments('channel'),
  'an SBOM': ({ sboms }) => sboms.find('build', 'name'),
  'the SBOMs of a build': ({ sboms }) => sboms.list('build'),
  events: ({ events }) => events.list('project', page(AFTER('2026', 'id'), { field: 'at', descending: true })),
  operations: ({ operations }) =>
    operations.list('project', page(AFTER('2026', 'id'), { field: 'createdAt', descending: true })),
  'a token': ({ principals }) => principals.findToken('hash'),
}
/** Bounded by nature, so that sorting them costs nothing. */
const sortedInMemory = ['the SBOMs of a build']

describe('an index answers the question for', () => {
  let place: Place
  let database: Database
  let ports: Ports
  const asked: { readonly node: RootOperationNode; readonly queryId: QueryId }[] = []

  before(async () => {
    place = await databases()[0]!.create()
    database = connect(place.location)
    const spy = database.reader.withPlugin({
      transformQuery: ({ node, queryId }) => {
        asked.push({ node, queryId })
        return node
      },
      transformResult: async ({ result }) => result,
    })
    ports = portsFor(database.capabilities)(spy)
  })
  after(async () => {
    await database.close()
    await place.drop()
  })

  for (const [name, ask] of Object.entries(queries))
    test(name, async () => {
      asked.length = 0
      await ask(ports)
      assert.equal(asked.length, 1, 'one query')
      const { node, queryId } = asked[0]!
      const { sql, parameters } = database.reader.getExecutor().compileQuery(node, queryId)
      // The plan is made without the values, which prepared queries get only when they run.
      const explain = CompiledQuery.raw(
        `explain query plan ${sql}`,
        parameters.map(() => null),
      )
      const { rows } = await database.reader.executeQuery<{ detail: string }>(explain)
      const steps = rows.map(({ detail }) => detail)
      assert.deepEqual(
        steps.filter((step) => step.startsWith('SCAN')),
        [],
      )
      if (!sortedInMemory.includes(name))
        assert.deepEqual(
          steps.filter((step) => step.includes('ORDER BY')),
          [],
        )
    })
})
