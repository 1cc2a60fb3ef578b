// One envelope for all errors of the APIs: google.rpc.Status. Clients look for `code` in the text of the body.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { RETRY_AFTER_SECONDS, statusCodes, type StatusName } from '../contract/status.ts'
import { DomainError, type FieldViolation, PermissionDenied } from '../domain/errors.ts'
import { RequestRefusal, unknownAddress } from './gate/request-refusal.ts'
import { ANSWER_HEADERS } from './wire/send-message.ts'

interface Refusal {
  readonly name: StatusName
  readonly message: string
  readonly violations: readonly FieldViolation[]
  readonly http: number
}

const refusal = (name: StatusName, message: string): Refusal => ({
  name,
  message,
  violations: [],
  http: statusCodes[name].http,
})

/** Fastify's own errors about a request, reworded to say what to do. */
function requestRefusal(error: FastifyError): Refusal | undefined {
  switch (error.code) {
    case 'FST_ERR_BAD_URL':
      return refusal('invalid_argument', 'path: is not correctly percent-encoded')
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return refusal('invalid_argument', 'path: a part of it is longer than any name or id')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refusal('invalid_argument', 'Content-Type: must be a media type such as application/json')
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return refusal('invalid_argument', 'body: must be JSON, with no member called __proto__')
    default: {
      const status = error.statusCode ?? 500
      return status >= 400 && status < 500 ? refusal('invalid_argument', error.message) : undefined
    }
  }
}

function refusalOf(error: Failure, fieldName: ErrorSpelling['fieldName']): Refusal | undefined {
  if (error instanceof RequestRefusal)
    return { name: error.code, message: error.message, violations: [], http: error.statusCode }
  if (!(error instanceof DomainError)) return requestRefusal(error)
  const violations = error.violations.map(({ field, description }) => ({ field: fieldName(field), description }))
  const [violation] = violations
  const message = violation ? `${violation.field}: ${violation.description}` : error.message
  return { ...refusal(error.code, message), violations }
}

/** What is specific to the errors of one API. */
export interface ErrorSpelling {
  /** Fields besides those of google.rpc.Status. */
  readonly extras: (message: string) => object
  /** The API's name for a field that a use case has refused. */
  readonly fieldName: (field: string) => string
}

/** The errors of 2023-01-01, whose field names the domain uses. */
export const plainErrors: ErrorSpelling = { extras: () => ({}), fieldName: (field) => field }

// The only field for which HCP was seen to send details. All other refusals are described in the message alone: details would
// only lengthen the text in which Packer looks for a code (internal/hcp/api/errors.go).
const DETAILED_FIELDS: ReadonlySet<string> = new Set(['body.update_mask'])

type Failure = FastifyError | DomainError | RequestRefusal
export type ErrorHandler = (error: Failure, request: FastifyRequest, reply: FastifyReply) => void

/** Called for each request that is refused because the caller lacks a permission. */
export type NoteRefusal = (refusal: PermissionDenied, request: FastifyRequest) => void

/** Makes the error handler that writes the envelope. */
export const errorHandler =
  ({ extras, fieldName }: ErrorSpelling, noteRefusal: NoteRefusal): ErrorHandler =>
  (error, request, reply) => {
    if (error instanceof PermissionDenied) noteRefusal(error, request)
    const known = refusalOf(error, fieldName)
    if (!known || (known.name === 'unavailable' && !(error instanceof RequestRefusal)))
      request.log.error({ err: error }, 'request failed')
    const { name, message, violations, http } =
      known ?? refusal('internal', `something went wrong here; the server's log tells more under request ${request.id}`)
    const detailed = violations.filter(({ field }) => DETAILED_FIELDS.has(field))
    const details =
      detailed.length > 0 ? [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', field_violations: detailed }] : []
    const retryAfter =
      error instanceof RequestRefusal ? error.retryAfterSeconds : name === 'unavailable' ? RETRY_AFTER_SECONDS : null
    if (retryAfter !== null) void reply.header('retry-after', retryAfter)
    void reply
      .code(http)
      .headers(ANSWER_HEADERS)
      .send({ code: statusCodes[name].code, details, message, ...extras(message) })
  }

export const handleError = errorHandler(plainErrors, () => undefined)

export function handleNotFound(request: FastifyRequest, reply: FastifyReply): void {
  const [path = ''] = request.url.split('?')
  // Tells the author of a script that forgot to set a variable where the empty part of the path went.
  const isMerged = request.url !== request.originalUrl && request.originalUrl.startsWith('/')
  const hint = isMerged ? ': slashes in a row count as one, so no name can be empty' : ''
  const { message, statusCode } = unknownAddress(request.method, path)
  void reply
    .code(statusCode)
    .headers(ANSWER_HEADERS)
    .send({ code: statusCodes.not_found.code, details: [], message: message + hint })
}
