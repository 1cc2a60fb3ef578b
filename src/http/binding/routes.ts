// From the operations of one API to routes of the router. Most operations have a route to themselves. Where a path has a
// resource name, several may have the same one, and its slashes are raw or encoded: those share a wildcard, and the name
// decides between them. No operation may stand where no request can reach it.
import type { OperationEntry } from '../../contract/operation.ts'
import { covers, isMatch, overlap, type Pattern, patternOf } from '../../contract/resource-name.ts'
import { invalidArgument } from '../../domain/errors.ts'

type Operations = Readonly<Record<string, OperationEntry>>

/** What the router found in a path, by its own names. */
export type Params = Readonly<Record<string, string>>

export interface Match {
  /** Null where the resource name is of a kind that the documents do not tell. */
  readonly operation: string | null
  /** Whether it is of a kind that they do tell, and the name at its end has a slash. */
  readonly isSlashed?: boolean
  readonly params: Params
}

export interface Route {
  readonly method: string
  /** As the router wants it. */
  readonly url: string
  /** All operations that a request on this route may be for. */
  readonly operations: readonly string[]
  /** Which of them one is for, by its path; undefined where there is nothing. Throws when it is too long. */
  readonly find: (params: Params) => Match | undefined
}

/** In characters: longer than any name that is allowed, so that the answer can say what is wrong with it. */
export const LONGEST_PARAMETER = 2000

/** The router ends a parameter name at a dot. */
export const routerName = (parameter: string): string => parameter.replaceAll('.', '__')

export function routesOf(operations: Operations): readonly Route[] {
  const entries = Object.entries(operations)
  const plain = entries.filter(([, { resourceName }]) => !resourceName).map(([name, entry]) => plainRoute(name, entry))
  const names = entries.flatMap(named)
  for (const [index, one] of plain.entries()) {
    // The router takes a wildcard only when nothing else fits.
    const hidden = [
      ...plain
        .slice(index + 1)
        .filter((other) => covers(one.pattern, other.pattern) && covers(other.pattern, one.pattern)),
      ...names.filter((other) => covers(one.pattern, other.pattern)),
    ]
    for (const other of hidden) if (one.method === other.method) refuse(one, other, one.url)
  }
  return [...plain, ...wildcardRoutes(names)]
}

function refuse(one: { readonly operation: string }, other: { readonly operation: string }, place: string): never {
  throw new Error(`${other.operation} cannot be reached: ${one.operation} is at ${place} as well`)
}

/** A route's words, its parameters left open. */
const wordsOf = (route: string): Pattern => patternOf(route.replace(/:\w+/g, '*'))

const plainRoute = (operation: string, { method, route }: OperationEntry) => ({
  operation,
  pattern: wordsOf(route),
  method,
  url: route,
  operations: [operation],
  find: (params: Params) => ({ operation, params }),
})

// --- Resource names --------------------------------------------------------------------------------------------------

/** One pattern of an operation whose path has a resource name. */
interface Named {
  readonly operation: string
  readonly method: string
  /** The route up to the name. */
  readonly before: string
  readonly after: Pattern
  readonly parameter: string
  readonly name: Pattern
  /** All of the path. */
  readonly pattern: Pattern
}

function named([operation, { method, route, resourceName }]: [string, OperationEntry]): readonly Named[] {
  if (!resourceName) return []
  const parameter = routerName(resourceName.parameter)
  const [before = '', after = ''] = route.split(`:${parameter}`)
  return resourceName.patterns.map((text) => {
    const name = patternOf(text)
    const pattern = [...wordsOf(before), ...name, ...patternOf(after)]
    return { operation, method, before, after: patternOf(after), parameter, name, pattern }
  })
}

/** What a wildcard may stand for. */
interface Candidate extends Named {
  /** Of what the wildcard stands for: where the name begins, and all of it. */
  readonly start: number
  readonly rest: Pattern
}

function wildcardRoutes(all: readonly Named[]): readonly Route[] {
  // A name may begin like a longer path (`iam/…`), so the wildcard stands where the shortest of them has its name.
  const rootOf = ({ method, before }: Named) =>
    all
      .filter((other) => other.method === method && before.startsWith(other.before))
      .map((other) => other.before)
      .reduce((shortest, each) => (each.length < shortest.length ? each : shortest))
  const groups = Map.groupBy(all, (each) => `${each.method} ${rootOf(each)}`)
  return [...groups.values()].map((group) => {
    const [first] = group as [Named, ...Named[]]
    const root = rootOf(first)
    return wildcardRoute(
      first.method,
      root,
      group.map((each) => {
        const literals = patternOf(each.before.slice(root.length))
        return { ...each, start: literals.length, rest: [...literals, ...each.name, ...each.after] }
      }),
    )
  })
}

function wildcardRoute(method: string, root: string, candidates: readonly Candidate[]): Route {
  for (const [index, one] of candidates.entries())
    for (const other of candidates.slice(index + 1))
      if (overlap(one.rest, other.rest)) refuse(one, other, one.rest.join('/'))
  return {
    method,
    url: `${root}*`,
    operations: [...new Set(candidates.map(({ operation }) => operation))],
    find: ({ '*': rest = '', ...params }) => {
      // The router has no limit of its own for what a wildcard stands for.
      if (rest.length > LONGEST_PARAMETER) throw invalidArgument('path', 'a part of it is longer than any name or id')
      const segments = rest.split('/')
      const found = candidates.find((candidate) => isMatch(candidate.rest, segments))
      if (found) {
        const { operation, parameter, start, name } = found
        const resourceName = segments.slice(start, start + name.length).join('/')
        return { operation, params: { ...params, [parameter]: resourceName } }
      }
      // No answer about the thing, as "not found" would be: Terraform drops what is not found from its state.
      const inPlace = candidates.filter((candidate) => isInPlace(candidate, segments))
      if (inPlace.length === 0) return undefined
      const isSlashed = inPlace.some((candidate) => isSlashedIn(candidate, segments))
      return { operation: null, isSlashed, params: { ...params, '*': rest } }
    },
  }
}

/** Whether all but the name is as the path has it. */
function isInPlace({ rest, start, after }: Candidate, segments: readonly string[]): boolean {
  return (
    segments.length > start + after.length &&
    isMatch(rest.slice(0, start), segments.slice(0, start)) &&
    (after.length === 0 || isMatch(after, segments.slice(-after.length)))
  )
}

/** Whether it is such a name, but for slashes in its last part. */
function isSlashedIn({ rest, start, name }: Candidate, segments: readonly string[]): boolean {
  const end = start + name.length
  return segments.length > rest.length && isMatch(rest.slice(0, end), segments.slice(0, end))
}
