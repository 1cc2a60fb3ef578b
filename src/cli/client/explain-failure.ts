import { ApiError, UnreachableError } from '../../client/api-error.ts'
import { ParameterError } from '../../client/operation-request.ts'
import { ClientFailure, type ExitName } from './client-failure.ts'
import { isUnvouched } from './server/trust.ts'

export interface ToldFailure {
  readonly exit: ExitName
  readonly message: string
}

export interface Asking {
  /** With what, for people; null where it was not found out. */
  readonly credentialsFrom: string | null
  /** Those of a terminal unless others are said. */
  readonly remedies?: Remedies
}

/** What to try, where that depends on where a command is told what to ask with. */
export interface Remedies {
  /** Where the address of the server comes from. */
  readonly address: string
  /** Where the authority of a server is named. */
  readonly authority: string
  /** How there are others. */
  readonly credentials: string
  /** How it is found out who may not. */
  readonly permission: string
}

export const OF_A_TERMINAL: Remedies = {
  address: 'check HCP_API_ADDRESS, or the address of assay login',
  authority: 'name that in SSL_CERT_FILE, or log in with assay login --ca FILE',
  credentials: 'log in again with assay login, or set another HCP_CLIENT_ID and HCP_CLIENT_SECRET',
  permission: 'assay whoami tells who that is',
}

const askings = new WeakMap<object, Asking>()

/** The error, of a server that was asked this way, where that is another one than the command's own. */
export function askedBy(asking: Asking, error: unknown): unknown {
  if (error instanceof Error) askings.set(error, asking)
  return error
}

/** What ended a command, and what to try. */
export function explainFailure(error: unknown, asking: Asking): ToldFailure {
  return explained(error, error instanceof Error ? (askings.get(error) ?? asking) : asking)
}

function explained(error: unknown, asking: Asking): ToldFailure {
  if (error instanceof ClientFailure) return { exit: error.exit, message: error.message }
  if (error instanceof ApiError) return apiFailure(error, asking)
  if (error instanceof ParameterError) return { exit: 'usage', message: unnamed(error) }
  if (error instanceof UnreachableError) return { exit: 'unreachable', message: unreachable(error, asking) }
  return { exit: 'failed', message: error instanceof Error ? error.message || error.name : String(error) }
}

function unnamed({ parameter, value }: ParameterError): string {
  // `location.project_id`, `bucket_name`: as the contract calls what people call the project, the bucket.
  const noun = parameter
    .replace(/^.*\./, '')
    .replace(/_(?:name|id)$/, '')
    .replaceAll('_', ' ')
  return value === ''
    ? `the ${noun} is empty: say which one is meant, or set the variable that it was to come from`
    : `the ${noun} cannot be ${JSON.stringify(value)}: say its name`
}

const exits: Partial<Record<ApiError['code'], ExitName>> = {
  unauthenticated: 'unauthenticated',
  permission_denied: 'notPermitted',
  not_found: 'notFound',
  already_exists: 'refused',
  failed_precondition: 'refused',
  aborted: 'refused',
  invalid_argument: 'usage',
  out_of_range: 'refused',
  unavailable: 'unreachable',
  deadline_exceeded: 'unreachable',
  resource_exhausted: 'unreachable',
}

const GIVES_TOKENS = /^POST .*(?:oauth2\/token|exchange-token)$/
/** By which tokens are refused (RFC 6749, 5.2); all else is about something else. */
const REFUSED: readonly number[] = [400, 401, 403]
/** What Assay has stock clients check, which have no other place to be told credentials in than these. */
const OF_STOCK_CLIENTS = /: check HCP_CLIENT_ID and HCP_CLIENT_SECRET$/

function apiFailure(
  { code, status, message, operation, requestId }: ApiError,
  { credentialsFrom, remedies = OF_A_TERMINAL }: Asking,
): ToldFailure {
  const shown = credentialsFrom ?? 'what was shown'
  if (GIVES_TOKENS.test(operation) && REFUSED.includes(status))
    return {
      exit: 'unauthenticated',
      message: `${shown} is not accepted: ${message.replace(OF_STOCK_CLIENTS, '')} (${remedies.credentials})`,
    }
  const exit = exits[code] ?? 'failed'
  const byId = exit === 'failed' && requestId !== null ? ` (request ${requestId} in the log of the server)` : ''
  return { exit, message: `${message}${hints[exit]?.(shown, remedies) ?? ''}${byId}` }
}

const hints: Partial<Record<ExitName, (shown: string, remedies: Remedies) => string>> = {
  unauthenticated: (shown, { credentials }) => `: ${shown} is not good any more: ${credentials}`,
  notPermitted: (shown, { permission }) => ` (asked with ${shown}; ${permission})`,
}

const causes: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'no name server answers: check the network',
  ECONNREFUSED: 'nothing listens there: check that the server runs, and its port',
  ECONNRESET: 'the connection was broken off: is it a server of TLS?',
  ETIMEDOUT: 'no answer came in time: check the network, or a firewall in between',
  CERT_HAS_EXPIRED: 'its certificate has expired: renew it there, or set the clock of this machine right',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: set the clock of this machine right',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name: ask it by a name that is in the certificate',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS there: check the port',
}

function unreachable(error: UnreachableError, { remedies = OF_A_TERMINAL }: Asking): string {
  if (isUnvouched(error))
    return `${error.message}: its certificate is of an authority that is not known here: ${remedies.authority}`
  const code = codeOf(error)
  if (code === 'ENOTFOUND') return `${error.message}: no name server knows the name: ${remedies.address}`
  const cause = code === null ? undefined : causes[code]
  return `${error.message}: ${cause ?? deepest(error)}`
}

/** Of the error that was first: of several addresses of a name, of the last one that was tried. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const below: unknown = error instanceof AggregateError ? error.errors.at(-1) : error.cause
  return codeOf(below) ?? (error as NodeJS.ErrnoException).code ?? null
}

function deepest(error: Error): string {
  return error.cause instanceof Error ? deepest(error.cause) : error.message
}
