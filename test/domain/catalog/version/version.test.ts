import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Build, BuildStatus } from '../../../../src/domain/catalog/build/build.ts'
import {
  isComplete,
  isReadyToComplete,
  isRevoked,
  isValid,
  nameOf,
  requireFingerprint,
  statusOf,
  type Version,
  type VersionStatus,
} from '../../../../src/domain/catalog/version/version.ts'
import { DomainError } from '../../../../src/domain/errors.ts'

const NOW = '2026-01-02T03:04:05.678Z'
const statuses: readonly BuildStatus[] = ['unset', 'running', 'done', 'cancelled', 'failed']
const someStatuses = fc.array(fc.constantFrom(...statuses), { maxLength: 8 })

const build = (status: BuildStatus): Build => ({
  id: 'build',
  versionId: 'version',
  componentType: 'null.example',
  status,
  platform: '',
  packerRunUuid: '',
  labels: {},
  artifacts: [],
  sourceExternalIdentifier: '',
  parentVersionId: '',
  parentChannelId: '',
  metadata: null,
  heartbeatAt: null,
  startedAt: null,
  createdAt: '2026-01-02T03:04:05.678Z',
  updatedAt: '2026-01-02T03:04:05.678Z',
})

const version = (sequence: number | null, ...builds: readonly BuildStatus[]): Version => ({
  id: 'version',
  bucketId: 'bucket',
  bucketName: 'ubuntu',
  fingerprint: 'abc',
  templateType: 'hcl2',
  sequence,
  authorId: 'ci',
  createdAt: '2026-01-02T03:04:05.678Z',
  updatedAt: '2026-01-02T03:04:05.678Z',
  builds: builds.map(build),
  revocation: null,
  parents: [],
  hasDescendants: false,
})

describe('the name of a version', () => {
  test('is v0 until the version is complete, and v with its number then', () => {
    assert.equal(nameOf({ sequence: null }), 'v0')
    assert.equal(nameOf({ sequence: 1 }), 'v1')
    assert.equal(nameOf({ sequence: 64 }), 'v64')
    assert.equal(isComplete({ sequence: null }), false)
    assert.equal(isComplete({ sequence: 1 }), true)
  })
})

describe('the status of a version', () => {
  const table: readonly [VersionStatus, readonly BuildStatus[]][] = [
    ['running', []],
    ['running', ['running']],
    ['running', ['done', 'running', 'failed', 'cancelled', 'unset']],
    ['failed', ['failed']],
    ['failed', ['done', 'failed', 'cancelled', 'unset']],
    ['cancelled', ['cancelled']],
    ['cancelled', ['done', 'cancelled', 'unset']],
    ['incomplete', ['unset']],
    ['incomplete', ['done', 'unset']],
    // All builds are done, but the version has no number yet: what a reader sees between two steps of a completion.
    ['incomplete', ['done', 'done']],
  ]
  for (const [status, builds] of table)
    test(`is ${status} with ${builds.length === 0 ? 'no builds' : builds.join(', ')}`, () => {
      assert.equal(statusOf(version(null, ...builds), NOW), status)
    })

  test('is active for every complete version, whatever became of its builds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), someStatuses, (sequence, builds) => {
        assert.equal(statusOf(version(sequence, ...builds), NOW), 'active')
      }),
    )
  })

  test('does not depend on the order of the builds', () => {
    fc.assert(
      fc.property(
        someStatuses.chain((builds) =>
          fc.tuple(fc.constant(builds), fc.shuffledSubarray(builds, { minLength: builds.length })),
        ),
        ([builds, shuffled]) => {
          assert.equal(statusOf(version(null, ...shuffled), NOW), statusOf(version(null, ...builds), NOW))
        },
      ),
    )
  })
})

describe('a revocation', () => {
  const earlier = '2026-01-02T03:04:05.677Z'
  const after = '2026-01-02T03:04:05.679Z'
  const revokedAt = (at: string, sequence: number | null, appliedAt: string | null = null): Version => ({
    ...version(sequence, 'done'),
    revocation: { at, appliedAt, message: '', author: 'ci', inheritedFrom: null, rollbackChannels: true },
  })

  test('takes effect at the very moment of its date, and not a millisecond before', () => {
    const scheduled = revokedAt(NOW, 1)
    assert.deepEqual(
      [earlier, NOW, after].map((now) => [
        statusOf(scheduled, now),
        isRevoked(scheduled, now),
        isValid(scheduled, now),
      ]),
      [
        ['revocation-scheduled', false, true],
        ['revoked', true, false],
        ['revoked', true, false],
      ],
    )
  })

  test('that has been applied is in effect, also before its date by a clock that is behind', () => {
    const applied = revokedAt(after, 1, after)
    for (const now of [earlier, NOW, after])
      assert.deepEqual(
        [statusOf(applied, now), isRevoked(applied, now), isValid(applied, now)],
        ['revoked', true, false],
      )
  })

  test('says nothing in the status of a version that is incomplete, which is not valid in any case', () => {
    for (const at of [earlier, after]) {
      assert.equal(statusOf(revokedAt(at, null), NOW), 'incomplete')
      assert.equal(isValid(revokedAt(at, null), NOW), false)
    }
  })
})

describe('a version is ready to complete', () => {
  test('exactly when it is incomplete, has a build, and no build is anything but done', () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: 1 })), someStatuses, (sequence, builds) => {
        const unfinished = statuses.filter((status) => status !== 'done' && builds.includes(status))
        const expected = sequence === null && builds.length >= 1 && unfinished.length === 0
        assert.equal(isReadyToComplete(version(sequence, ...builds)), expected)
      }),
    )
  })
})

describe('a fingerprint', () => {
  const good = ['1', 'abc', 'a1', '01JD3ZV6W3K5X0G8T1Q2R4S6Y7', 'a.b_c-d', 'A--..__9', 'f'.repeat(40)]
  for (const fingerprint of good)
    test(`may be ${fingerprint}`, () => {
      requireFingerprint(fingerprint)
    })

  const bad = [
    '',
    '-',
    '.',
    '-a',
    'a-',
    '.a',
    'a_',
    'a b',
    'a/b',
    'a%2Fb',
    'ä',
    'abc\n',
    '\nabc',
    'a\0b',
    'f'.repeat(41),
    'a"b',
  ]
  for (const fingerprint of bad)
    test(`may not be ${JSON.stringify(fingerprint)}`, () => {
      assert.throws(() => {
        requireFingerprint(fingerprint)
      }, refusalOf('fingerprint'))
    })

  test('is accepted exactly as the contract words it: 1 to 40 of [A-Za-z0-9._-], alphanumeric at both ends', () => {
    const alphabet = ['a', 'Z', '0', '9', '.', '_', '-', ' ', '/', 'é', '\n']
    const isAlphanumeric = (text: string | undefined) => text !== undefined && 'aZ09'.includes(text)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...alphabet), { maxLength: 42 }), (characters) => {
        const allowed = characters.every((character) => 'aZ09._-'.includes(character))
        const ends = isAlphanumeric(characters[0]) && isAlphanumeric(characters.at(-1))
        const expected = characters.length >= 1 && characters.length <= 40 && allowed && ends
        assert.equal(isAccepted(characters.join('')), expected)
      }),
      { numRuns: 500 },
    )
  })
})

function isAccepted(fingerprint: string): boolean {
  try {
    requireFingerprint(fingerprint)
    return true
  } catch (error) {
    assert.ok(error instanceof DomainError)
    return false
  }
}

const refusalOf = (field: string) => (error: unknown) =>
  error instanceof DomainError && error.code === 'invalid_argument' && error.violations[0]?.field === field
