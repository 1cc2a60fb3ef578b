import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { requireDescription, requireName } from '../../../../src/domain/catalog/bucket/bucket.ts'
import { DomainError } from '../../../../src/domain/errors.ts'

const refusalOf = (field: string) => (error: unknown) =>
  error instanceof DomainError && error.code === 'invalid_argument' && error.violations[0]?.field === field

describe('the name of a bucket or channel', () => {
  // Packer's own rule, hyphens at the ends included.
  for (const name of ['abc', 'ABC', '000', '---', '-a-', 'ubuntu-24-04', 'latest', 'x'.repeat(36)])
    test(`may be ${name}`, () => {
      requireName('name', name)
    })

  const bad = [
    '',
    'ab',
    'x'.repeat(37),
    'a.b',
    'a_b',
    'a b',
    'a/b',
    'a%2Fb',
    'äöü',
    'ａｂｃ',
    'abc\n',
    '\nabc',
    'a\0c',
    '../..',
    '\ud800aa',
    '٣٣٣',
  ]
  for (const name of bad)
    test(`may not be ${JSON.stringify(name)}`, () => {
      assert.throws(() => {
        requireName('name', name)
      }, refusalOf('name'))
    })

  test('is refused under the field that it was sent in, in words that say what is allowed', () => {
    assert.throws(() => {
      requireName('target_channel', 'no good')
    }, /^DomainError: target_channel: "no good" is not a valid name: use 3 to 36 letters, digits and hyphens$/)
  })

  test('is not repeated in full when it is very long', () => {
    assert.throws(
      () => {
        requireName('name', 'x'.repeat(1_000_000))
      },
      (error) => error instanceof DomainError && error.message.length < 300,
    )
  })
})

describe('the description of a bucket', () => {
  for (const description of ['', 'x'.repeat(255), 'ä'.repeat(127), '\n\t"', '🪙'.repeat(63)])
    test(`may have ${Buffer.byteLength(description)} bytes`, () => {
      requireDescription(description)
    })

  for (const description of ['x'.repeat(256), 'ä'.repeat(128), '🪙'.repeat(64)])
    test(`may not have ${Buffer.byteLength(description)} bytes in ${description.length} characters`, () => {
      assert.throws(() => {
        requireDescription(description)
      }, refusalOf('description'))
    })
})
