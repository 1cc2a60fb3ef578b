// Decides whether a workload meets a conditional access statement: the language of HashiCorp's go-bexpr over the facts
// that the workload has proved. As there, a statement that cannot be decided (it asks of a string what only lists have,
// say) is not met.
//
// Whoever may write statements must not be able to delay others with them: texts, patterns and the values that they are
// matched with are bounded, and patterns are RE2's, which take no longer than pattern times text.
import { RE2JS, RE2JSException } from 're2js'
import { invalidArgument } from '../../domain/errors.ts'
import { type Condition, type Match, parseConditionalAccess } from './parse-conditional-access.ts'
import { patternCost } from './pattern-cost.ts'

/** What a workload has proved: the claims of its token, or its identity according to AWS. */
export type Facts =
  | { readonly jwt_claims: Readonly<Record<string, unknown>> }
  | { readonly aws: Readonly<Record<(typeof AWS_FACTS)[number], string>> }

export type FactsKind = 'jwt_claims' | 'aws'

export interface ConditionalAccess {
  /** Null when the statement is met; else why it is not, in words for those who may know the facts. */
  refusalOf(facts: Facts): string | null
}

const AWS_FACTS = ['arn', 'account_id', 'user_id'] as const

// Within these limits, the worst statement that was found took 30 ms to decide, and 10 ms to parse (Node 24).
const PATTERN_BYTES = 1024
const PATTERN_STEPS = 600
const MATCHED_CHARACTERS = 512

/**
 * Parses a statement about facts of that kind. Throws `invalid_argument` for a text that is not a statement, has an
 * invalid pattern, or asks for facts that can never exist.
 */
export function conditionalAccess(text: string, kind: FactsKind): ConditionalAccess {
  const condition = parseConditionalAccess(text)
  const matches = [...matchesOf(condition)]
  for (const match of matches) requireFactOf(kind, match)
  const patterns = compilePatterns(matches)
  return {
    refusalOf(facts) {
      try {
        return isMet(condition, { facts, patterns }) ? null : 'the conditional access statement is not met'
      } catch (error) {
        if (!(error instanceof Undecidable)) throw error
        return `the conditional access statement cannot be decided: ${error.message}`
      }
    },
  }
}

function* matchesOf(condition: Condition): Generator<Match> {
  if (condition.kind === 'match') yield condition
  else if (condition.kind === 'not') yield* matchesOf(condition.operand)
  else for (const operand of condition.operands) yield* matchesOf(operand)
}

function requireFactOf(kind: FactsKind, { selector: { path, text } }: Match): void {
  const [root, name = '', ...rest] = path
  const isFact = root === kind && (kind === 'jwt_claims' || (isAwsFact(name) && rest.length === 0))
  if (isFact) return
  const facts =
    kind === 'jwt_claims'
      ? 'the claims of a token, such as jwt_claims.sub'
      : AWS_FACTS.map((fact) => `aws.${fact}`).join(', ')
  throw invalidArgument('conditional_access', `asks for ${text}; what this provider knows of a workload is ${facts}`)
}

const isAwsFact = (name: string) => (AWS_FACTS as readonly string[]).includes(name)

type Patterns = ReadonlyMap<string, RE2JS>

function compilePatterns(matches: readonly Match[]): Patterns {
  const texts = new Set(matches.filter(({ operator }) => operator === 'matches').map(({ value }) => value))
  requireCheap([...texts])
  const patterns = new Map([...texts].map((text) => [text, compilePattern(text)]))
  if (sumOf([...patterns.values()].map((pattern) => pattern.programSize())) > PATTERN_STEPS) throw tooManySteps()
  return patterns
}

/** Checked before compiling, which would take long for some patterns. */
function requireCheap(texts: readonly string[]): void {
  if (sumOf(texts.map((text) => Buffer.byteLength(text))) > PATTERN_BYTES)
    throw invalidArgument('conditional_access', `its patterns must be at most ${PATTERN_BYTES} bytes long together`)
  const costs = texts.map((text) => {
    const cost = patternCost(text)
    if (cost === undefined)
      throw invalidArgument(
        'conditional_access',
        'its patterns must not quote by \\Q: put a backslash before each sign',
      )
    return cost
  })
  if (sumOf(costs) > PATTERN_STEPS) throw tooManySteps()
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)

const tooManySteps = () =>
  invalidArgument('conditional_access', `its patterns repeat too much: more than ${PATTERN_STEPS} steps`)

