// The files of a database: closed to other users of the machine, and checked to be the ones that were opened. Nothing here
// opens an existing file: closing it again would release the locks that this process has on it (POSIX, fcntl).
import { chmodSync, closeSync, lstatSync, openSync, realpathSync, statSync } from 'node:fs'
import { reasonOf, unavailable } from '../../../domain/errors.ts'
import { isOpenToOthers, openToOthers } from '../../../machine/keep-private.ts'

const PRIVATE = 0o600

/** The log and its index lie beside the database. */
const filesOf = (file: string): readonly string[] => [file, `${file}-wal`, `${file}-shm`]

/**
 * Creates the file when it is missing, closed to other users whatever the umask says; SQLite gives the files beside it the same
 * permissions. Closes files that were open to others, or throws an error that says how to.
 */
export function keepFilesPrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', PRIVATE))
  } catch {
    // The file exists, or cannot be created; SQLite will report why not.
  }
  for (const path of filesOf(file)) closeToOthers(path)
}

function closeToOthers(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return
  if (found.isSymbolicLink()) {
    // Others may have put the link there, so its target is not changed.
    if (isOpenToOthers(statSync(path, { throwIfNoEntry: false })?.mode ?? PRIVATE))
      throw openToOthers(realpathSync(path), PRIVATE, `${path} is a link to it`)
    return
  }
  if (!isOpenToOthers(found.mode)) return
  try {
    chmodSync(path, PRIVATE)
  } catch (error) {
    throw openToOthers(path, PRIVATE, reasonOf(error))
  }
  if (isOpenToOthers(lstatSync(path).mode)) throw openToOthers(path, PRIVATE, 'its file system keeps none')
}

/**
 * Call it once the database is open and has its log. Returns a check that throws once one of the files has been moved, deleted
 * or replaced.
 */
export function filesInPlace(file: string): () => void {
  const opened = filesOf(file).map((path) => [path, identityOf(path)] as const)
  return () => {
    const gone = opened.find(([path, identity]) => identityOf(path) !== identity)?.[0]
    if (gone !== undefined)
      throw unavailable(
        'the files of the database were moved, deleted or replaced under the running server, which takes no changes now: put them back, or restart the server on those that are to be used',
        new Error(`${gone} is not the file that was opened`),
      )
  }
}

function identityOf(path: string): string {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return `${dev}:${ino}`
  } catch {
    return 'none'
  }
}
