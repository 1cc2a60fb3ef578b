// All errors that use cases throw. A use case throws only what a constructor here makes; http/ maps the code to the wire in one
// place. A message names the thing and says what to do, because Packer and Terraform print it unchanged.

/** The names of google.rpc.Code that the registry uses. */
export type ErrorCode =
  | 'invalid_argument'
  | 'not_found'
  | 'already_exists'
  | 'permission_denied'
  | 'resource_exhausted'
  | 'failed_precondition'
  | 'aborted'
  | 'unimplemented'
  | 'unavailable'
  | 'unauthenticated'

/** An invalid request field, as in google.rpc.BadRequest.FieldViolation. */
export interface FieldViolation {
  readonly field: string
  readonly description: string
}

export class DomainError extends Error {
  readonly code: ErrorCode
  readonly violations: readonly FieldViolation[]

  constructor(code: ErrorCode, message: string, violations: readonly FieldViolation[], cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.name = 'DomainError'
    this.code = code
    this.violations = violations
  }
}

/** `throw` as an expression: `(await find(name)) ?? fail(notFound('bucket', name))`. */
export function fail(error: Error): never {
  throw error
}

/** The names, in messages, of things that can be missing or exist already. */
export type Noun =
  /** Anything that has an id. */
  | 'resource'
  | 'organization'
  | 'project'
  | 'group'
  | 'role'
  | 'principal'
  | 'registry'
  | 'bucket'
  | 'version'
  | 'build'
  | 'channel'
  | 'SBOM'
  | 'operation'
  | 'service principal'
  | 'service principal key'
  | 'workload identity provider'
  | 'user'
  | 'invitation'
  | 'webhook'
  | 'delivery'
  | 'stream'
  | 'streaming destination'
  | 'e-mail subscription'

const SHOWN_CHARACTERS = 100

/** A client's text as messages show it: only the beginning of a long one, which may be megabytes. */
export const shown = (text: string): string =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS).toWellFormed()}…` : text

export const invalidArgument = (field: string, description: string) =>
  new DomainError('invalid_argument', `${field}: ${description}`, [{ field, description }])

export const notFound = (noun: Noun, name: string) =>
  new DomainError('not_found', `${noun} "${shown(name)}" does not exist`, [])

export const alreadyExists = (noun: Noun, name: string) =>
  new DomainError('already_exists', `${noun} "${shown(name)}" already exists`, [])

/** The request would change a field that can be set only once, in HCP's words. Packer never does this. */
export const writtenOnce = (field: string, stored: string) =>
  new DomainError(
    'already_exists',
    `You cannot override a build's ${field} if it has already been set (it is "${stored}")`,
    [],
  )

/** What an authenticated caller was refused. */
export interface Denied {
  /** The missing permission; empty where any of several would have sufficed. */
  readonly permission: string
  /** The resource that the permission was needed on; only those of its ids and names that are known. */
  readonly resource: Readonly<Partial<Record<'organizationId' | 'projectId' | 'bucketName' | 'groupId', string>>>
}

export class PermissionDenied extends DomainError {
  readonly denied: Denied

  constructor(message: string, denied: Denied) {
    super('permission_denied', message, [])
    this.denied = denied
  }
}

export const permissionDenied = (message: string, denied: Denied) => new PermissionDenied(message, denied)

/** Refuses the way in which a request was made, whoever the caller is. */
export const notAllowed = (message: string) => new DomainError('permission_denied', message, [])

export const resourceExhausted = (message: string) => new DomainError('resource_exhausted', message, [])

export const failedPrecondition = (message: string) => new DomainError('failed_precondition', message, [])

/** Packer creates a version only after this very code; `not_found` aborts its build (hashicorp/packer api/errors.go). */
export const unknownFingerprint = (fingerprint: string) =>
  new DomainError('aborted', `Version with fingerprint ${shown(fingerprint)} not found`, [])

/** HTTP 409: the policy changed after the caller read it, so the caller must read it again. */
export const etagMismatch = (label: string) =>
  new DomainError(
    'aborted',
    `the policy of ${label} has changed since it was read: read it again, and send its etag`,
    [],
  )

export const unimplemented = (operation: string) =>
  new DomainError('unimplemented', `${operation} is not served by this version of Assay`, [])

export const unauthenticated = (message: string) => new DomainError('unauthenticated', message, [])

/** The request is fine, but something that the server depends on is not. `cause` is only for the log. */
export const unavailable = (message: string, cause?: unknown) => new DomainError('unavailable', message, [], cause)

/**
 * The error's own message. Node reports a failed connection to a host with several addresses as an AggregateError without a
 * message, and truncated zstd data by a code alone.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  if (!(error instanceof Error)) return String(error)
  return error.message || ((error as NodeJS.ErrnoException).code ?? error.name)
}
