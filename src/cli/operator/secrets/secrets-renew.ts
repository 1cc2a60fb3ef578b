import type { Config } from '../../../config/config.ts'
import { failedPrecondition } from '../../../domain/errors.ts'
import { type LostSecret, lostSecretsText } from '../../../domain/organization/find-lost-secrets.ts'
import { renewSecrets } from '../../../domain/organization/renew-secrets.ts'
import { secretCipher } from '../../../domain/organization/secret-cipher.ts'
import { stubSigner } from '../../../domain/record/ledger/stub.ts'
import { counted } from '../../counted.ts'
import { withDatabase } from '../operator-registry.ts'
import { requireSecretKeys } from '../own-secret-keys.ts'

/**
 * Prints how many secrets were encrypted anew and how many stubs were signed anew. Does everything that can be done, then throws
 * `failed_precondition` naming each that belongs to none of the keys.
 */
export async function secretsRenew(config: Config): Promise<void> {
  const keys = await requireSecretKeys(config)
  await withDatabase(config, async (store) => {
    const unreadable: LostSecret[] = []
    const { secrets, stubs } = await renewSecrets(store, {
      cipher: secretCipher(keys),
      signer: stubSigner(keys),
      onUnreadable: (of, id) => void unreadable.push({ of, id }),
    })
    process.stdout.write(`${counted(secrets, 'secret')} re-encrypted, ${counted(stubs, 'stub')} re-signed\n`)
    if (unreadable.length > 0) throw failedPrecondition(lostSecretsText(unreadable))
  })
}
