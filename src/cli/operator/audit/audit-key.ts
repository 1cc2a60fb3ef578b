import type { Config } from '../../../config/config.ts'
import { dataDirectoryAt } from '../../../config/data-directory.ts'
import { failedPrecondition } from '../../../domain/errors.ts'
import { stubSigner } from '../../../domain/record/ledger/stub.ts'
import { presentSecretKeys } from '../../serve/secret-keys.ts'

/** Prints of each key its id and its public half, in base64 of DER, as --signed-by and OpenSSL take it. */
export async function auditKey({ secretKeysFile, dataDirectory }: Config): Promise<void> {
  const keys = await presentSecretKeys(secretKeysFile, dataDirectoryAt(dataDirectory), (warning) => {
    process.stderr.write(`assay: ${warning}\n`)
  })
  if (keys === null)
    throw failedPrecondition(
      'there are no secret keys yet: a server makes them when it starts, or --secret-keys names them',
    )
  for (const { id, publicKey } of stubSigner(keys).keys) process.stdout.write(`${id}  ${publicKey}\n`)
}
