import type { Config } from '../../config/config.ts'
import { dataDirectoryAt } from '../../config/data-directory.ts'
import { failedPrecondition } from '../../domain/errors.ts'
import { presentSecretKeys, type SecretKeys } from '../serve/secret-keys.ts'

/** The secret keys of the servers of this configuration; null where there are none yet. Warns on stderr as a server does in its log. */
export const ownSecretKeys = ({ secretKeysFile, dataDirectory }: Config): Promise<SecretKeys | null> =>
  presentSecretKeys(secretKeysFile, dataDirectoryAt(dataDirectory), (warning) => {
    process.stderr.write(`assay: ${warning}\n`)
  })

/** The same for what cannot be done without: throws `failed_precondition` where there are none. */
export async function requireSecretKeys(config: Config): Promise<SecretKeys> {
  const keys = await ownSecretKeys(config)
  if (keys !== null) return keys
  throw failedPrecondition(
    'there are no secret keys yet: a server makes them when it starts, or --secret-keys names them',
  )
}
