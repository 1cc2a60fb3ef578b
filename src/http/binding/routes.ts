// Turns the operations of one API into routes. Most operations have a route of their own. Where paths contain a resource name,
// several operations may have the same path, and clients send the name's slashes raw or encoded: these operations share a
// wildcard route, and the name decides between them. An operation that no request could reach is an error at startup.
import type { OperationEntry } from '../../contract/operation.ts'
import { covers, isMatch, overlap, type Pattern, patternOf } from '../../contract/resource-name.ts'
import { invalidArgument } from '../../domain/errors.ts'

type Operations = Readonly<Record<string, OperationEntry>>

/** The path parameters that the router found, by the router's names for them. */
export type Params = Readonly<Record<string, string>>

export interface Match {
  /** Null when the resource name is of a kind that the API documents do not define. */
  readonly operation: string | null
  /** Whether the kind is a defined one, but the last part of the resource name contains a slash. */
  readonly isSlashed?: boolean
  readonly params: Params
}

export interface Route {
  readonly method: string
  /** In the router's syntax. */
  readonly url: string
  /** All operations that a request on this route may be for. */
  readonly operations: readonly string[]
  /** Finds the operation that a request is for, by its path; undefined when there is none. Throws when the path is too long. */
  readonly find: (params: Params) => Match | undefined
}

/** In characters. Longer than any valid name, so that the use case can tell the client what is wrong with a name. */
export const LONGEST_PARAMETER = 2000

/** The router's name for a parameter, without dots, because a dot would end the name. */
export const routerName = (parameter: string): string => parameter.replaceAll('.', '__')

export function routesOf(operations: Operations): readonly Route[] {
  const entries = Object.entries(operations)
  const plain = entries.filter(([, { resourceName }]) => !resourceName).map(([name, entry]) => plainRoute(name, entry))
  const names = entries.flatMap(named)
  for (const [index, one] of plain.entries()) {
    // The router falls back to a wildcard only when no other route matches.
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

/** The segments of a route, with `*` for each parameter. */
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
  /** The whole path. */
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

/** An operation's pattern that a wildcard route may turn out to match. */
interface Candidate extends Named {
  /** Among the segments that the wildcard matches: the index at which the name begins, and the pattern of them all. */
  readonly start: number
  readonly rest: Pattern
}

function wildcardRoutes(all: readonly Named[]): readonly Route[] {
  // A name may begin like a longer path (`iam/...`), so the wildcard begins where the name of the shortest path does.
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
      // The router itself does not limit the length of what a wildcard matches.
      if (rest.length > LONGEST_PARAMETER) throw invalidArgument('path', 'a part of it is longer than any name or id')
      const segments = rest.split('/')
      const found = candidates.find((candidate) => isMatch(candidate.rest, segments))
      if (found) {
        const { operation, parameter, start, name } = found
        const resourceName = segments.slice(start, start + name.length).join('/')
        return { operation, params: { ...params, [parameter]: resourceName } }
      }
      // Such a name must not be answered with "not found": Terraform would drop the resource from its state.
      const inPlace = candidates.filter((candidate) => isInPlace(candidate, segments))
      if (inPlace.length === 0) return undefined
      const isSlashed = inPlace.some((candidate) => isSlashedIn(candidate, segments))
      return { operation: null, isSlashed, params: { ...params, '*': rest } }
    },
  }
}

/** Whether the segments before and after the name are those of the path. */
function isInPlace({ rest, start, after }: Candidate, segments: readonly string[]): boolean {
  return (
    segments.length > start + after.length &&
    isMatch(rest.slice(0, start), segments.slice(0, start)) &&
    (after.length === 0 || isMatch(after, segments.slice(-after.length)))
  )
}

/** Whether the name would match, were it not for slashes in its last part. */
function isSlashedIn({ rest, start, name }: Candidate, segments: readonly string[]): boolean {
  const end = start + name.length
  return segments.length > rest.length && isMatch(rest.slice(0, end), segments.slice(0, end))
}
