// Arbitrary requests to every served operation: each is accepted or refused without an internal error, and a refused
// request leaves no trace.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { unimplemented } from '../../src/http/packer/v2023/unimplemented.ts'
import { anyText } from '../support/any-text.ts'
import { accountOf } from '../support/bucket-account.ts'
import type { Json } from '../support/client.ts'
import { fieldsOf, operationsWithBody } from '../support/contract-bodies.ts'
import { contractOperations } from '../support/contract.ts'
import { databases } from '../support/databases.ts'
import { type Dumper, openDumper } from '../support/dump.ts'
import { acceptableBodies, furnish } from '../support/furnished.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

const RUNS = 250
// Fixed, so that a failure is the same everywhere; its report prints the seed again.
const SEED = 20230101

const unserved = new Set<string>(unimplemented)
const served = [...contractOperations.keys()].filter(
  (name) => (name.startsWith('PackerService_') && !unserved.has(name)) || name.startsWith('OperationService_'),
)
// Without the bucket, no other request would be worth sending.
const deletes = served.filter(
  (name) => contractOperations.get(name)?.method === 'DELETE' && name !== 'PackerService_DeleteBucket',
)
const others = served.filter((name) => contractOperations.get(name)?.method !== 'DELETE')

/** Meaningful words, so that many of the requests get beyond the first check. */
const words = [
  ...['furnished', 'another', 'latest', 'staging', 'production', 'complete', 'open', 'inventory', 'file.open'],
  ...['BUILD_UNSET', 'BUILD_RUNNING', 'BUILD_DONE', 'BUILD_CANCELLED', 'BUILD_FAILED', 'HCL2', 'JSON', 'SPDX', 'PLUS'],
  ...['restricted', 'versionFingerprint', 'version_fingerprint,restricted', 'featureTier', '0001-01-01T00:00:00.000Z'],
  ...['', 'v0', 'v1', 'complete.img', 'KLUv/QAAAQAA', '1.5', 'null', '__proto__', 'constructor', 'x'.repeat(300)],
]
const strange = [
  '\0',
  'a\0b',
  '\ud800',
  '\udc00\ud800',
  '\u2028',
  'ｆｕｌｌ',
  '💿',
  "' or 1=1 --",
  '%00',
  '../..',
  '\r\nX: y',
]
const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: fc.constantFrom(...strange) },
  { weight: 1, arbitrary: anyText({ maxLength: 50 }) },
)
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
  text,
  fc.array(text),
  fc.dictionary(text, text),
)
const value = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 3, arbitrary: anything },
)

/** The body as bytes on the wire, or none. */
const bodyFor = (name: string): fc.Arbitrary<string | undefined> => {
  if (!operationsWithBody.includes(name)) return fc.constant(undefined)
  const fields = fc.record(Object.fromEntries(fieldsOf(name).map((field) => [field, value])), { requiredKeys: [] })
  const json = fc.oneof(
    { weight: 3, arbitrary: fields },
    { weight: 3, arbitrary: fields.map((some) => ({ ...some, ...acceptableBodies[name] })) },
    { weight: 3, arbitrary: fields.map((some) => ({ ...acceptableBodies[name], ...some })) },
    { weight: 1, arbitrary: anything },
  )
  return fc.oneof({ weight: 9, arbitrary: json.map((some) => JSON.stringify(some)) }, { weight: 1, arbitrary: text })
}

const oddSegment = fc.oneof(
  { weight: 2, arbitrary: text.map((some) => encodeURIComponent(some.toWellFormed())) },
  { weight: 1, arbitrary: fc.constantFrom('%zz', '%00', '%ff', '..', 'a;b', 'a:b', 'a*b', '%2F') },
)
/** Undefined means the existing resource. Odd segments are rare, because each of five can spoil a request. */
const segment = fc.oneof({ weight: 20, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: oddSegment })

const request = fc
  .oneof({ weight: 40, arbitrary: fc.constantFrom(...others) }, { weight: 1, arbitrary: fc.constantFrom(...deletes) })
  .chain((name) => {
    const { path = '', query = [] } = contractOperations.get(name) ?? {}
    const parameters = [...path.matchAll(/\{([^}]+)\}/g)].map(([, parameter = '']) => parameter)
    return fc.record({
      name: fc.constant(name),
      segments: fc.record(Object.fromEntries(parameters.map((parameter) => [parameter, segment]))),
      query: fc.dictionary(fc.constantFrom(...query, 'unknown'), text, { maxKeys: 2 }),
      body: bodyFor(name),
    })
  })

type RandomRequest = typeof request extends fc.Arbitrary<infer Value> ? Value : never

for (const database of databases())
  describe(`random requests on ${database.name}`, () => {
    let registry: TestRegistry
    let dumper: Dumper
    let known: Readonly<Record<string, string>>
    before(async () => {
      registry = await startRegistry(database)
      dumper = await openDumper(registry.location)
      known = await furnish(registry.admin)
    })
    after(async () => {
      await dumper.close()
      await registry.close()
    })

    const send = async ({ name, segments, query, body }: RandomRequest) => {
      const { method = '', path = '', check } = contractOperations.get(name) ?? {}
      const { organizationId, projectId } = registry
      const location = { 'location.organization_id': organizationId, 'location.project_id': projectId }
      const usual: Readonly<Record<string, string>> = { ...known, ...location }
      const filled = path.replace(
        /\{([^}]+)\}/g,
        (_, parameter: string) => segments[parameter] ?? usual[parameter] ?? '',
      )
      const search = new URLSearchParams(query).toString()
      const answer = await registry.admin.send({
        method,
        path: search === '' ? filled : `${filled}?${search}`,
        ...(body === undefined ? {} : { body: body.toWellFormed() }),
      })
      return { ...answer, complaints: check?.(answer.status, answer.body) }
    }

    test(`${RUNS} of them are taken or refused by the contract, and the refused leave no trace`, async () => {
      const statuses = new Map<number, number>()
      await fc.assert(
        fc.asyncProperty(request, async (sent) => {
          // The registry itself does what an earlier request scheduled; that is no trace of this request.
          await registry.runDueJobs()
          const before = await dumper.dump()
          const { status, body, complaints } = await send(sent)
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
          const now = await dumper.dump()
          assert.ok(status < 500 || isUnserved(body), JSON.stringify(body))
          assert.deepEqual(complaints, [])
          if (status === 200) return
          assert.ok(Number.isInteger(body.code) && body.code > 0 && body.code < 17, JSON.stringify(body))
          assert.notEqual(body.message, '')
          assert.deepEqual(now, before)
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      )
      // Neither all refused nor all accepted: the requests were neither hopeless nor harmless.
      assert.ok((statuses.get(200) ?? 0) > RUNS / 10, JSON.stringify([...statuses]))
      assert.ok((statuses.get(400) ?? 0) > RUNS / 10, JSON.stringify([...statuses]))
    })

    test('what they left behind is in order', async () => {
      const { buckets } = await registry.admin.ok('PackerService_ListBuckets', {})
      for (const { name } of buckets as Json[]) await accountOf(registry, name as string)
    })
  })

/** Operations that are not served yet respond with UNIMPLEMENTED. */
const isUnserved = (body: Json) => body.code === 12
