// One envelope for all errors of the APIs: google.rpc.Status. Clients look for `code` in the text of the body.
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { RETRY_AFTER_SECONDS, statusCodes, type StatusName } from '../contract/status.ts'
import { DomainError, type FieldViolation } from '../domain/errors.ts'

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

/** Fastify's own complaints about a request, in words that say what to do. */
function requestRefusal(error: FastifyError): Refusal | undefined {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { ...refusal('invalid_argument', 'body: is larger than this operation takes'), http: 413 }
    case 'FST_ERR_BAD_URL':
      return refusal('invalid_argument', 'path: is not correctly percent-encoded')
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return refusal('invalid_argument', 'path: a part of it is longer than any name or id')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refusal('invalid_argument', 'Content-Type: must be a media type such as application/json')
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refusal('invalid_argument', 'body: its length is not what Content-Length says')
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return refusal('invalid_argument', 'body: must be JSON, with no member called __proto__')
    default: {
      const status = error.statusCode ?? 500
      return status >= 400 && status < 500 ? refusal('invalid_argument', error.message) : undefined
    }
  }
}

function refusalOf(error: FastifyError | DomainError, fieldName: ErrorSpelling['fieldName']): Refusal | undefined {
  if (!(error instanceof DomainError)) return requestRefusal(error)
  const violations = error.violations.map(({ field, description }) => ({ field: fieldName(field), description }))
  const [violation] = violations
  const message = violation ? `${violation.field}: ${violation.description}` : error.message
  return { ...refusal(error.code, message), violations }
}

/** What an API's errors have of their own. */
export interface ErrorSpelling {
  /** Fields besides those of google.rpc.Status. */
  readonly extras: (message: string) => object
  /** Its name for a field that a use case has refused. */
  readonly fieldName: (field: string) => string
}

/** Errors as 2023-01-01 has them, whose words the domain speaks. */
export const plainErrors: ErrorSpelling = { extras: () => ({}), fieldName: (field) => field }

// The one refusal that HCP was seen to detail. Of all others clients are told in the message; what else stands beside it
// only makes the text longer that Packer looks for a code in (internal/hcp/api/errors.go).
const TOLD_IN_DETAIL: ReadonlySet<string> = new Set(['body.update_mask'])

export type ErrorHandler = (error: FastifyError | DomainError, request: FastifyRequest, reply: FastifyReply) => void

/** Writes the envelope. */
export const errorHandler =
  ({ extras, fieldName }: ErrorSpelling): ErrorHandler =>
  (error, request, reply) => {
    const known = refusalOf(error, fieldName)
    if (!known || known.name === 'unavailable') request.log.error({ err: error }, 'request failed')
    const { name, message, violations, http } =
      known ?? refusal('internal', `something went wrong here; the server's log tells more under request ${request.id}`)
    const told = violations.filter(({ field }) => TOLD_IN_DETAIL.has(field))
    const details =
      told.length > 0 ? [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', field_violations: told }] : []
    if (name === 'unavailable') void reply.header('retry-after', RETRY_AFTER_SECONDS)
    void reply.code(http).send({ code: statusCodes[name].code, details, message, ...extras(message) })
  }

export const handleError = errorHandler(plainErrors)

export function handleNotFound(request: FastifyRequest, reply: FastifyReply): void {
  const { code, http } = statusCodes.not_found
  const [path = ''] = request.url.split('?')
  // Scripts that forgot to set a variable see here what became of its place.
  const isMerged = request.url !== request.originalUrl && request.originalUrl.startsWith('/')
  const hint = isMerged ? ': slashes in a row count as one, so no name can be empty' : ''
  void reply.code(http).send({ code, details: [], message: `there is no ${request.method} ${path}${hint}` })
}

/** What is no HTTP request, or ends in the middle of one, has no route and no reply: the same envelope, by hand. */
export function handleClientError(error: ClientError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const { message, http } = clientRefusals[error.code] ?? notHttp
  const body = JSON.stringify({ code: statusCodes.invalid_argument.code, details: [], message })
  const head = `HTTP/1.1 ${http} ${STATUS_CODES[http] ?? ''}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`
  socket.end(`${head}\r\n\r\n${body}`, () => socket.destroy())
}

type ClientError = Error & { readonly code: string }

const notHttp = refusal('invalid_argument', 'the request is not HTTP/1.1 as RFC 9112 has it')
const clientRefusals: Readonly<Record<string, Refusal | undefined>> = {
  HPE_HEADER_OVERFLOW: { ...refusal('invalid_argument', 'headers: are larger than this server takes'), http: 431 },
  ERR_HTTP_REQUEST_TIMEOUT: { ...refusal('invalid_argument', 'the request did not arrive in time'), http: 408 },
}
