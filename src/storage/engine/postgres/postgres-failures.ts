// What the errors of a PostgreSQL server, of its driver and of the network between mean. Those that are not here are
// faults of our own, or answers that a query asked for.
import { type DomainError, unavailable } from '../../../domain/errors.ts'
import { busy, codeOf, diskFull } from '../outages.ts'

export interface Failure {
  /** For the client; the log gets the cause. */
  readonly error: DomainError
  /** The connection is of no more use, and what was under way on it is undone, or will be. */
  readonly endsConnection: boolean
  /** Other writes will fail in the same way, until somebody has done something about it. */
  readonly stopsWrites: boolean
}

interface Kind extends Omit<Failure, 'error'> {
  /** SQLSTATE (PostgreSQL, Appendix A), or what Node calls an error of a socket. */
  readonly codes: RegExp
  readonly error: (cause: unknown) => DomainError
}

/** Without a cause where it was asked whether it is. */
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
    // What was set for all sessions of a database holds until the session ends, also when it is set back.
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
    // What the role or the database was allowed to do has been changed.
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
    // Shut down, killed, idle for too long; E… are those of sockets and names.
    codes: /^(?:08\w{3}|57P0\d|25P0[34]|E(?!RR_)[A-Z_]+)$/,
    error: lost,
    endsConnection: true,
    stopsWrites: false,
  },
]

// pg gives no code to what it says itself.
const OF_THE_DRIVER =
  /^(?:Connection terminated|Query read timeout|Client (?:has encountered a connection error|was closed)|Connection ended|The server does not support SSL)/

/** Undefined when the error is none of the database's failing. */
export function failureOf(error: unknown): Failure | undefined {
  const code = codeOf(error)
  const kind = kinds.find(({ codes }) => codes.test(code))
  if (kind !== undefined)
    return { error: kind.error(error), endsConnection: kind.endsConnection, stopsWrites: kind.stopsWrites }
  if (code === '' && error instanceof Error && OF_THE_DRIVER.test(error.message))
    return { error: lost(error), endsConnection: true, stopsWrites: false }
  return undefined
}

// So says the pool when all its connections are taken, and otherwise what a new one failed of.
const ALL_TAKEN = 'timeout exceeded when trying to connect'

/** Why no connection was to be had. */
export const unreachable = (cause: unknown): DomainError =>
  cause instanceof Error && cause.message === ALL_TAKEN
    ? unavailable('the database is busy with other requests, or does not answer: try again in a moment', cause)
    : unavailable('the database cannot be reached: try again in a moment', cause)

/** Between us and the server stands something that lends its connections to others, whose names for statements are there. */
export const isAboutStatementNames = (error: unknown): boolean => ['26000', '42P05'].includes(codeOf(error))

// A serialization failure, a deadlock; and a name, which is not used again.
export const isWorthAnotherTry = (error: unknown): boolean =>
  ['40001', '40P01'].includes(codeOf(error)) || isAboutStatementNames(error)
