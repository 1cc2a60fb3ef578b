import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { conditionalAccess, type Facts } from '../../../src/auth/workload/conditional-access.ts'
import { DomainError } from '../../../src/domain/errors.ts'
import { anyText } from '../../support/any-text.ts'

const claims = {
  sub: 'repo:acme/images:ref:refs/heads/main',
  repository: 'acme/images',
  ref: 'refs/heads/main',
  empty: '',
  run: 17,
  ratio: 1.5,
  protected: true,
  nothing: null,
  'a.b': 'dotted',
  'https://acme.example/team': 'platform',
  roles: ['builder', 'reader', 3, true],
  none: [],
  objects: [{ name: 'one' }],
  'kubernetes.io': { namespace: 'images', pod: { name: 'packer-1' }, labels: {} },
  digits: '17',
  __proto__: undefined,
}
const jwt: Facts = { jwt_claims: claims }
const aws: Facts = {
  aws: {
    arn: 'arn:aws:sts::123456789012:assumed-role/packer/i-0123',
    account_id: '123456789012',
    user_id: 'AROA:i-0123',
  },
}

const decide = (statement: string, facts: Facts = jwt) => {
  const refusal = conditionalAccess(statement, 'aws' in facts ? 'aws' : 'jwt_claims').refusalOf(facts)
  return refusal === null ? true : refusal.includes('cannot be decided') ? 'undecidable' : false
}

