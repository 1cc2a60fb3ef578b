import type { DataDirectory } from '../../config/data-directory.ts'
import type { Address } from '../client-variables.ts'
import { readCredentials } from '../credentials-file.ts'
import { findRunning } from '../running-file.ts'

/** The address for clients: that of the running server, else that in an earlier credentials file. */
export async function findAddress(directory: DataDirectory, organizationId: string): Promise<Address> {
  for (const known of [await findRunning(directory.runningFile), await readCredentials(directory.credentialsFile)])
    if (known?.organizationId === organizationId) return { url: known.url, caFile: known.caFile }
  return { url: null, caFile: null }
}
