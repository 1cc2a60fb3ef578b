import { statusCodes, type StatusName } from '../contract/status.ts'
import { type FetchAnswer, LARGEST_ANSWER } from './fetch.ts'
import type { Answered, Outcome } from './retries.ts'

/** A request that the server refused or failed to carry out, as its google.rpc.Status describes it. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** The google.rpc.Code; `unknown` when the response carries none, such as one from a proxy. */
  readonly code: StatusName
  /** The HTTP status. */
  readonly status: number
  /** The operation that was called. */
  readonly operation: string
  /** The id under which the server's operator finds the request in the log; null when the response carries none. */
  readonly requestId: string | null

  constructor(parts: Pick<ApiError, 'message' | 'code' | 'status' | 'operation' | 'requestId'>) {
    super(parts.message)
    this.code = parts.code
    this.status = parts.status
    this.operation = parts.operation
    this.requestId = parts.requestId
  }
}

/** No response came: no such host, a connection refused or broken, a certificate that is not trusted. `cause` is the error underneath. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

/** The statuses that a server, or a proxy in front of it, answers during a temporary failure. */
const PASSING: readonly number[] = [429, 500, 502, 503, 504]

/** Whether the same request may succeed later. */
export const mayPass = (error: unknown): boolean =>
  error instanceof UnreachableError || (error instanceof ApiError && PASSING.includes(error.status))

type Head = Pick<FetchAnswer, 'status' | 'headers'>

interface ErrorBody {
  readonly code?: unknown
  readonly message?: unknown
  /** The message in an error of a token endpoint (RFC 6749 5.2). */
  readonly error_description?: unknown
}

const codes = Object.entries(statusCodes) as [StatusName, (typeof statusCodes)[StatusName]][]

const byNumber = (number: unknown) => codes.find(([, { code }]) => code === number)?.[0]
/** The code that a server would have answered with this status: it stands in where a proxy answers without a code. */
const byStatus = (status: number) => codes.find(([, { http }]) => http === status)?.[0]

/** Makes an error of a response, whose body may be anything. */
function errorOf(operation: string, answer: Head, text: string): ApiError {
  const { code, error_description: description, message = description } = errorBodyIn(text)
  return new ApiError({
    operation,
    status: answer.status,
    code: byNumber(code) ?? byStatus(answer.status) ?? 'unknown',
    message:
      typeof message === 'string' && message !== ''
        ? message
        : `the server answered ${answer.status} without a reason: is it a registry, or a proxy in front of one?`,
    requestId: answer.headers.get('x-request-id'),
  })
}

/**
 * Returns the final response. Throws `ApiError` when it is an error, and `UnreachableError` with the message `unanswered` when there is
 * none.
 */
export function accepted<Content extends { toString: () => string } | null>(
  outcome: Outcome<Content>,
  operation: string,
  unanswered: string,
): Answered<Content> {
  if (!('answer' in outcome)) throw new UnreachableError(unanswered, { cause: outcome.unreachable })
  const { answer, content } = outcome
  if (!answer.ok) throw errorOf(operation, answer, content?.toString() ?? '')
  return outcome
}

/**
 * Parses the body of a successful response (`answerText`). Throws `ApiError` when it is not JSON, such as a page that a proxy shows, or
 * when it is larger than any response of a registry.
 */
export function messageIn(operation: string, head: Head, text: string | null): unknown {
  if (text === null) throw noAnswer(operation, head, `with more than ${LARGEST_ANSWER} bytes`)
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw noAnswer(operation, head, 'without JSON')
  }
}

function noAnswer(operation: string, { status, headers }: Head, what: string): ApiError {
  return new ApiError({
    ...{ operation, status, code: 'unknown', requestId: headers.get('x-request-id') },
    message: `the server answered ${status} ${what}: is it a registry, or a proxy in front of one?`,
  })
}

function errorBodyIn(text: string): ErrorBody {
  try {
    return (JSON.parse(text) ?? {}) as ErrorBody
  } catch {
    return {}
  }
}
