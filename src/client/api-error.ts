import { statusCodes, type StatusName } from '../contract/status.ts'
import { type FetchAnswer, LARGEST_ANSWER } from './fetch.ts'
import type { Answered, Outcome } from './retries.ts'

/** What a server refuses or fails to do, as it says so (google.rpc.Status). */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** Which google.rpc.Code; `unknown` where an answer has none, as those of proxies. */
  readonly code: StatusName
  /** Of HTTP. */
  readonly status: number
  /** The operation that was asked for. */
  readonly operation: string
  /** By which whoever runs the server finds it in the log; null where the answer names none. */
  readonly requestId: string | null

  constructor(parts: Pick<ApiError, 'message' | 'code' | 'status' | 'operation' | 'requestId'>) {
    super(parts.message)
    this.code = parts.code
    this.status = parts.status
    this.operation = parts.operation
    this.requestId = parts.requestId
  }
}

/** No answer came: no such host, a connection refused or broken, a certificate that is not trusted. `cause` says which. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

/** What a server, or what stands before it, answers while something passes. */
const PASSING: readonly number[] = [429, 500, 502, 503, 504]

/** Whether the same may go well in a while. */
export const mayPass = (error: unknown): boolean =>
  error instanceof UnreachableError || (error instanceof ApiError && PASSING.includes(error.status))

type Head = Pick<FetchAnswer, 'status' | 'headers'>

interface ErrorBody {
  readonly code?: unknown
  readonly message?: unknown
  /** Where tokens are given (RFC 6749 5.2). */
  readonly error_description?: unknown
}

const codes = Object.entries(statusCodes) as [StatusName, (typeof statusCodes)[StatusName]][]

const byNumber = (number: unknown) => codes.find(([, { code }]) => code === number)?.[0]
/** What a proxy means by a status: the code that a server would have answered with it. */
const byStatus = (status: number) => codes.find(([, { http }]) => http === status)?.[0]

/** The error that an answer is, in which may be anything. */
function errorOf(operation: string, answer: Head, text: string): ApiError {
  const { code, error_description: description, message = description } = errorBodyIn(text)
  return new ApiError({
    operation,
    status: answer.status,
    code: byNumber(code) ?? byStatus(answer.status) ?? 'unknown',
    message:
      typeof message === 'string' && message !== ''
        ? message
        : `the server answered ${answer.status} and no reason: is it a registry, or something before one?`,
    requestId: answer.headers.get('x-request-id'),
  })
}

/** The answer that came in the end. Throws `ApiError` where it is a refusal, `UnreachableError` where there is none, with the words for that. */
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
 * What is in an answer that is no error (`answerText`). Throws `ApiError` where it is no JSON, as the page that something before a server
 * shows, or where there is more than any answer has.
 */
export function messageIn(operation: string, head: Head, text: string | null): unknown {
  if (text === null) throw noAnswer(operation, head, `more than ${LARGEST_ANSWER} bytes`)
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw noAnswer(operation, head, 'no JSON')
  }
}

function noAnswer(operation: string, { status, headers }: Head, what: string): ApiError {
  return new ApiError({
    ...{ operation, status, code: 'unknown', requestId: headers.get('x-request-id') },
    message: `the server answered ${status} and ${what}: is it a registry, or something before one?`,
  })
}

function errorBodyIn(text: string): ErrorBody {
  try {
    return (JSON.parse(text) ?? {}) as ErrorBody
  } catch {
    return {}
  }
}
