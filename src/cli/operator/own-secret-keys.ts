import type { Config } from '../../config/config.ts'
import { dataDirectoryAt } from '../../config/data-directory.ts'
import { failedPrecondition } from '../../domain/errors.ts'
import { presentSecretKeys, type SecretKeys } from '../serve/secret-keys.ts'

/**
 * The secret keys of the servers with this configuration; null if there are none yet. Prints the warnings on stderr that a server would
 * log.
 */
export const ownSecretKeys = ({ secretKeysFile, dataDirectory }: Config): Promise<SecretKeys | null> =>
  presentSecretKeys(secretKeysFile, dataDirectoryAt(dataDirectory), (warning) => {
    process.stderr.write(`assay: ${warning}\n`)
  })

/** Like `ownSecretKeys`, but throws `failed_precondition` if there are none. */
export async function requireSecretKeys(config: Config): Promise<SecretKeys> {
  const keys = await ownSecretKeys(config)
  if (keys !== null) return keys
  throw failedPrecondition(
    'there are no secret keys yet: a server creates them when it starts, or name them with --secret-keys',
  )
}
