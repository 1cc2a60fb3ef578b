import type { Config } from '../../../config/config.ts'
import { stubSigner } from '../../../domain/record/ledger/stub.ts'
import { requireSecretKeys } from '../own-secret-keys.ts'

/** Prints the ID and the public half of each key, in base64 of DER, as --signed-by and OpenSSL take it. */
export async function auditKey(config: Config): Promise<void> {
  const { keys } = stubSigner(await requireSecretKeys(config))
  for (const { id, publicKey } of keys) process.stdout.write(`${id}  ${publicKey}\n`)
}
