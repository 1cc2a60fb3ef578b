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

const silentBuild = { id: 'build', since: '2025', projectId: 'project', bucketName: 'bucket', fingerprint: 'fp' }
const relations = page(AFTER('2026', 'id'), { field: 'createdAt', descending: true })

const queries: Readonly<Record<string, (ports: Ports) => Promise<unknown>>> = {
  'a registry': ({ registries }) => registries.find('project'),
  'a channel': ({ channels }) => channels.find('project', 'bucket', 'channel'),
  'the channels of a bucket': ({ channels }) => channels.list('bucket'),
  'managed channels': ({ channels }) => channels.listManaged(['one', 'two']),
  'the channels of a version': ({ channels }) => channels.listByVersions([{ id: 'one', bucketId: 'bucket' }]),
  'where channels were before': ({ channels }) => channels.listPrevious(['one', 'two'], '2026'),
  'a version by fingerprint': ({ versions }) => versions.find('bucket', 'fingerprint'),
  'a version by id': ({ versions }) => versions.findById('version'),
  'versions by id': ({ versions }) => versions.findMany(['one', 'two']),
  'where a version is': ({ versions }) => versions.locate('project', 'version'),
  'where a number is': ({ versions }) => versions.locateSequence('bucket', 7),
  'the descendants of a version': ({ versions }) => versions.listDescendants('version'),
  'the latest versions': ({ versions }) => versions.findLatest(['one', 'two'], '2026'),
  'when the newest version was created': ({ versions }) => versions.newestCreatedAt('bucket'),
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
  'where a build is': ({ builds }) => builds.locate('project', 'build'),
  'builds without heartbeats': ({ builds }) => builds.listSilent('heartbeatAt', '2026', null, 10),
  'builds without a word': ({ builds }) => builds.listSilent('startedAt', '2026', silentBuild, 10),
  'artifacts by what they are called': ({ builds }) =>
    builds.searchArtifacts('project', { externalIdentifier: 'ami', platform: 'aws', region: 'eu' }, 10),
  'the history of a channel': ({ channels }) =>
    channels.listAssignments('channel', page(AFTER('2026', 'id'), { field: 'assignedAt', descending: true })),
  'the length of a history': ({ channels }) => channels.countAssignments('channel'),
  'an SBOM': ({ sboms }) => sboms.find('build', 'name'),
  'the SBOMs of a build': ({ sboms }) => sboms.list('build'),
  events: ({ events }) => events.list('project', page(AFTER('2026', 'id'), { field: 'at', descending: true })),
  'the completion of a version': ({ events }) => events.findCompletion('version'),
  operations: ({ operations }) =>
    operations.list('project', page(AFTER('2026', 'id'), { field: 'createdAt', descending: true })),
  'a revocation': ({ revocations }) => revocations.find('revocation'),
  'the revocation of a version': ({ revocations }) => revocations.findByVersion('version'),
  'what children inherit': ({ revocations }) => revocations.listHeritable('version'),
  'who inherited': ({ revocations }) => revocations.listHeirs('revocation'),
  'what nobody can restore': ({ revocations }) => revocations.releaseOrphaned('version'),
  'the heirs of a revocation that is deleted': ({ revocations }) => revocations.delete('revocation'),
  'the parents of a version': ({ ancestry }) => ancestry.list({ childVersionId: 'version' }, relations),
  'the parents of a bucket': ({ ancestry }) => ancestry.list({ childBucketId: 'bucket' }, relations),
  'the children of a bucket': ({ ancestry }) => ancestry.list({ parentBucketId: 'bucket' }, relations),
  'the children of a channel': ({ ancestry }) =>
    ancestry.list({ parentBucketId: 'bucket', channelId: 'channel' }, relations),
  'parents and children of a bucket': ({ ancestry }) =>
    ancestry.list({ childBucketId: 'bucket', parentBucketId: 'bucket' }, relations),
  'the number of relations': ({ ancestry }) => ancestry.count({ childVersionId: 'version', parentBucketId: 'bucket' }),
  'how buckets stand to their parents': ({ ancestry }) => ancestry.listParentEdges(['one', 'two']),
  'how children stand to their buckets': ({ ancestry }) => ancestry.listChildEdges(['one', 'two']),
  'a run task': ({ runTasks }) => runTasks.find('project'),
  'the run task of an address': ({ runTasks }) => runTasks.findByApiId('address'),
  'the job that is due': ({ jobs }) => jobs.claim(['apply-revocation', 'cancel-silent-builds'], '2026', '2027'),
  'when a job is due': ({ jobs }) => jobs.nextRunAt(['apply-revocation', 'cancel-silent-builds']),
  'the soonest jobs': ({ jobs }) => jobs.list(10),
  'a token': ({ principals }) => principals.findToken('hash'),
}
/** Bounded by nature, so that sorting them costs nothing. */
const sortedInMemory: Readonly<Record<string, string>> = {
  'the SBOMs of a build': 'a build has a few',
  'the channels of a bucket': 'people made them by hand, and no page is cut from them',
  'what children inherit': 'only revoked ancestors of the one version',
  'the parents of a version': 'an edge a build at most',
  'the parents of a bucket': 'an edge a build of one version at most',
  'the children of a bucket': 'an edge a build of one version of each bucket that builds on it',
  'the children of a channel': 'an edge a build of one version of each bucket that builds on it',
  'parents and children of a bucket': 'an edge a build of one version of each bucket that builds on it',
  'the number of relations': 'the same, once each',
}
/** The heirs, then what they inherited. */
const inTwoQueries: readonly string[] = ['the heirs of a revocation that is deleted']
/** Begins at the end of an index, in its order, and stops after a few. */
const walkedFromItsEnd: readonly string[] = [
  'when a job is due',
  'the soonest jobs',
  'when the newest version was created',
]

