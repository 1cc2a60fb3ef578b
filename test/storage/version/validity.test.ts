// Which revocation counts is decided once in the domain and once in SQL, which four queries use. On random data both agree.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { countingAmong, isInEffect, type ManualRevocation } from '../../../src/domain/catalog/revocation/revocation.ts'
import type { Version } from '../../../src/domain/catalog/version/version.ts'
import type { OpenStore } from '../../../src/storage/open.ts'
import { databases } from '../../support/databases.ts'
import { aRevocation } from '../arrange-lifecycle.ts'
import { aBucket, at, aVersion, storedProject, storeVersion } from '../arrange.ts'

const NOW = at(10)
const RUNS = 60
const VERSIONS = 6
const ANCESTORS = 4

/** A revocation in the past, at this very moment or in the future; few dates, so that many are equal. */
const revocations = fc.record({
  at: fc.constantFrom(at(5), at(10), at(15)),
  appliedAt: fc.constantFrom(null, null, at(9)),
})
const cases = fc.record({
  ancestors: fc.array(revocations, { minLength: ANCESTORS, maxLength: ANCESTORS }),
  versions: fc.array(
    fc.record({
      own: fc.option(revocations, { freq: 3 }),
      from: fc.uniqueArray(fc.nat(ANCESTORS - 1)),
    }),
    { minLength: VERSIONS, maxLength: VERSIONS },
  ),
})
type Case = typeof cases extends fc.Arbitrary<infer Value> ? Value : never

interface Told {
  readonly version: Version
  readonly own: ManualRevocation | null
  readonly inherited: readonly ManualRevocation[]
}

async function stored(store: OpenStore, { ancestors, versions }: Case) {
  const { project } = await storedProject(store)
  const [base, bucket] = [aBucket(project), aBucket(project)]
  await store.transaction(async ({ buckets }) => {
    await buckets.insert(base)
    await buckets.insert(bucket)
  })
  const parents: ManualRevocation[] = []
  for (const [index, given] of ancestors.entries()) {
    const ancestor = aVersion(base, { sequence: index + 1 })
    await storeVersion(store, ancestor)
    parents.push(aRevocation(project, ancestor, given))
  }
  const told: Told[] = []
  for (const [index, { own, from }] of versions.entries()) {
    const version = aVersion(bucket, { sequence: index + 1 })
    await storeVersion(store, version)
    const inherited = from.flatMap((place) => parents[place] ?? [])
    told.push({ version, own: own && aRevocation(project, version, own), inherited })
  }
  await store.transaction(async (tx) => {
    for (const revocation of [...parents, ...told.flatMap(({ own }) => own ?? [])])
      await tx.revocations.insert(revocation)
    for (const parent of parents)
      await tx.revocations.inherit(
        parent.id,
        told.filter(({ inherited }) => inherited.includes(parent)).map(({ version }) => version.id),
      )
  })
  return { bucket, parents, told }
}

const tellsOf = (revocation: { readonly at: string; readonly appliedAt: string | null } | null | undefined) =>
  revocation ? { at: revocation.at, appliedAt: revocation.appliedAt } : null

for (const database of databases())
  describe(`which revocation counts on ${database.name}`, () => {
    test('is the same by the domain and by every question to the database', async (t) => {
      const store = await database.open()
      t.after(() => store.close())
      await fc.assert(
        fc.asyncProperty(cases, async (given) => {
          const { bucket, parents, told } = await stored(store, given)
          const counting = new Map(
            told.map(({ version, own, inherited }) => [version.id, countingAmong(own, inherited)]),
          )
          const listed = await store.revocations.listCounting([...counting.keys()])
          for (const { version, own } of told) {
            const counts = counting.get(version.id)
            const expected = tellsOf(counts)
            const document = (await store.versions.findById(version.id))?.revocation
            assert.deepEqual([tellsOf(document), tellsOf(listed.get(version.id))], [expected, expected])
            const ancestor = own === null ? (counts?.version.id ?? null) : null
            assert.equal(document?.inheritedFrom?.id ?? null, ancestor)
          }
          for (const parent of parents)
            for (const { id, counts } of await store.revocations.listHeirs(parent.id))
              assert.equal(counts, counting.get(id)?.id === parent.id)
          const isValid = ({ version }: Told) => {
            const counts = counting.get(version.id)
            return !counts || !isInEffect(counts, NOW)
          }
          const [latest] = await store.versions.findLatest([bucket.id], NOW)
          assert.equal(latest?.id, told.findLast(isValid)?.version.id)
          const places = told.map(({ version }) => ({ bucketId: bucket.id, sequence: version.sequence ?? 0 }))
          const newer = await store.versions.countNewer([...places, ...places], NOW)
          assert.deepEqual(
            newer.toSorted((one, other) => one.sequence - other.sequence),
            places.map((place, index) => ({ ...place, newer: told.slice(index + 1).filter(isValid).length })),
          )
        }),
        { numRuns: RUNS },
      )
    })
  })
