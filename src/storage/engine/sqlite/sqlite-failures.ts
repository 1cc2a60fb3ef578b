// What the errors of SQLite mean. Errors that are not listed here are faults of our own, or mean that somebody else is writing.
import { type DomainError, unavailable } from '../../../domain/errors.ts'
import { busy, codeOf, diskFull, unsure } from '../outages.ts'

const saying =
  (message: string) =>
  (cause: unknown): DomainError =>
    unavailable(message, cause)

const kinds: readonly { readonly codes: RegExp; readonly error: (cause: unknown) => DomainError }[] = [
  { codes: /^SQLITE_FULL/, error: diskFull },
  {
    codes: /^SQLITE_(?:READONLY|PERM)/,
    error: saying(
      'the database takes no changes, because its files or their disk are read-only: make them writable again; reads go on',
    ),
  },
  {
    codes: /^SQLITE_(?:IOERR|CANTOPEN|NOLFS)/,
    error: saying("the disk of the database fails: see the server's log and look after the disk"),
  },
  {
    codes: /^SQLITE_(?:CORRUPT|NOTADB|FORMAT)/,
    error: saying('the database is damaged: stop the server and restore a backup'),
  },
  { codes: /^SQLITE_NOMEM/, error: saying('the server has no memory left for its database: try again in a moment') },
]

/** `PROTOCOL` is a race between processes that open one database. */
export const isBusy = (error: unknown): boolean => /^SQLITE_(?:BUSY|LOCKED|PROTOCOL)/.test(codeOf(error))

/** Translates an error. A reader that waited too long gets `busy`; a writer gets the original error, and is retried. */
export function translateError(error: unknown, who: 'reader' | 'writer'): unknown {
  if (who === 'reader' && isBusy(error)) return busy(error)
  const code = codeOf(error)
  return kinds.find(({ codes }) => codes.test(code))?.error(error) ?? error
}

/** Translates the error of a commit: a failing disk may have stored a change that it could not confirm. */
export const translateCommitError = (error: unknown): unknown =>
  codeOf(error).startsWith('SQLITE_IOERR')
    ? unsure('the disk of the database failed', error)
    : translateError(error, 'writer')