function compilePattern(text: string): RE2JS {
  try {
    return RE2JS.compile(text)
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    throw invalidArgument(
      'conditional_access',
      `the pattern ${JSON.stringify(text)} is none of RE2's: ${error.message}`,
    )
  }
}

// --- Deciding --------------------------------------------------------------------------------------------------------

/** Ends the whole evaluation: neither `not` nor `or` can turn it into a result. */
class Undecidable extends Error {}

interface Given {
  readonly facts: Facts
  readonly patterns: Patterns
}

function isMet(condition: Condition, given: Given): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.operands.every((operand) => isMet(operand, given))
    case 'or':
      return condition.operands.some((operand) => isMet(operand, given))
    case 'not':
      return !isMet(condition.operand, given)
    case 'match':
      return holds(condition, given) !== condition.negated
  }
}

function holds(match: Match, { facts, patterns }: Given): boolean {
  const { selector, operator, value } = match
  const found = find(facts, match)
  // A property that an object does not have equals nothing, contains nothing, matches nothing and is empty.
  if (found === undefined) return operator === 'is-empty'
  const fact = found.value
  switch (operator) {
    case 'equals':
      return isEqual(fact, value) ?? unfit(match, fact)
    case 'contains':
      return contains(match, fact)
    case 'is-empty':
      if (typeof fact === 'string' || Array.isArray(fact)) return fact.length === 0
      return isObject(fact) ? Object.keys(fact).length === 0 : unfit(match, fact)
    case 'matches':
      if (typeof fact !== 'string') return unfit(match, fact)
      if (fact.length > MATCHED_CHARACTERS)
        throw new Undecidable(`${selector.text} is longer than ${MATCHED_CHARACTERS} characters`)
      return patterns.get(value)?.test(fact) ?? false
  }
}

/** Undefined when the object does not have the property. Throws when there is no such object either. */
function find(facts: Facts, { selector: { path, text } }: Match): { readonly value: unknown } | undefined {
  let value: unknown = facts
  for (const [depth, name] of path.entries()) {
    if (Array.isArray(value)) {
      if (!/^(?:0|[1-9]\d{0,8})$/.test(name) || Number(name) >= value.length)
        throw new Undecidable(`${text} is not there: the list has ${value.length} elements`)
      value = value[Number(name)] as unknown
    } else if (isObject(value)) {
      if (!Object.hasOwn(value, name)) {
        if (depth === path.length - 1) return undefined
        throw new Undecidable(`${text} is not there: nothing is called ${JSON.stringify(name)}`)
      }
      value = value[name]
    } else throw new Undecidable(`${text} is not there: ${path.slice(0, depth).join('.')} is ${nameOf(value)}`)
  }
  return { value }
}

/**
 * Whether a string, number or boolean is what a value spells. Undefined for any other fact, and for a value that spells nothing of its
 * type.
 */
function isEqual(fact: unknown, value: string): boolean | undefined {
  if (typeof fact === 'string') return fact === value
  if (typeof fact === 'number') return NUMBER.test(value) ? Number(value) === fact : undefined
  if (typeof fact !== 'boolean') return undefined
  return TRUE.includes(value) ? fact : FALSE.includes(value) ? !fact : undefined
}

// As Go's strconv reads them, except for numbers that no token has.
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/
const TRUE = ['1', 't', 'T', 'true', 'TRUE', 'True']
const FALSE = ['0', 'f', 'F', 'false', 'FALSE', 'False']

function contains(match: Match, fact: unknown): boolean {
  const { value } = match
  if (typeof fact === 'string') return fact.includes(value)
  if (isObject(fact)) return Object.hasOwn(fact, value)
  if (!Array.isArray(fact)) return unfit(match, fact)
  return fact.some((element: unknown) => {
    if (!['string', 'number', 'boolean'].includes(typeof element)) return unfit(match, element)
    return isEqual(element, value) ?? false
  })
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const nameOf = (value: unknown) =>
  Array.isArray(value) ? 'a list' : value === null ? 'null' : isObject(value) ? 'an object' : `a ${typeof value}`

const doing = { equals: 'compared with', contains: 'searched for', matches: 'matched with', 'is-empty': 'asked' }

function unfit({ selector, operator, value }: Match, fact: unknown): never {
  const what = operator === 'is-empty' ? 'whether it is empty' : JSON.stringify(value)
  throw new Undecidable(`${selector.text} has ${nameOf(fact)}, which cannot be ${doing[operator]} ${what}`)
}
