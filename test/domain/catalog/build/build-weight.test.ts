import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  requireArtifactCount,
  requireBuildCount,
  requireRoom,
  weightOf,
} from '../../../../src/domain/catalog/build/build-weight.ts'
import type { Build } from '../../../../src/domain/catalog/build/build.ts'
import { DomainError } from '../../../../src/domain/errors.ts'
import { aBucket, aBuild, anArtifact, anOrganization, aProject, aVersion } from '../../../storage/arrange.ts'

const MIB = 1024 * 1024
const version = aVersion(aBucket(aProject(anOrganization())))
const build = (given: Partial<Build>): Build => aBuild(version, { labels: {}, metadata: null, artifacts: [], ...given })
const text = (bytes: number) => 'x'.repeat(bytes)
const metadata = (packer: unknown) => ({ packer, cicd: null, vcs: null })

/** The field that the refusal names, or an empty string when `check` refuses nothing. */
function refusedField(check: () => unknown): string {
  try {
    check()
    return ''
  } catch (error) {
    assert.ok(error instanceof DomainError)
    assert.equal(error.code, 'invalid_argument')
    return error.violations[0]?.field ?? assert.fail('no field is named')
  }
}
const roomFor = (after: Build, before: Build | null = null, others: readonly Build[] = []) =>
  refusedField(() => {
    const builds = before ? [...others, before] : others
    requireRoom({ builds: builds.map((stored) => ({ ...stored, weight: weightOf(stored) })) }, before, after)
  })

describe('what a build may hold', () => {
  test('is a mebibyte of JSON, whichever of its fields has it, and the largest of them is named', () => {
    const half = { a: text(MIB / 2) }
    assert.equal(roomFor(build({ labels: { a: text(MIB - 100) } })), '')
    assert.equal(roomFor(build({ labels: { a: text(MIB) } })), 'labels')
    assert.equal(roomFor(build({ metadata: metadata(text(MIB)) })), 'metadata')
    assert.equal(roomFor(build({ labels: half, metadata: metadata(text(MIB / 2 + 100)) })), 'metadata')
    const artifacts = Array.from({ length: 1100 }, () => anArtifact({ externalIdentifier: text(1000) }))
    assert.equal(roomFor(build({ artifacts })), 'artifacts')
    // A control character is six bytes of JSON, an umlaut two.
    assert.equal(roomFor(build({ labels: { a: '\u0001'.repeat(MIB / 5) } })), 'labels')
    assert.equal(roomFor(build({ labels: { a: 'ü'.repeat(MIB / 2) } })), 'labels')
  })

  test('is 4096 artifacts', () => {
    const artifacts = Array.from({ length: 4096 }, () => ({ externalIdentifier: 'ami', region: 'eu' }))
    assert.equal(
      refusedField(() => {
        requireArtifactCount(artifacts)
      }),
      '',
    )
    assert.equal(
      refusedField(() => {
        requireArtifactCount([...artifacts, ...artifacts.slice(0, 1)])
      }),
      'artifacts',
    )
  })

  test('does not matter while it does not grow: it may have been there before it was bounded', () => {
    const large = build({ labels: { a: text(2 * MIB) } })
    assert.equal(roomFor({ ...large, status: 'failed' }, large), '')
    assert.equal(roomFor({ ...large, labels: { a: text(2 * MIB - 1) } }, large), '')
    assert.equal(roomFor({ ...large, labels: { a: text(2 * MIB + 1) } }, large), 'labels')
  })
})

describe('what a version may hold', () => {
  test('is four mebibytes in all its builds', () => {
    const others = Array.from({ length: 4 }, () => build({ labels: { a: text(MIB - 1000) } }))
    assert.equal(roomFor(build({ labels: { a: text(1000) } }), null, others), '')
    assert.equal(roomFor(build({ labels: { a: text(5000) } }), null, others), 'labels')
    assert.equal(roomFor(build({ metadata: metadata(text(5000)) }), null, others), 'metadata')
  })

  test('is less in many small values, which take longer to read', () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [index, '']))
    assert.equal(roomFor(build({ labels: many(50_000) })), '')
    assert.equal(roomFor(build({ labels: many(60_000) })), 'labels')
    const list = metadata(Array.from({ length: 50_000 }, (_, index) => index))
    assert.equal(roomFor(build({ metadata: list })), '')
    assert.equal(roomFor(build({ metadata: metadata(Array.from({ length: 65_000 }, () => [])) })), 'metadata')
  })

  test('is 1024 builds', () => {
    const builds = Array.from({ length: 1023 }, () => build({}))
    assert.equal(
      refusedField(() => {
        requireBuildCount({ builds })
      }),
      '',
    )
    assert.equal(
      refusedField(() => {
        requireBuildCount({ builds: [...builds, build({})] })
      }),
      'component_type',
    )
  })
})
