import type { DataDirectory } from '../../config/data-directory.ts'
import type { Address } from '../client-variables.ts'
import { readCredentials } from '../credentials-file.ts'
import { findRunning } from '../running-file.ts'

/** How clients reach the registry: as the server that runs says, else as an earlier file does. */
export async function findAddress(directory: DataDirectory, organizationId: string): Promise<Address> {
  for (const known of [await findRunning(directory.runningFile), await readCredentials(directory.credentialsFile)])
    if (known?.organizationId === organizationId) return { url: known.url, caFile: known.caFile }
  return { url: null, caFile: null }
}
