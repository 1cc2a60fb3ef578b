import type { CallEntry } from '../contract/operation.ts'

/** Where most operations happen. */
export interface Location {
  readonly organizationId: string
  readonly projectId: string
}

/** What is asked, by the names that the contract has. */
export interface AskedValues {
  readonly params?: Readonly<Record<string, string | undefined>>
  readonly query?: Readonly<Record<string, QueryValue | undefined>>
  readonly body?: unknown
}

type QueryValue = string | number | boolean | readonly string[]

export interface WrittenRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** Of a parameter that was given and that no path can have: empty, or dots. */
export class ParameterError extends TypeError {
  /** By the name that the contract has: `bucket_name`. */
  readonly parameter: string
  readonly value: string

  constructor(message: string, { parameter, value }: { readonly parameter: string; readonly value: string }) {
    super(message)
    this.parameter = parameter
    this.value = value
  }
}

/** An operation as it goes over the wire. Throws a TypeError that names a parameter of its path which has no value, or none that a path can have. */
export function operationRequest(
  name: string,
  { method, path, body: message }: CallEntry,
  { params, query, body }: AskedValues,
  at: { readonly apiUrl: string; readonly location: Partial<Location> },
): WrittenRequest {
  const { organizationId, projectId } = at.location
  const values: AskedValues['params'] = {
    organization_id: organizationId,
    project_id: projectId,
    'location.organization_id': organizationId,
    'location.project_id': projectId,
    ...params,
  }
  const written = path.replace(/\{([^}]+)\}/g, (_, parameter: string) => {
    const value = values[parameter]
    // Joined into a path, each of these would be a shorter address: that of something else.
    const needed = `${name} needs the parameter ${parameter}`
    if (value === undefined) throw new TypeError(needed)
    if (value === '') throw new ParameterError(needed, { parameter, value })
    if (value === '.' || value === '..')
      throw new ParameterError(`${name}: ${parameter} cannot be "${value}"`, { parameter, value })
    return encodeURIComponent(value)
  })
  const search = new URLSearchParams(
    Object.entries(query ?? {}).flatMap(([key, value]) => textsOf(value).map((text): [string, string] => [key, text])),
  )
  return {
    url: new URL(search.size > 0 ? `${written}?${search.toString()}` : written, at.apiUrl).href,
    method,
    headers: { accept: 'application/json', ...(message !== null && { 'content-type': 'application/json' }) },
    body: message === null ? undefined : JSON.stringify(body ?? {}),
  }
}

function textsOf(value: QueryValue | undefined): readonly string[] {
  if (value === undefined) return []
  return typeof value === 'object' ? value : [String(value)]
}
