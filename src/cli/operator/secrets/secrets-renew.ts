import type { Config } from '../../../config/config.ts'
import { failedPrecondition } from '../../../domain/errors.ts'
import { renewSecrets } from '../../../domain/organization/renew-secrets.ts'
import { secretCipher } from '../../../domain/organization/secret-cipher.ts'
import { stubSigner } from '../../../domain/record/ledger/stub.ts'
import { counted } from '../../counted.ts'
import { withDatabase } from '../operator-registry.ts'
import { requireSecretKeys } from '../own-secret-keys.ts'

const told = {
  webhook: (id: string) => `the token of webhook ${id}`,
  stream: (id: string) => `the secret of stream ${id}`,
  stub: (id: string) => `the stub of ledger ${id}`,
} as const

/**
 * Prints how many secrets were encrypted anew and stubs signed anew. Throws `failed_precondition` after all that can be done is done, naming
 * each that none of the keys is of.
 */
export async function secretsRenew(config: Config): Promise<void> {
  const keys = await requireSecretKeys(config)
  await withDatabase(config, async (store) => {
    const unreadable: string[] = []
    const { secrets, stubs } = await renewSecrets(store, {
      cipher: secretCipher(keys),
      signer: stubSigner(keys),
      onUnreadable: (what, id) => void unreadable.push(told[what](id)),
    })
    process.stdout.write(`${counted(secrets, 'secret')} encrypted anew, ${counted(stubs, 'stub')} signed anew\n`)
    if (unreadable.length > 0)
      throw failedPrecondition(
        `none of the secret keys is that of ${unreadable.join(', ')}: put the key back into the file, or set the secrets again`,
      )
  })
}
