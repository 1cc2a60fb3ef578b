// What the errors of a PostgreSQL server, of its driver and of the network between them mean. Errors that are not listed here
// are faults of our own, or answers that a query asked for.
import { type DomainError, unavailable } from '../../../domain/errors.ts'
import { busy, codeOf, diskFull } from '../outages.ts'

export interface Failure {
  /** For the client; the log gets the cause. */
  readonly error: DomainError
  /** The connection cannot be used any more, and what was under way on it has been undone, or will be. */
  readonly endsConnection: boolean
  /** Other writes will fail in the same way, until an operator has done something about it. */
  readonly stopsWrites: boolean
}

interface Kind extends Omit<Failure, 'error'> {
  /** SQLSTATE (PostgreSQL, Appendix A), or Node's code for an error of a socket. */
  readonly codes: RegExp
  readonly error: (cause: unknown) => DomainError
}

/** `cause` is undefined where the health check asked for the mode, and no statement failed. */
export const readOnly = (cause?: unknown): DomainError =>
  unavailable(
    'the database is read-only, because it is a standby or was told to be: changes go on when that has ended',
    cause,
  )
const lost = (cause: unknown): DomainError =>
  unavailable('the connection to the database was lost: try again in a moment', cause)

const kinds: readonly Kind[] = [
  {
    codes: /^(?:25006)$/,
    error: readOnly,
    // A setting for all sessions of a database lasts until the session ends, even when it is changed back.
    endsConnection: true,
    stopsWrites: true,
  },
  {
    codes: /^(?:53100)$/,
    error: diskFull,
    endsConnection: false,
    stopsWrites: true,
  },
  {
    codes: /^(?:53300|53400|53200|53000)$/,
    error: (cause) =>
      unavailable('the database has no room for more connections or memory: try again in a moment', cause),
    endsConnection: false,
    stopsWrites: false,
  },
  {
    codes: /^(?:55P03|57014)$/,
    error: busy,
    endsConnection: false,
    stopsWrites: false,
  },
  {
    // The permissions of the role or of the database have been changed.
    codes: /^(?:28\w{3}|3D000|42501)$/,
    error: (cause) =>
      unavailable(
        "the database refuses this server's user: see the server's log, and give the user its rights back",
        cause,
      ),
    endsConnection: true,
    stopsWrites: true,
  },
  {
    codes: /^(?:58\w{3}|XX\w{3}|F0\w{3})$/,
    error: (cause) => unavailable("the database failed on its side: see its log and this server's", cause),
    endsConnection: true,
    stopsWrites: true,
  },
  {
    // Shut down, killed, idle for too long. Codes that begin with E are errors of sockets and of name resolution.
    codes: /^(?:08\w{3}|57P0\d|25P0[34]|E(?!RR_)[A-Z_]+)$/,
    error: lost,
    endsConnection: true,
    stopsWrites: false,
  },
]

// pg gives no code to the errors that it raises itself.
const OF_THE_DRIVER =
  /^(?:Connection terminated|Query read timeout|Client (?:has encountered a connection error|was closed)|Connection ended|The server does not support SSL)/

/** Undefined when the error is not a failure of the database. */
export function failureOf(error: unknown): Failure | undefined {
  const code = codeOf(error)
  const kind = kinds.find(({ codes }) => codes.test(code))
  if (kind !== undefined)
    return { error: kind.error(error), endsConnection: kind.endsConnection, stopsWrites: kind.stopsWrites }
  if (code === '' && error instanceof Error && OF_THE_DRIVER.test(error.message))
    return { error: lost(error), endsConnection: true, stopsWrites: false }
  return undefined
}

// The pool's error when all its connections are taken. Any other error is that of a new connection.
const ALL_TAKEN = 'timeout exceeded when trying to connect'

/** The error for a caller that could not get a connection. */
export const unreachable = (cause: unknown): DomainError =>
  cause instanceof Error && cause.message === ALL_TAKEN
    ? unavailable('the database is busy with other requests, or does not answer: try again in a moment', cause)
    : unavailable('the database cannot be reached: try again in a moment', cause)

/**
 * Whether the error means that a pooler stands between us and the server: the connections that it lends have other names for statements.
 */
export const isAboutStatementNames = (error: unknown): boolean => ['26000', '42P05'].includes(codeOf(error))

// A serialization failure, a deadlock, or the name of a statement, which is not used again.
export const isWorthAnotherTry = (error: unknown): boolean =>
  ['40001', '40P01'].includes(codeOf(error)) || isAboutStatementNames(error)
