// The one vocabulary of refusals. A use case throws only what a constructor here makes; http/ maps the code to the wire
// once. A message names the thing and says what to do, because Packer and Terraform print it as it is.

/** Names of google.rpc.Code, as far as the registry refuses anything with them. */
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

/** A request field that was refused, as google.rpc.BadRequest.FieldViolation tells it. */
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

/** What people call the things that can be missing or in the way. */
export type Noun =
  /** Whatever has an id. */
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

/** What a client sent, as messages show it: of a long text, which may be megabytes, only the beginning. */
export const shown = (text: string): string =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS).toWellFormed()}…` : text

export const invalidArgument = (field: string, description: string) =>
  new DomainError('invalid_argument', `${field}: ${description}`, [{ field, description }])

export const notFound = (noun: Noun, name: string) =>
  new DomainError('not_found', `${noun} "${shown(name)}" does not exist`, [])

export const alreadyExists = (noun: Noun, name: string) =>
  new DomainError('already_exists', `${noun} "${shown(name)}" already exists`, [])

/** A field that can be set once was set to something else, in HCP's words. Packer never does this. */
export const writtenOnce = (field: string, stored: string) =>
  new DomainError(
    'already_exists',
    `You cannot override a build's ${field} if it has already been set (it is "${stored}")`,
    [],
  )

/** What somebody who is known was refused. */
export interface Denied {
  /** The one that was missing; empty where any of many would have done. */
  readonly permission: string
  /** What it was asked for, as it was asked; only what was said of it. */
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

/** Whoever asks: it is how they ask that is not allowed. */
export const notAllowed = (message: string) => new DomainError('permission_denied', message, [])

export const resourceExhausted = (message: string) => new DomainError('resource_exhausted', message, [])

export const failedPrecondition = (message: string) => new DomainError('failed_precondition', message, [])

/** Packer creates a version only after this very code; `not_found` aborts its build (hashicorp/packer api/errors.go). */
export const unknownFingerprint = (fingerprint: string) =>
  new DomainError('aborted', `Version with fingerprint ${shown(fingerprint)} not found`, [])

/** HTTP 409: who read a policy before somebody else changed it reads it again. */
export const etagMismatch = (label: string) =>
  new DomainError(
    'aborted',
    `the policy of ${label} has changed since it was read: read it again, and send its etag`,
    [],
  )

export const unimplemented = (operation: string) =>
  new DomainError('unimplemented', `${operation} is not served by this version of Assay`, [])

export const unauthenticated = (message: string) => new DomainError('unauthenticated', message, [])

/** Nothing is wrong with the request; something is with what the server needs. `cause` is for the log alone. */
export const unavailable = (message: string, cause?: unknown) => new DomainError('unavailable', message, [], cause)

/**
 * Why, in the words of whoever failed. Node reports a host with several addresses as an AggregateError without any, and what is cut short
 * of zstd by a code alone.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  if (!(error instanceof Error)) return String(error)
  return error.message || ((error as NodeJS.ErrnoException).code ?? error.name)
}
