// What people are told when a database, whichever it is, cannot do what it should: no fault of the request.
import { type DomainError, unavailable } from '../../domain/errors.ts'

export const busy = (cause: unknown): DomainError =>
  unavailable('the database is busy with other changes: try again in a moment', cause)

export const diskFull = (cause: unknown): DomainError =>
  unavailable('the disk of the database is full: nothing was changed; make room there, then try again', cause)

/** The change has an end that nobody was told of. */
export const unsure = (what: string, cause: unknown): DomainError =>
  unavailable(
    `${what} while a change was being committed, which may have been made or not: look, and try again if it was not`,
    cause,
  )

/** What a driver calls its error, empty where it has no name for it. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
