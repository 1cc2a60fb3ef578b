// Files and folders that hold secrets are for the user that the server runs as, and for nobody else on the machine.
import { constants } from 'node:fs'
import { lstat, open, realpath, stat } from 'node:fs/promises'
import { failedPrecondition, reasonOf } from '../domain/errors.ts'

/** Whether this mode lets users other than the owner do anything with a file or folder. */
export const isOpenToOthers = (mode: number): boolean => process.platform !== 'win32' && (mode & 0o077) !== 0

/**
 * Closes an existing file or folder to all but its owner; true when it was open. Throws `failed_precondition`, saying what to
 * do, when it cannot. It never changes the target of a link: others may have put the link there.
 */
export async function keepPrivate(path: string): Promise<boolean> {
  if (process.platform === 'win32') return false
  const found = await lstat(path)
  const isLink = found.isSymbolicLink()
  // What is closed already may be closed to this user too, which is no error here.
  if (!isLink && !isOpenToOthers(found.mode)) return false
  const target = isLink ? await realpath(path) : path
  const handle = await open(target, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const status = await handle.stat()
    if (!isOpenToOthers(status.mode)) return false
    const mode = status.isDirectory() ? 0o700 : 0o600
    if (isLink) throw openToOthers(target, mode, `${path} is a link to it`)
    try {
      await handle.chmod(mode)
    } catch (error) {
      throw openToOthers(target, mode, reasonOf(error))
    }
    // Some file systems have no permissions, and accept every change of them without effect.
    if (isOpenToOthers((await handle.stat()).mode)) throw openToOthers(target, mode, 'its file system keeps none')
    return true
  } finally {
    await handle.close()
  }
}

/** The error for a file or folder that cannot be closed. */
export const openToOthers = (path: string, mode: number, why: string) =>
  failedPrecondition(
    `other users of this machine can open ${path}, which holds secrets, and assay cannot change its permissions (${why}): chmod ${mode.toString(8)} it, as its owner`,
  )

// The group may read it: Debian's ssl-cert, and a volume with fsGroup, give secrets to services that way.
const UNSAFE = 0o027

/**
 * A warning that users outside its group can use a secret of the operator's own, or that the group can change it; null otherwise. The
 * file is left as it is.
 */
export async function secretWarning(what: string, file: string): Promise<string | null> {
  if (process.platform === 'win32') return null
  const { mode } = await stat(file)
  if ((mode & UNSAFE) === 0) return null
  return `other users of this machine can open the ${what} ${file}: chmod 600 it, or 640 for a group that may read it`
}

/** The warning about a file or folder that `keepPrivate` closed. */
export const closedNow = (path: string): string =>
  `other users of this machine could open ${path} until now: whoever has read the keys and secrets in it can still use them`
