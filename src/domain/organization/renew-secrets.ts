import { DomainError } from '../errors.ts'
import type { StubSigner } from '../record/ledger/stub.ts'
import type { Store } from '../store.ts'
import type { SecretCipher } from './secret-cipher.ts'
import type { SecretOwner, StoredSecret } from './secret-store.ts'

const owners: readonly SecretOwner[] = ['webhook', 'stream']
/** In one transaction. */
const AT_ONCE = 100

export interface RenewingParts {
  readonly cipher: SecretCipher
  readonly signer: StubSigner
  /** Is told of each secret, or stub of a ledger, that none of the keys is of. */
  readonly onUnreadable: (what: SecretOwner | 'stub', id: string) => void
}

/** How many are encrypted, or signed, anew. */
export interface Renewed {
  readonly secrets: number
  readonly stubs: number
}

/**
 * Encrypts anew with the first key all secrets that another one has encrypted, and signs all stubs anew that another one has signed, so
 * that the others can be taken out of the file. What is that far already is left alone; what cannot be read stays as it is.
 */
export async function renewSecrets(store: Store, parts: RenewingParts): Promise<Renewed> {
  let secrets = 0
  for (const of of owners)
    for (let after = ''; ;) {
      const some = await store.secrets.list(of, after, AT_ONCE)
      const old = some.filter(({ encrypted }) => !parts.cipher.isOfFirstKey(encrypted))
      secrets += await renewSome(store, of, old, parts)
      if (some.length < AT_ONCE) break
      after = some.at(-1)?.id ?? ''
    }
  return { secrets, stubs: await signAnew(store, parts) }
}

async function renewSome(
  store: Store,
  of: SecretOwner,
  old: readonly StoredSecret[],
  { cipher, onUnreadable }: RenewingParts,
): Promise<number> {
  const anew = old.flatMap((secret) => {
    try {
      return [{ secret, encrypted: cipher.encrypt(cipher.decrypt(secret.encrypted, secret.id), secret.id) }]
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      onUnreadable(of, secret.id)
      return []
    }
  })
  if (anew.length === 0) return 0
  return store.transaction(async (tx) => {
    let count = 0
    for (const { secret, encrypted } of anew) if (await tx.secrets.replace(of, secret, encrypted)) count += 1
    return count
  })
}

async function signAnew(store: Store, { signer, onUnreadable }: RenewingParts): Promise<number> {
  const keyId = signer.keys[0]?.id ?? ''
  let count = 0
  for (let after = ''; ;) {
    const some = await store.stubs.listOfOtherKeys(keyId, after, AT_ONCE)
    for (const { ledger } of some)
      await store.transaction(async ({ ledgers, stubs }) => {
        // It may be pruned meanwhile, which signs it anew.
        await ledgers.hold()
        const stub = await stubs.find(ledger)
        if (stub === undefined || stub.keyId === keyId) return
        if (signer.holds(stub)) await stubs.put(signer.signed(stub))
        else onUnreadable('stub', ledger)
        count += signer.holds(stub) ? 1 : 0
      })
    if (some.length < AT_ONCE) return count
    after = some.at(-1)?.ledger ?? ''
  }
}
