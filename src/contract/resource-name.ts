// Resource names: `iam/project/<id>/service-principal/<name>`. A path has one where a parameter may be several segments,
// and clients send its slashes as they are or as %2F.

/** Words that stand for themselves, and `*` for one segment that is not empty. */
export type Pattern = readonly string[]

const ANY = '*'

export const patternOf = (text: string): Pattern => text.split('/').filter((segment) => segment !== '')

export const isMatch = (pattern: Pattern, segments: readonly string[]): boolean =>
  segments.length === pattern.length &&
  pattern.every((word, index) => (word === ANY ? segments[index] !== '' : word === segments[index]))

/** Whether one text can match both. */
export const overlap = (one: Pattern, other: Pattern): boolean =>
  one.length === other.length &&
  one.every((word, index) => word === ANY || other[index] === ANY || word === other[index])

/** Whether one matches whatever the other matches. */
export const covers = (one: Pattern, other: Pattern): boolean =>
  one.length === other.length && one.every((word, index) => word === ANY || word === other[index])

/** The project that a resource name is in: `project/<id>`, or the same after the name of a service. */
export const projectIdIn = (name: string): string | undefined => /^(?:[^/]+\/)?project\/([^/]+)/.exec(name)?.[1]

/** The same of an organization. */
export const organizationIdIn = (name: string): string | undefined =>
  /^(?:[^/]+\/)?organization\/([^/]+)/.exec(name)?.[1]
