import { ApiError, UnreachableError } from '../../client/api-error.ts'
import { ParameterError } from '../../client/operation-request.ts'
import { ClientFailure, type ExitName } from './client-failure.ts'
import { isUnvouched } from './server/trust.ts'

export interface ExplainedFailure {
  readonly exit: ExitName
  readonly message: string
}

export interface Asking {
  /** The credentials, for people; null if none were found. */
  readonly credentialsFrom: string | null
  /** Those of a terminal by default. */
  readonly remedies?: Remedies
}

/** What to try, which depends on where a command gets its settings: a terminal, or an action's inputs. */
export interface Remedies {
  /** For a server whose name cannot be resolved. */
  readonly address: string
  /** For a server whose certificate authority is not trusted. */
  readonly authority: string
  /** For credentials that are refused. */
  readonly credentials: string
  /** For a permission that is missing. */
  readonly permission: string
}

export const OF_A_TERMINAL: Remedies = {
  address: 'check HCP_API_ADDRESS, or the address of assay login',
  authority: 'name its file in SSL_CERT_FILE, or log in with assay login --ca FILE',
  credentials: 'log in again with assay login, or set another HCP_CLIENT_ID and HCP_CLIENT_SECRET',
  permission: 'assay whoami shows who that is',
}

const askings = new WeakMap<object, Asking>()

/** Marks an error as that of a server that was called with other credentials than the command's own, and returns the error. */
export function askedBy(asking: Asking, error: unknown): unknown {
  if (error instanceof Error) askings.set(error, asking)
  return error
}

/** Why a command failed, and what to try. */
export function explainFailure(error: unknown, asking: Asking): ExplainedFailure {
  return explained(error, error instanceof Error ? (askings.get(error) ?? asking) : asking)
}

function explained(error: unknown, asking: Asking): ExplainedFailure {
  if (error instanceof ClientFailure) return { exit: error.exit, message: error.message }
  if (error instanceof ApiError) return apiFailure(error, asking)
  if (error instanceof ParameterError) return { exit: 'usage', message: unnamed(error) }
  if (error instanceof UnreachableError) return { exit: 'unreachable', message: unreachable(error, asking) }
  return { exit: 'failed', message: error instanceof Error ? error.message || error.name : String(error) }
}

function unnamed({ parameter, value }: ParameterError): string {
  // The contract's `location.project_id` and `bucket_name` are the project and the bucket to users.
  const noun = parameter
    .replace(/^.*\./, '')
    .replace(/_(?:name|id)$/, '')
    .replaceAll('_', ' ')
  return value === ''
    ? `the ${noun} is empty: name one, or set the variable that it comes from`
    : `the ${noun} cannot be ${JSON.stringify(value)}: use its name`
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
/** The statuses that refuse a request for a token (RFC 6749, 5.2); any other status has another cause. */
const REFUSED: readonly number[] = [400, 401, 403]
/** Advice that Assay gives to stock clients, which take credentials from these variables only. */
const OF_STOCK_CLIENTS = /: check HCP_CLIENT_ID and HCP_CLIENT_SECRET$/

function apiFailure(
  { code, status, message, operation, requestId }: ApiError,
  { credentialsFrom, remedies = OF_A_TERMINAL }: Asking,
): ExplainedFailure {
  const shown = credentialsFrom ?? 'the credential that was sent'
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
  unauthenticated: (shown, { credentials }) => `: ${shown} is no longer valid: ${credentials}`,
  notPermitted: (shown, { permission }) => ` (called with ${shown}; ${permission})`,
}

const causes: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'no name server answers: check the network',
  ECONNREFUSED: 'nothing listens there: check that the server runs, and its port',
  ECONNRESET: 'the connection was closed: check that the server speaks TLS on that port',
  ETIMEDOUT: 'no answer came in time: check the network, or a firewall in between',
  CERT_HAS_EXPIRED: 'its certificate has expired: renew it, or correct the clock of this machine',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: correct the clock of this machine',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name: use a name that is in the certificate',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS on that port: check the port',
}

function unreachable(error: UnreachableError, { remedies = OF_A_TERMINAL }: Asking): string {
  if (isUnvouched(error)) return `${error.message}: its certificate is signed by an unknown CA: ${remedies.authority}`
  const code = codeOf(error)
  if (code === 'ENOTFOUND') return `${error.message}: its host name cannot be resolved: ${remedies.address}`
  const cause = code === null ? undefined : causes[code]
  return `${error.message}: ${cause ?? deepest(error)}`
}

/** The code of the innermost error. If several addresses of a name were tried, that of the last one. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const below: unknown = error instanceof AggregateError ? error.errors.at(-1) : error.cause
  return codeOf(below) ?? (error as NodeJS.ErrnoException).code ?? null
}

function deepest(error: Error): string {
  return error.cause instanceof Error ? deepest(error.cause) : error.message
}