const refusalOf = (work: () => unknown): DomainError => {
  try {
    work()
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
  return assert.fail('nothing was refused')
}

/** The behavior of hashicorp/go-bexpr (grammar.peg, evaluate.go), whose language HCP says it uses. */
const decided: Readonly<Record<string, readonly (readonly [string, boolean | 'undecidable'])[]>> = {
  'texts, numbers and truths are compared with what a value spells': [
    ['jwt_claims.repository == "acme/images"', true],
    ['jwt_claims.repository == `acme/images`', true],
    ['jwt_claims.repository == acme/images', true],
    ['jwt_claims.repository=="acme/images"', true],
    ['jwt_claims.repository != "acme/images"', false],
    ['jwt_claims.repository == "acme/other"', false],
    ['jwt_claims.run == 17', true],
    ['jwt_claims.run == "17"', true],
    ['jwt_claims.run == 17.0', true],
    ['jwt_claims.run != 18', true],
    ['jwt_claims.run == seventeen', 'undecidable'],
    ['jwt_claims.ratio == 1.5', true],
    ['jwt_claims.digits == 17', true],
    ['jwt_claims.digits == 17.0', false],
    ['jwt_claims.protected == true', true],
    ['jwt_claims.protected == "T"', true],
    ['jwt_claims.protected != false', true],
    ['jwt_claims.protected == yes', 'undecidable'],
    ['jwt_claims.roles == builder', 'undecidable'],
    ['jwt_claims.nothing == ""', 'undecidable'],
    ['jwt_claims.empty == ""', true],
  ],
  'a text contains a part, a list an element, an object a key': [
    ['"acme" in jwt_claims.repository', true],
    ['jwt_claims.repository contains "images"', true],
    ['jwt_claims.repository not contains "images"', false],
    ['builder in jwt_claims.roles', true],
    ['"build" in jwt_claims.roles', false],
    ['build not in jwt_claims.roles', true],
    ['3 in jwt_claims.roles', true],
    ['"true" in jwt_claims.roles', true],
    ['"x" in jwt_claims.none', false],
    ['one in jwt_claims.objects', 'undecidable'],
    ['namespace in jwt_claims["kubernetes.io"]', true],
    ['toString in jwt_claims', false],
    ['sub in jwt_claims', true],
    ['1 in jwt_claims.run', 'undecidable'],
  ],
  'texts, lists and objects can be empty': [
    ['jwt_claims.empty is empty', true],
    ['jwt_claims.none is empty', true],
    ['jwt_claims["kubernetes.io"].labels is empty', true],
    ['jwt_claims.sub is not empty', true],
    ['jwt_claims.run is empty', 'undecidable'],
    ['jwt_claims.nothing is empty', 'undecidable'],
  ],
  'patterns are found anywhere unless they are anchored': [
    ['jwt_claims.sub matches "acme/[a-z]+"', true],
    ['jwt_claims.sub matches `^repo:acme/.*:ref:refs/heads/main$`', true],
    ['jwt_claims.sub matches "^acme"', false],
    ['jwt_claims.sub not matches "^acme"', true],
    ['jwt_claims.sub matches `^(?i)REPO:`', true],
    ['jwt_claims.sub matches `\\bmain\\b`', true],
    ['jwt_claims.run matches "17"', 'undecidable'],
    ['jwt_claims.roles matches "builder"', 'undecidable'],
  ],
  'selectors go into objects and lists': [
    ['jwt_claims["a.b"] == dotted', true],
    ['jwt_claims[ `a.b` ] == dotted', true],
    ['jwt_claims["https://acme.example/team"] == platform', true],
    ['jwt_claims["kubernetes.io"].pod.name == "packer-1"', true],
    ['jwt_claims["kubernetes.io"]["pod"]["name"] == "packer-1"', true],
    ['jwt_claims.roles.0 == builder', true],
    ['jwt_claims.roles["1"] == reader', true],
    ['jwt_claims.objects.0.name == one', true],
    ['"/jwt_claims/sub" matches "^repo:"', true],
    ['"/jwt_claims/kubernetes.io/namespace" == images', true],
    ['"/jwt_claims/roles/1" == reader', true],
    ['"acme" in "/jwt_claims/repository"', true],
    ['"/jwt_claims/https:~1~1acme.example~1team" == platform', true],
  ],
  'what an object lacks equals, contains and matches nothing, and is empty': [
    ['jwt_claims.missing == ""', false],
    ['jwt_claims.missing != "x"', true],
    ['x in jwt_claims.missing', false],
    ['x not in jwt_claims.missing', true],
    ['jwt_claims.missing is empty', true],
    ['jwt_claims.missing is not empty', false],
    ['jwt_claims.missing matches ".*"', false],
    ['jwt_claims.missing not matches ".*"', true],
    ['jwt_claims["kubernetes.io"].missing == 1', false],
    ['jwt_claims.toString is empty', true],
  ],
  'what has no place to be in cannot be decided': [
    ['jwt_claims.missing.deeper == x', 'undecidable'],
    ['jwt_claims.missing.deeper != x', 'undecidable'],
    ['jwt_claims.sub.deeper is empty', 'undecidable'],
    ['jwt_claims.roles.4 == x', 'undecidable'],
    ['jwt_claims.roles.first is empty', 'undecidable'],
    ['jwt_claims.nothing.deeper is empty', 'undecidable'],
  ],
  'and binds more than or, and not most': [
    ['jwt_claims.run == 1 and jwt_claims.run == 2 or jwt_claims.run == 17', true],
    ['jwt_claims.run == 17 or jwt_claims.run == 1 and jwt_claims.run == 2', true],
    ['(jwt_claims.run == 17 or jwt_claims.run == 1) and jwt_claims.run == 2', false],
    ['not jwt_claims.run == 1 and jwt_claims.run == 2', false],
    ['not (jwt_claims.run == 1 and jwt_claims.run == 2)', true],
    ['not not jwt_claims.run == 17', true],
    [' \t\r\n( \t\r\n jwt_claims.run \t\r\n == \t\r\n 17 \t\r\n ) \t\r\n', true],
    ['((((jwt_claims.run == 17))))', true],
  ],
  'what decides ends the question; what cannot be decided ends it as well, whatever surrounds it': [
    ['jwt_claims.run == 17 or jwt_claims.run == x', true],
    ['jwt_claims.run == 1 and jwt_claims.run == x', false],
    ['jwt_claims.run == x or jwt_claims.run == 17', 'undecidable'],
    ['not jwt_claims.run == x', 'undecidable'],
    ['jwt_claims.run != x', 'undecidable'],
  ],
  'a quotation in " has the escapes of Go, one in ` has none': [
    ['jwt_claims.empty == "\\u0041"', false],
    ['jwt_claims.sub contains "\\u0061cme"', true],
    ['jwt_claims.sub contains "\\U0000003a"', true],
    ['jwt_claims.sub contains `\\u0061cme`', false],
    ['jwt_claims.repository == "/acme/images"', false],
  ],
}

for (const [name, cases] of Object.entries(decided))
  test(name, () => {
    for (const [statement, outcome] of cases) assert.equal(decide(statement), outcome, statement)
  })

test('a statement about AWS asks who AWS says that the caller is', () => {
  assert.equal(decide('aws.account_id == 123456789012', aws), true)
  assert.equal(decide('aws.arn matches "^arn:aws:sts::123456789012:assumed-role/packer/"', aws), true)
  assert.equal(decide('"/aws/user_id" contains "AROA"', aws), true)
  assert.equal(decide('aws.arn is empty', aws), false)
})

test('why a statement is not met is told with what it asked for', () => {
  const refusal = conditionalAccess('jwt_claims.roles == "x"', 'jwt_claims').refusalOf(jwt)
  assert.equal(
    refusal,
    'the conditional access statement cannot be decided: jwt_claims.roles has a list, which cannot be compared with "x"',
  )
})

describe('what is no statement', () => {
  /** Statements that are refused, and how the refusal begins. */
  const refused: readonly (readonly [string, string])[] = [
    ['', 'is required'],
    [' \n', 'is required'],
    ['jwt_claims.sub', 'cannot be read at its end: ends where an operator'],
    ['jwt_claims.sub = x', 'cannot be read at character 16, "= x": must have an operator'],
    ['jwt_claims.sub == ', 'cannot be read at its end: ends where a selector or a value'],
    ['jwt_claims.sub == acme-org', 'cannot be read at character 23, "-org"'],
    ['jwt_claims.sub == 3x', 'cannot be read at character 19, "3x"'],
    ['jwt_claims.sub == 017', 'cannot be read at character 19, "017"'],
    ['jwt_claims.sub == "x', 'cannot be read at character 19, ""x": the quotation begun there has no end'],
    ['jwt_claims.sub == `x', 'cannot be read at character 19'],
    ['jwt_claims.sub matches "a\\.b"', 'cannot be read at character 26, "\\.b"": is no escape'],
    ['jwt_claims.sub == "a\nb"', 'cannot be read at character 21'],
    ['jwt_claims.sub == "\\ud800"', 'cannot be read at character 20'],
    ['jwt_claims[3] == x', 'cannot be read at character 12'],
    ['jwt_claims["a" == x', 'cannot be read at character 16'],
    ['(jwt_claims.sub == x', 'cannot be read at its end: ends where "and", "or" or ")"'],
    ['jwt_claims.sub == x)', 'cannot be read at character 20, ")": must have "and", "or" or the end there'],
    ['jwt_claims.sub == x and', 'cannot be read at character 21'],
    ['jwt_claims.sub == x and ', 'cannot be read at its end'],
    ['jwt_claims.sub == x jwt_claims.sub == y', 'cannot be read at character 21'],
    ['32 == jwt_claims.sub', 'cannot be read at character 1, "32 == jwt_claims.sub": must be a selector'],
    ['x in 32', 'cannot be read at character 6, "32": must be a selector'],
    ['`/jwt_claims/sub` == x', 'cannot be read at character 1'],
    ['jwt_claims.sub is emptyish', 'cannot be read at character 16'],
    ['jwt_claims.sub is nil', 'cannot be read at character 16'],
    ['jwt_claims.sub matches "("', 'the pattern "(" is none of RE2\'s'],
    ['jwt_claims.sub matches "(?=x)"', 'the pattern "(?=x)" is none of RE2\'s'],
    ['jwt_claims.sub matches `(a)\\1`', 'the pattern "(a)\\\\1" is none of RE2\'s'],
    ['aws.arn == x', 'asks for aws.arn; what this provider knows of a workload is the claims of a token'],
    ['"/other/sub" == x', 'asks for /other/sub'],
    [`${'('.repeat(33)}jwt_claims.a == b${')'.repeat(33)}`, 'cannot be read at character 34'],
    [`jwt_claims.sub == "${'x'.repeat(4096)}"`, 'must be at most 4096 bytes long'],
    [`jwt_claims.sub matches "${'x'.repeat(1025)}"`, 'its patterns must be at most 1024 bytes long together'],
    ['jwt_claims.sub matches "(a{100}){10}"', 'its patterns repeat too much'],
    [`jwt_claims.sub matches "(${'a'.repeat(900)}){1000}"`, 'its patterns repeat too much'],
    [`jwt_claims.sub matches \`${'\\pL{1000}'.repeat(100)}\``, 'its patterns repeat too much'],
    [`jwt_claims.sub matches \`[${'\\pL'.repeat(80)}]\``, 'its patterns repeat too much'],
    ['jwt_claims.sub matches `\\Qa.b\\E`', 'its patterns must not quote by \\Q'],
    [
      'jwt_claims.a matches "a{600}" or jwt_claims.a matches "b{600}"',
      'its patterns repeat too much: more than 600 steps',
    ],
  ]
  for (const [statement, begins] of refused)
    test(`is refused by the name of its field: ${statement.slice(0, 60)}`, () => {
      const { code, violations } = refusalOf(() => conditionalAccess(statement, 'jwt_claims'))
      assert.equal(code, 'invalid_argument')
      assert.equal(violations.length, 1)
      assert.equal(violations[0]!.field, 'conditional_access')
      assert.equal(violations[0]!.description.slice(0, begins.length), begins)
    })

  test('of AWS is what asks for anything but its three facts', () => {
    for (const statement of ['aws.region == x', 'jwt_claims.sub == x', 'aws is empty', 'aws.arn.deeper == x'])
      assert.match(
        refusalOf(() => conditionalAccess(statement, 'aws')).message,
        /aws\.arn, aws\.account_id, aws\.user_id/,
      )
  })
})

describe('holding others up', () => {
  /** Patterns that a backtracking engine never finishes, and those that were slowest here. */
  const evil = ['^(a+)+$', '(a*)*b', '^(a|a)*$', '(.*a){90}b', '[ab]*a[ab]{280}[12]', '(?i)(\\pL{1,55})[1-3]']

  test('no pattern takes long, whatever it is held against', () => {
    const texts = [`${'a'.repeat(511)}!`, `${'abaab'.repeat(102)}ü!`]
    for (const pattern of evil)
      for (const text of texts) {
        const statement = conditionalAccess(`jwt_claims.a matches \`${pattern}\``, 'jwt_claims')
        const started = performance.now()
        statement.refusalOf({ jwt_claims: { a: text } })
        assert.ok(performance.now() - started < 1000, pattern)
      }
  })

  test('a claim that is too long to be matched is not', () => {
    const statement = conditionalAccess('jwt_claims.a matches "a"', 'jwt_claims')
    assert.equal(statement.refusalOf({ jwt_claims: { a: 'a'.repeat(512) } }), null)
    assert.match(statement.refusalOf({ jwt_claims: { a: 'a'.repeat(513) } })!, /longer than 512 characters/)
  })
})

// --- Random statements -----------------------------------------------------------------------------------------------

interface Spelt {
  readonly text: string
  readonly holds: boolean
}

const space = fc.constantFrom(' ', '  ', '\t', '\n')
const quoted = (value: string) => fc.constantFrom(JSON.stringify(value), `\`${value}\``)
const names = ['one', 'two', 'three'] as const
const values = ['', 'x', 'xy', 'acme/images', 'ü'] as const
const comparison = fc
  .record({ name: fc.constantFrom(...names), value: fc.constantFrom(...values), form: fc.nat(3), space })
  .chain(({ name, value, form, space: gap }) =>
    fc
      .record({ quotation: quoted(value), selector: fc.constantFrom(`jwt_claims.${name}`, `"/jwt_claims/${name}"`) })
      .map(
        ({ quotation, selector }): { text: string; name: (typeof names)[number]; test: (claim: string) => boolean } =>
          (
            [
              { text: `${selector}==${quotation}`, name, test: (claim: string) => claim === value },
              { text: `${selector}${gap}!=${quotation}`, name, test: (claim: string) => claim !== value },
              { text: `${quotation}${gap}in${gap}${selector}`, name, test: (claim: string) => claim.includes(value) },
              {
                text: `${selector}${gap}not${gap}contains${gap}${quotation}`,
                name,
                test: (claim: string) => !claim.includes(value),
              },
            ] as const
          )[form]!,
      ),
  )

const statementAbout = (facts: Readonly<Record<(typeof names)[number], string>>) =>
  fc.letrec<{ spelt: Spelt }>((tie) => ({
    spelt: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      comparison.map(({ text, name, test: holds }) => ({ text, holds: holds(facts[name]) })),
      tie('spelt').map(({ text, holds }) => ({ text: `not (${text})`, holds: !holds })),
      fc.tuple(tie('spelt'), tie('spelt'), space).map(([one, other, gap]) => ({
        text: `(${one.text})${gap}and${gap}(${other.text})`,
        holds: one.holds && other.holds,
      })),
      fc.tuple(tie('spelt'), tie('spelt'), space).map(([one, other, gap]) => ({
        text: `(${one.text}${gap}or${gap}(${other.text}))`,
        holds: one.holds || other.holds,
      })),
    ),
  })).spelt

