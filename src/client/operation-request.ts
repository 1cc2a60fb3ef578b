import type { CallEntry } from '../contract/operation.ts'

/** The organization and project on which most operations act. */
export interface Location {
  readonly organizationId: string
  readonly projectId: string
}

/** The values of a request, by their names in the contract. */
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

/** Thrown for a path parameter whose value no path can carry: empty, or dots. */
export class ParameterError extends TypeError {
  /** The name in the contract: `bucket_name`. */
  readonly parameter: string
  readonly value: string

  constructor(message: string, { parameter, value }: { readonly parameter: string; readonly value: string }) {
    super(message)
    this.parameter = parameter
    this.value = value
  }
}

/**
 * Builds the HTTP request of an operation. Throws a TypeError that names a path parameter whose value is missing or cannot be in a path.
 */
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
    // Joined into the path, any of these values would shorten it to the address of something else.
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