describe('an index answers the question for', () => {
  let place: Place
  let database: Database
  let ports: Ports
  const asked: { readonly node: RootOperationNode; readonly queryId: QueryId }[] = []

  before(async () => {
    place = await databases()[0]!.create()
    database = connect(place.location)
    const spy = database.writer.withPlugin({
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
      assert.equal(asked.length, inTwoQueries.includes(name) ? 2 : 1, 'no query more')
      const plans = await Promise.all(
        asked.map(({ node, queryId }) => {
          const { sql, parameters } = database.reader.getExecutor().compileQuery(node, queryId)
          // The plan is made without the values, which prepared queries get only when they run.
          const explain = CompiledQuery.raw(
            `explain query plan ${sql}`,
            parameters.map(() => null),
          )
          return database.reader.executeQuery<Step>(explain)
        }),
      )
      const rows = plans.flatMap((plan) => plan.rows)
      const scans = rows.filter(isScan).map(({ detail }) => detail)
      assert.deepEqual(
        walkedFromItsEnd.includes(name) ? scans.filter((scan) => !/ USING INDEX /.test(scan)) : scans,
        [],
      )
      const readsAll = rows.filter((row) => readsAllOf(row) && !walkedFromItsEnd.includes(name))
      assert.deepEqual(
        readsAll.map(({ detail }) => detail),
        [],
      )
      const sorts = rows
        .filter(({ detail }) => detail.includes('ORDER BY'))
        .filter((sort) => !sortsInherited(sort, rows))
      assert.equal(sorts.length > 0, name in sortedInMemory, sortedInMemory[name] ?? 'an index has the order')
    })
})

/** A step of a plan, below the step whose id is `parent`. */
interface Step {
  readonly id: number
  readonly parent: number
  readonly detail: string
}

/** Of a table, that is: what a query has put together by itself it may read whole. */
const isScan = ({ detail }: Step): boolean => /^SCAN (?!asked|built_on|edge$|CONSTANT ROW)/.test(detail)

/** A search that is narrowed by nothing but the bucket or project reads all versions, or events, that are there. */
const readsAllOf = ({ detail }: Step): boolean =>
  /INDEX (?:\w*autoindex_)?(?:bucket|version|event|operation)_\w+ \((?:bucket|project|parent_bucket)_id=\?\)/.test(
    detail,
  ) && !detail.startsWith('SEARCH next ')

/** With every version comes the earliest revocation that it inherited, of those of its ancestors that are revoked. */
const sortsInherited = ({ parent }: Step, steps: readonly Step[]): boolean =>
  steps.some((step) => step.parent === parent && step.detail.startsWith('SEARCH inherited_revocation'))
