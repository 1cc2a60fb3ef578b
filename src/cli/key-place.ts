// Where a new key's credentials go: into the data directory, or into a file that somebody named.
import { rm } from 'node:fs/promises'
import type { DataDirectory } from '../data-directory.ts'
import { failedPrecondition } from '../domain/errors.ts'
import { createFile } from '../write-file.ts'
import { clientVariables } from './client-variables.ts'
import { type Accepts, dropPending, keepPending, type KeyAccess, placeCredentials } from './credentials-file.ts'

export interface KeyPlace {
  /** Before the key counts. */
  readonly keep: (access: KeyAccess) => Promise<void>
  /** When it does; answers the file. */
  readonly settle: (access: KeyAccess) => Promise<string>
  /** When it never will. */
  readonly discard: (access: KeyAccess) => Promise<void>
}

export const inDirectory = (directory: DataDirectory, database: string, accepts: Accepts): KeyPlace => ({
  keep: (access) => keepPending(directory, database, access),
  settle: (access) => placeCredentials(directory, access, accepts),
  discard: (access) => dropPending(directory, access.clientId),
})

export const atFile = (file: string): KeyPlace => ({
  keep: async (access) => {
    if (!(await createFile(file, clientVariables(access), 0o600)))
      throw failedPrecondition(`${file} exists already: name another with --output`)
  },
  settle: async () => file,
  discard: () => rm(file, { force: true }),
})
