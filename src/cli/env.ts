import type { Config } from '../config/config.ts'
import { dataDirectoryAt } from '../config/data-directory.ts'
import { failedPrecondition } from '../domain/errors.ts'
import { correctedVariables } from './client-variables.ts'
import { readCredentials } from './credentials-file.ts'
import { findRunning } from './running-file.ts'

/** Prints, for `eval "$(assay env)"`, everything that points clients at the running server, except the secret. */
export async function env(config: Config): Promise<void> {
  const { root, runningFile, credentialsFile } = dataDirectoryAt(config.dataDirectory)
  const running = await findRunning(runningFile)
  if (running === null)
    throw failedPrecondition(
      `no server runs on the data directory ${root}: start one with assay serve, or name another with --data-dir`,
    )
  const kept = await readCredentials(credentialsFile)
  // A file from the first start on another database would add a client ID that this server does not know.
  const isOurs = kept !== null && kept.projectId === running.projectId
  const access = { ...running, clientId: isOurs ? kept.clientId : null, clientSecret: null }
  process.stdout.write(correctedVariables(access, isOurs ? kept.caFile : null))
  process.stdout.write(
    isOurs
      ? `# HCP_CLIENT_SECRET is only in ${JSON.stringify(credentialsFile)}: source that file first\n`
      : '# Set HCP_CLIENT_ID and HCP_CLIENT_SECRET to the key that you were given\n',
  )
}
