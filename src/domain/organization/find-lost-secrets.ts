import { DomainError } from '../errors.ts'
import type { StubSigner } from '../record/ledger/stub.ts'
import type { Store } from '../store.ts'
import type { SecretCipher } from './secret-cipher.ts'
import { type SecretOwner, secretOwners, type StoredSecret } from './secret-store.ts'

/** The rows of one query. */
const AT_ONCE = 100

const names: Readonly<Record<SecretOwner | 'stub', (id: string) => string>> = {
  webhook: (id) => `the token of webhook ${id}`,
  stream: (id) => `the secret of stream ${id}`,
  stub: (id) => `the stub of ledger ${id}`,
}

/** A secret that none of this server's keys decrypts, or a stub whose signature none of them verifies. */
export interface LostSecret {
  readonly of: SecretOwner | 'stub'
  /** The id of the webhook, stream or ledger. */
  readonly id: string
}

/** The message that names them and says what to do. */
export const lostSecretsText = (lost: readonly LostSecret[]): string =>
  `none of the secret keys is that of ${lost.map(({ of, id }) => names[of](id)).join(', ')}: put the key back into the file, or set the secrets again`

export interface LostSecretsParts {
  readonly cipher: SecretCipher
  readonly signer: StubSigner
}

/** A message that names the first ten lost secrets and stubs at most; null when there are none. */
export async function findLostSecrets(store: Store, parts: LostSecretsParts): Promise<string | null> {
  const lost: LostSecret[] = []
  for await (const found of lostSecrets(store, parts)) if (lost.push(found) === MOST_NAMED) break
  return lost.length === 0 ? null : lostSecretsText(lost)
}

const MOST_NAMED = 10

async function* lostSecrets(store: Store, { cipher, signer }: LostSecretsParts): AsyncGenerator<LostSecret> {
  for (const of of secretOwners)
    for await (const secret of pagesOf(
      (after) => store.secrets.list(of, after, AT_ONCE),
      ({ id }) => id,
    ))
      if (!isReadable(cipher, secret)) yield { of, id: secret.id }
  const keyId = signer.keys[0]?.id ?? ''
  const stubs = pagesOf(
    (after) => store.stubs.listOfOtherKeys(keyId, after, AT_ONCE),
    ({ ledger }) => ledger,
  )
  for await (const stub of stubs) if (!signer.holds(stub)) yield { of: 'stub', id: stub.ledger }
}

async function* pagesOf<Item>(list: (after: string) => Promise<readonly Item[]>, idOf: (item: Item) => string) {
  for (let after = ''; ;) {
    const some = await list(after)
    yield* some
    const last = some.at(-1)
    if (last === undefined || some.length < AT_ONCE) return
    after = idOf(last)
  }
}

function isReadable(cipher: SecretCipher, { id, encrypted }: StoredSecret): boolean {
  try {
    cipher.decrypt(encrypted, id)
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}
