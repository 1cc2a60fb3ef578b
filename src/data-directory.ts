// The folder of all that one server keeps: its name for every file, and its making. What is in a file, and when it is
// written, is the business of whoever owns the file.
import { access, constants, mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { failedPrecondition } from './domain/errors.ts'

export interface DataDirectory {
  readonly root: string
  readonly sqliteFile: string
  /** Folder of the private CA and the server certificate. */
  readonly tls: string
  /** The key made by the first start, as lines for a shell. The only place where its secret is kept readable. */
  readonly credentialsFile: string
  /** There while a server runs here. */
  readonly runningFile: string
}

export const dataDirectoryAt = (root: string): DataDirectory => ({
  root,
  sqliteFile: join(root, 'assay.db'),
  tls: join(root, 'tls'),
  credentialsFile: join(root, 'credentials.env'),
  runningFile: join(root, 'running.json'),
})

/** Where the data is, as the storage takes it. */
export const databaseOf = ({ databaseUrl, dataDirectory }: Pick<Config, 'databaseUrl' | 'dataDirectory'>) =>
  databaseUrl === null ? { sqliteFile: dataDirectoryAt(dataDirectory).sqliteFile } : { postgresUrl: databaseUrl }

/** Makes the folder when it is missing, for its owner alone. Answers a warning when others can open one that was there. */
export async function makeDataDirectory({ root }: DataDirectory): Promise<string | null> {
  try {
    await mkdir(root, { recursive: true, mode: 0o700 })
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK)
    const { mode } = await stat(root)
    if (process.platform === 'win32' || (mode & 0o077) === 0) return null
    return `other users of this machine can open the data directory ${root}, which holds keys and secrets: chmod 700 it`
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw failedPrecondition(
      `the data directory "${root}" cannot be used (${reason}): choose another with --data-dir or ASSAY_DATA_DIR`,
    )
  }
}
