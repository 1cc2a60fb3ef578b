// The folder of all that one server stores: the names of its files, and how it is created. What is in a file, and when it is
// written, is the business of the code that owns the file.
import { access, constants, mkdir, readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { DomainError, failedPrecondition, reasonOf } from '../domain/errors.ts'
import { ifThere } from '../machine/if-there.ts'
import { closedNow, isOpenToOthers, keepPrivate } from '../machine/keep-private.ts'
import { removeLeftovers } from '../machine/write-file.ts'
import type { Config } from './config.ts'

export interface DataDirectory {
  readonly root: string
  readonly sqliteFile: string
  /** Folder of the private CA and the server certificate. */
  readonly tls: string
  /**
   * The key that the first start made, or a later one in its place, as lines for a shell. Other keys are in files beside it, or
   * in files that were named when the keys were made; no secret is stored readable anywhere else.
   */
  readonly credentialsFile: string
  /** The key that encrypts secrets in the database, where no setting names another file. Made by the first start. */
  readonly secretKeysFile: string
  /** Exists while a server runs in this folder. */
  readonly runningFile: string
}

export const dataDirectoryAt = (root: string): DataDirectory => ({
  root,
  sqliteFile: join(root, 'assay.db'),
  tls: join(root, 'tls'),
  credentialsFile: join(root, 'credentials.env'),
  secretKeysFile: join(root, 'secret.keys'),
  runningFile: join(root, 'running.json'),
})

/** The location of the database, in the form that the storage takes. */
export const databaseOf = ({ databaseUrl, dataDirectory }: Pick<Config, 'databaseUrl' | 'dataDirectory'>) =>
  databaseUrl === null ? { sqliteFile: dataDirectoryAt(dataDirectory).sqliteFile } : { postgresUrl: databaseUrl }

/**
 * Creates the folder when it is missing, for its owner alone. Closes the folder, and the secrets in it, to others. Removes
 * files that a killed process left half-written. Returns warnings for the operator. Throws for a folder that cannot be closed,
 * or that others seem to need.
 */
export async function makeDataDirectory({ root, tls }: DataDirectory): Promise<readonly string[]> {
  try {
    await makeFolder(root)
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK)
    const folder = await realpath(root)
    await removeLeftovers(folder)
    const names = await readdir(folder)
    if (names.includes(basename(tls))) await removeLeftovers(tls)
    const wasOpen = await closeFolder(folder, names)
    const open: string[] = []
    for (const name of names.filter((name) => SECRET.test(name)))
      if (await ifThere(keepPrivate(join(folder, name)))) open.push(closedNow(join(root, name)))
    return wasOpen && names.length > 0 ? [closedNow(root), ...open] : open
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw failedPrecondition(
      `the data directory "${root}" cannot be used (${reasonOf(error)}): choose another with --data-dir or ASSAY_DATA_DIR`,
    )
  }
}

/**
 * Creates folders one by one: Node's `recursive` never ends below /proc, where an existing folder accepts no new one and
 * reports ENOENT.
 */
async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return
  const parent = dirname(folder)
  if (parent !== folder) await makeFolder(parent)
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    // Another server may have just created it.
    if (!(await isFolder(folder))) throw error
  }
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

const SECRET = /^(?:credentials|running\.json|secret\.keys)/
/** What may be in a data directory: the names above, also with suffixes, and what file systems put into their root folder. */
const EXPECTED = /^(?:assay\.db|credentials|running\.json|secret\.keys|tls$|lost\+found$)/

/**
 * Closes the folder; true when it was open. A folder that is used for something else, as /tmp is, is not closed: that would
 * break the machine.
 */
async function closeFolder(folder: string, names: readonly string[]): Promise<boolean> {
  const { mode, uid } = await stat(folder)
  if (!isOpenToOthers(mode)) return false
  const foreign = names.find((name) => !EXPECTED.test(name))
  const obstacles = [
    ...(foreign === undefined ? [] : [`also holds "${foreign}"`]),
    ...((mode & STICKY) === 0 ? [] : ['is theirs too']),
    // As the volumes of containers may.
    ...([uid, 0].includes(process.geteuid?.() ?? uid) ? [] : ['belongs to another user']),
  ]
  if (obstacles.length === 0) return keepPrivate(folder)
  const another = `name a folder of its own with --data-dir or ASSAY_DATA_DIR, ${join(folder, 'assay')} for example`
  // Another folder is no help to an operator whose registry is in this one.
  const advice = names.includes(basename(dataDirectoryAt(folder).sqliteFile))
    ? `chmod 700 it if nobody else needs it; for a new registry ${another}`
    : `${another}, or chmod 700 this one if nobody else needs it`
  throw failedPrecondition(
    `other users of this machine can open the data directory ${folder}, which ${obstacles.join(' and ')}: ${advice}`,
  )
}

const STICKY = 0o1000
