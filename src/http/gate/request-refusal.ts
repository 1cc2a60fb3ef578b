// Refusals of a request as such, before any operation handles it: for its size, its pace, its head, or for lack of room. A
// refusal carries its own HTTP status, because one code has several here.
import { statusCodes, type StatusName } from '../../contract/status.ts'

interface RefusalParts {
  readonly code: StatusName
  readonly statusCode: number
  readonly retryAfterSeconds: number | null
}

export class RequestRefusal extends Error {
  readonly code: StatusName
  readonly statusCode: number
  readonly retryAfterSeconds: number | null

  constructor(message: string, { code, statusCode, retryAfterSeconds }: RefusalParts) {
    super(message)
    this.name = 'RequestRefusal'
    this.code = code
    this.statusCode = statusCode
    this.retryAfterSeconds = retryAfterSeconds
  }
}

const refusal = (code: StatusName, message: string, statusCode: number = statusCodes[code].http) =>
  new RequestRefusal(message, { code, statusCode, retryAfterSeconds: null })

const comeBack = (code: StatusName, message: string, retryAfterSeconds: number) =>
  new RequestRefusal(message, { code, statusCode: statusCodes[code].http, retryAfterSeconds })

export const malformed = (message: string) => refusal('invalid_argument', message)

export const unknownAddress = (method: string, path: string) =>
  refusal('not_found', `there is no ${method} ${path.length > SHOWN ? `${path.slice(0, SHOWN)}…` : path}`)
// Longer than any valid address.
const SHOWN = 500

export const unmetExpectation = () =>
  refusal('invalid_argument', 'Expect: this server meets no other expectation than 100-continue', 417)

export const headTooLarge = () => refusal('invalid_argument', 'headers: are larger than this server takes', 431)

export const bodyTooLarge = (operation: string, limit: number) =>
  refusal('invalid_argument', `body: is too large; ${operation} takes at most ${limit} bytes`, 413)

export const tooSlow = () =>
  refusal('invalid_argument', 'the request did not arrive in time: send it again over a line that does not stall', 408)

export const addressHasEnough = (retryAfterSeconds: number) =>
  comeBack(
    'resource_exhausted',
    'too much is under way to or from this address at once: try again later',
    retryAfterSeconds,
  )

export const tooManyAttempts = (retryAfterSeconds: number) =>
  comeBack(
    'resource_exhausted',
    `too many failed attempts from this address: try again in ${retryAfterSeconds} s`,
    retryAfterSeconds,
  )

export const serverHasEnough = (retryAfterSeconds: number) =>
  comeBack('unavailable', 'the server has as much to do as it can hold: try again later', retryAfterSeconds)

export const tooManyConnections = (retryAfterSeconds: number) =>
  comeBack(
    'unavailable',
    'there are too many connections, in all or from this address: try again later',
    retryAfterSeconds,
  )

export const serverIsStopping = () => comeBack('unavailable', 'the server is being stopped: try again in a moment', 5)
