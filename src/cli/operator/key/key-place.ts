// Where the credentials of a new key go: into the data directory, or into a file that the user named.
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DataDirectory } from '../../../config/data-directory.ts'
import { fail, failedPrecondition } from '../../../domain/errors.ts'
import { createFile } from '../../../machine/write-file.ts'
import { clientVariables } from '../../client-variables.ts'
import { type Accepts, dropPending, keepPending, type KeyAccess, placeCredentials } from '../../credentials-file.ts'

export interface KeyPlace {
  /** Called before the key is stored. */
  readonly keep: (access: KeyAccess) => Promise<void>
  /** Called once the key is stored; returns the file. */
  readonly settle: (access: KeyAccess) => Promise<string>
  /** Called if the key will never be stored. */
  readonly discard: (access: KeyAccess) => Promise<void>
}

export const inDirectory = (directory: DataDirectory, database: string, accepts: Accepts): KeyPlace => ({
  keep: (access) => keepPending(directory, database, access),
  settle: async (access) => (await placeCredentials(directory, access, accepts)).file,
  discard: (access) => dropPending(directory, access.clientId),
})

export const atFile = (file: string): KeyPlace => ({
  keep: async (access) => {
    const isNew = await createFile(file, clientVariables(access), 0o600).catch((error: unknown) =>
      fail(cannotWrite(file, error)),
    )
    if (!isNew) throw failedPrecondition(`${file} exists already: name another with --output`)
  },
  settle: async () => file,
  discard: () => rm(file, { force: true }),
})

/** Leaves out the message of the error, which is about a temporary file that nobody named. */
function cannotWrite(file: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return code === 'ENOENT'
    ? failedPrecondition(`the folder ${dirname(file)} does not exist: create it, or name another file with --output`)
    : failedPrecondition(`${file} cannot be written (${code}): name another with --output`)
}
