// Compares merges with a second, deliberately naive implementation of the same rules, so that neither can be wrong alone.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Build, BuildStatus } from '../../../../src/domain/catalog/build/build.ts'
import { type BuildChanges, mergeBuild, requireLengths } from '../../../../src/domain/catalog/build/merge-build.ts'
import { DomainError } from '../../../../src/domain/errors.ts'

const BEFORE = '2026-01-02T03:04:05.678Z'
const NOW = '2026-02-03T04:05:06.789Z'

function stamps() {
  let made = 0
  return { createdAt: NOW, newId: () => `new-${++made}` }
}

// Objects with a prototype, as JSON.parse makes them.
const plain = { noNullPrototype: true }

const statuses = fc.constantFrom<BuildStatus>('unset', 'running', 'done', 'cancelled', 'failed')
// Few different values, so that "the same again" and "something else" both happen often.
const text = fc.constantFrom('', 'one', 'two')
const labels = fc.dictionary(
  fc.constantFrom('a', 'b', 'constructor', '__proto__'),
  fc.constantFrom('', 'x', 'y'),
  plain,
)
const places = fc.array(fc.record({ externalIdentifier: text, region: text }, plain), { maxLength: 3 })
const metadata = fc.option(
  fc.record({ packer: fc.constantFrom(null, { a: 1 }), cicd: fc.constant(null), vcs: fc.constant(null) }, plain),
)

const someBuild: fc.Arbitrary<Build> = fc.record(
  {
    id: fc.constant('build'),
    versionId: fc.constant('version'),
    componentType: fc.constant('null.example'),
    status: statuses,
    platform: text,
    packerRunUuid: text,
    labels,
    artifacts: places.map((found) =>
      found.map((place, index) => ({ id: `old-${index}`, createdAt: BEFORE, ...place })),
    ),
    sourceExternalIdentifier: text,
    parentVersionId: text,
    parentChannelId: text,
    metadata,
    heartbeatAt: fc.constant(null),
    startedAt: fc.constant(null),
    createdAt: fc.constant(BEFORE),
    updatedAt: fc.constant(BEFORE),
  },
  plain,
)

const someChanges: fc.Arbitrary<BuildChanges> = fc.record(
  {
    status: statuses,
    platform: text,
    packerRunUuid: text,
    labels,
    artifacts: places,
    sourceExternalIdentifier: text,
    parentVersionId: text,
    parentChannelId: text,
    metadata: metadata.filter((value) => value !== null),
  },
  { requiredKeys: [], ...plain },
)

/** What the build should be after the update, or 'refused'. Artifacts have no ids here: other tests assert those. */
function model(build: Build, changes: BuildChanges): object | 'refused' {
  const isSet = (sent: string | undefined) => sent !== undefined && sent !== ''
  for (const field of ['platform', 'parentVersionId', 'parentChannelId'] as const)
    if (isSet(changes[field]) && build[field] !== '' && changes[field] !== build[field]) return 'refused'
  const status = changes.status ?? build.status
  if (build.status === 'done' && status !== 'done') return 'refused'
  const isOver = status === 'failed' || status === 'cancelled'
  const places = changes.artifacts ?? build.artifacts
  return {
    status,
    platform: isSet(build.platform) ? build.platform : (changes.platform ?? ''),
    parentVersionId: isSet(build.parentVersionId) ? build.parentVersionId : (changes.parentVersionId ?? ''),
    parentChannelId: isSet(build.parentChannelId) ? build.parentChannelId : (changes.parentChannelId ?? ''),
    packerRunUuid: isSet(changes.packerRunUuid) ? changes.packerRunUuid : build.packerRunUuid,
    sourceExternalIdentifier: isSet(changes.sourceExternalIdentifier)
      ? changes.sourceExternalIdentifier
      : build.sourceExternalIdentifier,
    labels: [...new Map([...Object.entries(build.labels), ...Object.entries(changes.labels ?? {})])].sort(),
    places: isOver ? [] : places.map(({ externalIdentifier, region }) => [externalIdentifier, region]),
    metadata: changes.metadata ?? build.metadata,
  }
}

