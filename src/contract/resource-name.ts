// Resource names, such as `iam/project/<id>/service-principal/<name>`: path parameters that span several segments, whose
// slashes clients send either raw or as %2F.

/** Literal segments, and `*` for one segment that is not empty. */
export type Pattern = readonly string[]

const ANY = '*'

export const patternOf = (text: string): Pattern => text.split('/').filter((segment) => segment !== '')

export const isMatch = (pattern: Pattern, segments: readonly string[]): boolean =>
  segments.length === pattern.length &&
  pattern.every((word, index) => (word === ANY ? segments[index] !== '' : word === segments[index]))

/** Whether some text matches both patterns. */
export const overlap = (one: Pattern, other: Pattern): boolean =>
  one.length === other.length &&
  one.every((word, index) => word === ANY || other[index] === ANY || word === other[index])

/** Whether the first pattern matches everything that the other one matches. */
export const covers = (one: Pattern, other: Pattern): boolean =>
  one.length === other.length && one.every((word, index) => word === ANY || word === other[index])

/** The project that a resource name belongs to: it begins with `project/<id>`, or with that after the name of a service. */
export const projectIdIn = (name: string): string | undefined => /^(?:[^/]+\/)?project\/([^/]+)/.exec(name)?.[1]

/** The same for an organization. */
export const organizationIdIn = (name: string): string | undefined =>
  /^(?:[^/]+\/)?organization\/([^/]+)/.exec(name)?.[1]