test('a statement that is put together is decided like its parts', () => {
  const facts = { one: 'x', two: 'acme/images', three: '' }
  fc.assert(
    fc.property(statementAbout(facts), ({ text, holds }) => {
      fc.pre(Buffer.byteLength(text) <= 4096)
      assert.equal(conditionalAccess(text, 'jwt_claims').refusalOf({ jwt_claims: facts }) === null, holds, text)
    }),
  )
})

test('whatever text comes is a statement or is refused', () => {
  const piece = fc.constantFrom(
    ...[
      'jwt_claims',
      '.sub',
      '["a"]',
      '"/jwt_claims/a"',
      ' == ',
      '!=',
      ' in ',
      ' not ',
      ' is empty',
      ' matches ',
      '`x`',
    ],
    ...['(', ')', ' and ', ' or ', '"', '`', '\\', '1', '-', 'x', '{', ' '],
  )
  fc.assert(
    fc.property(
      fc.oneof(
        anyText(),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      (text) => {
        try {
          const refusal = conditionalAccess(text, 'jwt_claims').refusalOf(jwt)
          assert.ok(refusal === null || refusal.length > 0)
        } catch (error) {
          assert.ok(error instanceof DomainError && error.code === 'invalid_argument', String(error))
        }
      },
    ),
    { numRuns: 2000 },
  )
})
