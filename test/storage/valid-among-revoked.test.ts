// A channel may have been assigned thousands of versions that are revoked by now, and its bucket may have no others. A search
// for a valid one sends neither a statement for each version nor one that reads all of them.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type KyselyPlugin, sql } from 'kysely'
import type { Bucket } from '../../src/domain/catalog/bucket/bucket.ts'
import type { Project } from '../../src/domain/organization/organization.ts'
import type { Ports } from '../../src/domain/store.ts'
import { connect, type Database } from '../../src/storage/engine/dialect.ts'
import { openStore } from '../../src/storage/open.ts'
import { portsFor } from '../../src/storage/ports.ts'
import { databases, type Place } from '../support/databases.ts'
import { storedBucketIn } from './arrange-lifecycle.ts'
import { at, storedProject } from './arrange.ts'

const REVOKED = 5000
const SHORT = 30

for (const database of databases())
  describe(`what is valid among ${REVOKED} that are revoked, on ${database.name},`, () => {
    let place: Place
    let opened: Database
    let ports: Ports
    let statements = 0
    const spy: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        statements += 1
        return result
      },
    }
    before(async () => {
      place = await database.create()
      opened = connect(place.location)
      ports = portsFor(opened.capabilities)(opened.reader.withPlugin(spy))
    })
    after(async () => {
      await opened.close()
      await place.drop()
    })

    /**
     * Three valid versions in the bucket, and after them so many revoked ones: in turn by their own revocation with a date, by an
     * inherited one with a date, and by an inherited one that was applied before its date. A channel was assigned all of them in turn.
     */
    async function fill(project: Project, bucket: Bucket, revoked: number): Promise<void> {
      const { id } = bucket
      const rows = (from: number, to: number) =>
        sql`with recursive rows(n) as (select ${sql.lit(from)} union all select n + 1 from rows where n < ${sql.lit(to)})`
      const named = (kind: string) => sql.raw(`'${kind}-${id}-' || cast(100000 + n as text)`)
      const count = revoked + 3
      await opened.writer.transaction().execute(async (tx) => {
        await sql`insert into version (id, bucket_id, fingerprint, template_type, sequence, author_id, created_at, updated_at)
          ${rows(1, count)} select ${named('v')}, ${id}, ${named('f')}, 'hcl2', n, '', ${at(0)}, ${at(0)} from rows`.execute(
          tx,
        )
        const revocation = sql`insert into revocation (id, project_id, version_id, bucket_id, bucket_name, fingerprint, sequence,
          at, applied_at, message, author, include_descendants, rollback_channels, created_at)`
        const rest = sql`'', '', 1, 1, ${at(0)}`
        await sql`${revocation} ${rows(4, count)}
          select ${named('r')}, ${project.id}, ${named('v')}, ${id}, '', '', n, ${at(5)}, null, ${rest}
          from rows where n % 3 = 0`.execute(tx)
        for (const [name, due, applied] of [
          ['due', at(5), null],
          ['applied', at(99), at(1)],
        ] as const)
          await sql`${revocation} values (${name + id}, ${project.id}, ${name + id}, '', '', '', 1, ${due}, ${applied}, ${rest})`.execute(
            tx,
          )
        await sql`insert into inherited_revocation (version_id, revocation_id) ${rows(4, count)}
          select ${named('v')}, case when n % 3 = 1 then ${`due${id}`} else ${`applied${id}`} end
          from rows where n % 3 > 0`.execute(tx)
        await sql`insert into channel (id, bucket_id, name, author_id, managed, restricted, version_id, created_at, updated_at)
          ${rows(count, count)} select ${`c-${id}`}, ${id}, 'production', '', 0, 0, ${named('v')}, ${at(0)}, ${at(0)} from rows`.execute(
          tx,
        )
        // Every two have the same time.
        await sql`insert into channel_assignment (id, channel_id, version_id, author_id, assigned_at) ${rows(1, count)}
          select ${named('a')}, ${`c-${id}`}, ${named('v')}, '', cast(200000 + n / 2 as text) from rows`.execute(tx)
      })
    }
    const counting = async <Answer>(ask: () => Promise<Answer>): Promise<readonly [Answer, number]> => {
      statements = 0
      return [await ask(), statements]
    }

    test('is found in some steps, for all that are asked for at once', async () => {
      const store = await openStore(place.location)
      const { project } = await storedProject(store)
      const [long, short, longToo] = [
        await storedBucketIn(store, project),
        await storedBucketIn(store, project),
        await storedBucketIn(store, project),
      ]
      await store.close()
      await fill(project, long, REVOKED)
      await fill(project, short, SHORT)
      await fill(project, longToo, REVOKED)
      const valid = ({ id }: Bucket, number: number) => `v-${id}-${100000 + number}`
      const buckets = [long, short, longToo]

      const [latest, asked] = await counting(() =>
        ports.versions.findLatest(
          buckets.map(({ id }) => id),
          at(9),
        ),
      )
      assert.deepEqual(new Set(latest.map(({ id }) => id)), new Set(buckets.map((bucket) => valid(bucket, 3))))
      assert.ok(asked < 30, `${asked} statements`)

      const [newer, askedOfNumbers] = await counting(() =>
        ports.versions.countNewer(
          buckets.flatMap(({ id: bucketId }) => [1, 2, 10].map((sequence) => ({ bucketId, sequence }))),
          at(9),
        ),
      )
      assert.deepEqual(
        buckets.map(({ id }) =>
          newer.filter(({ bucketId }) => bucketId === id).map((each) => [each.sequence, each.newer]),
        ),
        buckets.map(() => [[10, 0], [2, 1], [1, 2]]), // prettier-ignore
      )
      assert.ok(askedOfNumbers < 30, `${askedOfNumbers} statements`)

      const [previous, askedOfHistory] = await counting(() =>
        ports.channels.listPrevious(
          buckets.map(({ id }) => `c-${id}`),
          at(9),
        ),
      )
      assert.deepEqual(
        new Set(previous),
        new Set(buckets.map((bucket) => ({ channelId: `c-${bucket.id}`, versionId: valid(bucket, 3) }))),
      )
      assert.ok(askedOfHistory < 30, `${askedOfHistory} statements`)

      const [but] = await counting(() =>
        ports.versions.findLatest([long.id], at(9), [{ id: valid(long, 3), bucketId: long.id, sequence: 3 }]),
      )
      assert.deepEqual(
        but.map(({ id }) => id),
        [valid(long, 2)],
      )
      const [past] = await counting(() =>
        ports.channels.listPrevious([`c-${long.id}`], at(9), new Set([valid(long, 3)])),
      )
      assert.deepEqual(past, [{ channelId: `c-${long.id}`, versionId: valid(long, 2) }])
      // Before their date, revocations that were not applied leave versions valid.
      const [early] = await counting(() => ports.versions.findLatest([long.id], at(4)))
      const newest = REVOKED + 3
      assert.deepEqual(
        early.map(({ id }) => id),
        [valid(long, newest % 3 === 2 ? newest - 1 : newest)],
      )
    })
  })