const told = (build: Build): object => ({
  status: build.status,
  platform: build.platform,
  parentVersionId: build.parentVersionId,
  parentChannelId: build.parentChannelId,
  packerRunUuid: build.packerRunUuid,
  sourceExternalIdentifier: build.sourceExternalIdentifier,
  labels: Object.entries(build.labels).sort(),
  places: build.artifacts.map(({ externalIdentifier, region }) => [externalIdentifier, region]),
  metadata: build.metadata,
})

function merge(build: Build, changes: BuildChanges): Build | 'refused' {
  try {
    return mergeBuild(build, changes, stamps())
  } catch (error) {
    assert.ok(error instanceof DomainError && ['already_exists', 'failed_precondition'].includes(error.code))
    return 'refused'
  }
}

/** Checks `property` against pairs of a build and an update of it; a counterexample comes with its seed. */
const forAll = (property: (build: Build, changes: BuildChanges, merged: Build | 'refused') => void) => {
  fc.assert(
    fc.property(someBuild, someChanges, (build, changes) => {
      property(build, changes, merge(build, changes))
    }),
    { numRuns: 2000 },
  )
}

describe('an update of a build', () => {
  test('does what the rules say, whatever is stored and whatever is sent', () => {
    forAll((build, changes, merged) => {
      assert.deepEqual(merged === 'refused' ? merged : told(merged), model(build, changes))
    })
  })

  test('answers the very same build exactly when it says nothing new', () => {
    forAll((build, _changes, merged) => {
      if (merged === 'refused') return
      assert.equal(merged === build, JSON.stringify(told(merged)) === JSON.stringify(told(build)))
    })
  })

  test('can be repeated: a client that did not hear the answer changes nothing by asking again', () => {
    forAll((_build, changes, merged) => {
      if (merged !== 'refused') assert.equal(merge(merged, changes), merged)
    })
  })

  test('keeps the artifacts that it names again and gives all of a new list their own ids', () => {
    forAll((build, _changes, merged) => {
      if (merged === 'refused' || merged.artifacts.length === 0) return
      if (merged.artifacts === build.artifacts) return
      assert.deepEqual(
        merged.artifacts.map(({ id, createdAt }) => ({ id, createdAt })),
        merged.artifacts.map((_, index) => ({ id: `new-${index + 1}`, createdAt: NOW })),
      )
    })
  })

  test('never touches what makes the build that build', () => {
    forAll((build, _changes, merged) => {
      if (merged === 'refused') return
      const identity = ({ id, versionId, componentType, createdAt, updatedAt }: Build) => ({
        id,
        versionId,
        componentType,
        createdAt,
        updatedAt,
      })
      assert.deepEqual(identity(merged), identity(build))
    })
  })
})

describe('what a build is told', () => {
  const limits = [
    ['componentType', 'component_type', 255],
    ['platform', 'platform', 255],
    ['packerRunUuid', 'packer_run_uuid', 255],
    ['parentVersionId', 'parent_version_id', 255],
    ['parentChannelId', 'parent_channel_id', 255],
    ['sourceExternalIdentifier', 'source_external_identifier', 1024],
  ] as const
  for (const [field, wire, limit] of limits)
    test(`may have ${limit} bytes of ${wire} and no more`, () => {
      requireLengths({ [field]: 'x'.repeat(limit) })
      refuses(wire, { [field]: 'x'.repeat(limit + 1) })
      refuses(wire, { [field]: 'ä'.repeat(limit / 2 + 1) })
    })

  test('may have 1024 bytes of external identifier and 255 of region in each artifact, and is refused by its place', () => {
    const good = { externalIdentifier: 'x'.repeat(1024), region: 'y'.repeat(255) }
    requireLengths({ artifacts: [good, good] })
    refuses('artifacts[1].external_identifier', {
      artifacts: [good, { ...good, externalIdentifier: 'x'.repeat(1025) }],
    })
    refuses('artifacts[0].region', { artifacts: [{ ...good, region: 'y'.repeat(256) }] })
  })
})

function refuses(field: string, changes: Parameters<typeof requireLengths>[0]): void {
  assert.throws(
    () => {
      requireLengths(changes)
    },
    (error) =>
      error instanceof DomainError && error.code === 'invalid_argument' && error.violations[0]?.field === field,
  )
}
