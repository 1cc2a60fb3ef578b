// One envelope for all errors of the APIs: google.rpc.Status. Clients look for `code` in the text of the body.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { statusCodes, type StatusName } from '../contract/status.ts'
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
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refusal('invalid_argument', 'body: its length is not what Content-Length says')
    default: {
      const status = error.statusCode ?? 500
      return status >= 400 && status < 500 ? refusal('invalid_argument', error.message) : undefined
    }
  }
}

function refusalOf(error: FastifyError | DomainError): Refusal | undefined {
  if (!(error instanceof DomainError)) return requestRefusal(error)
  return { ...refusal(error.code, error.message), violations: error.violations }
}

export function handleError(error: FastifyError | DomainError, request: FastifyRequest, reply: FastifyReply): void {
  const known = refusalOf(error)
  if (!known) request.log.error({ requestId: request.id, err: error }, 'request failed')
  const { name, message, violations, http } =
    known ?? refusal('internal', `something went wrong here; the server's log tells more under request ${request.id}`)
  const details =
    violations.length > 0
      ? [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', field_violations: violations }]
      : []
  void reply.code(http).send({ code: statusCodes[name].code, details, message })
}

export function handleNotFound(request: FastifyRequest, reply: FastifyReply): void {
  const { code, http } = statusCodes.not_found
  const [path = ''] = request.url.split('?')
  void reply.code(http).send({ code, details: [], message: `there is no ${request.method} ${path}` })
}
