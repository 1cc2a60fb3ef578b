import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { RE2JS, RE2JSException } from 're2js'
import { patternCost } from '../../../src/auth/workload/pattern-cost.ts'

test('what is repeated counts as often as it is repeated, at any depth', () => {
  const steps = (pattern: string) => patternCost(pattern) ?? assert.fail(pattern)
  assert.ok(steps('a{100}') >= 100)
  assert.ok(steps('(abc){100}') >= 300)
  assert.ok(steps('((a{10}){10}){10}') >= 1000)
  assert.ok(steps('(a|[)]b|\\)c){100}') >= 600)
  assert.ok(steps('(?:[]a]{2,50}x){3,}') >= 200)
  assert.ok(steps('^repo:acme/[a-z-]{1,64}:ref:refs/heads/(main|release-[0-9]+)$') < 300)
  assert.ok(steps('(){12}(?i){0,5}') >= 180)
  assert.ok(steps('\\x{1000}[0-9]{12}') < 40)
})

test('classes of Unicode count for more, wherever they stand', () => {
  assert.equal(patternCost('\\pL[\\p{Greek}\\PN]a'), 27)
})

const part = fc.constantFrom(
  ...[
    'a',
    '.',
    '[a-z]',
    '[^]a]',
    '[[:alnum:]_]',
    '\\d',
    '\\)',
    '[)]',
    '[(]',
    '[\\]]',
    '[[:]',
    '\\x{41}',
    '\\x{1000}',
    '\\pL',
  ],
  ...[
    '(',
    '(?:',
    '(?i)',
    '(?P<n>',
    ')',
    ')',
    ')',
    '|',
    '*',
    '+',
    '?',
    '{2}',
    '{3,}',
    '{0,5}',
    '{12}',
    '{',
    '}',
    '^',
    '$',
    '\\b',
  ],
)

test('no pattern is a program of many more steps than were counted', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 16 }), (parts) => {
      const pattern = parts.join('')
      const steps = patternCost(pattern) ?? assert.fail(pattern)
      try {
        assert.ok(RE2JS.compile(pattern).programSize() <= 2 * (steps + 4), pattern)
      } catch (error) {
        if (!(error instanceof RE2JSException)) throw error
      }
    }),
    { numRuns: 5000 },
  )
})
