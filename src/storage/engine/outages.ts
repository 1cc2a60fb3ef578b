// The errors that callers get when a database, whichever it is, fails: the request is not at fault.
import { type DomainError, unavailable } from '../../domain/errors.ts'

export const busy = (cause: unknown): DomainError =>
  unavailable('the database is busy with other changes: try again in a moment', cause)

export const diskFull = (cause: unknown): DomainError =>
  unavailable('the disk of the database is full: nothing was changed; make room there, then try again', cause)

/** For a commit whose outcome is unknown. */
export const unsure = (what: string, cause: unknown): DomainError =>
  unavailable(
    `${what} while a change was being committed, which may have been made or not: look, and try again if it was not`,
    cause,
  )

/** The code that a driver gave its error; empty where it gave none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
