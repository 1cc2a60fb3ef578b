import { DomainError } from '../errors.ts'
import type { StubSigner } from '../record/ledger/stub.ts'
import type { Store } from '../store.ts'
import type { SecretCipher } from './secret-cipher.ts'
import { type SecretOwner, secretOwners, type StoredSecret } from './secret-store.ts'

/** The rows of one query, and the secrets of one transaction. */
const AT_ONCE = 100

export interface RenewingParts {
  readonly cipher: SecretCipher
  readonly signer: StubSigner
  /** Called for each secret that none of the keys decrypts, and for each stub whose signature none of them verifies. */
  readonly onUnreadable: (what: SecretOwner | 'stub', id: string) => void
}

/** How many secrets were re-encrypted, and how many stubs re-signed. */
export interface Renewed {
  readonly secrets: number
  readonly stubs: number
}

/**
 * Re-encrypts with the first key all secrets that another key encrypted, and re-signs all stubs that another key signed, so that
 * the other keys can be removed from the file. What already uses the first key, and what cannot be read, stays as it is. Repeats
 * the walk over the secrets until it finds none, because a server that runs with the old keys may still write some.
 */
export async function renewSecrets(store: Store, parts: RenewingParts): Promise<Renewed> {
  let secrets = 0
  for (const of of secretOwners) {
    const unreadable = new Set<string>()
    for (let isMore = true; isMore;) {
      const walked = await walk(store, of, unreadable, parts)
      isMore = walked.found > 0
      secrets += walked.renewed
    }
    for (const id of unreadable) parts.onUnreadable(of, id)
  }
  return { secrets, stubs: await signStubsAgain(store, parts) }
}

/** Returns how many readable secrets of other keys it found, and how many of them it renewed: the rest changed meanwhile. */
async function walk(store: Store, of: SecretOwner, unreadable: Set<string>, { cipher }: RenewingParts) {
  const walked = { found: 0, renewed: 0 }
  for (let after = ''; ;) {
    const some = await store.secrets.list(of, after, AT_ONCE)
    const reencrypted = some
      .filter(({ encrypted }) => !cipher.isOfFirstKey(encrypted))
      .flatMap((secret) => {
        try {
          return [{ secret, encrypted: cipher.encrypt(cipher.decrypt(secret.encrypted, secret.id), secret.id) }]
        } catch (error) {
          if (!(error instanceof DomainError)) throw error
          unreadable.add(secret.id)
          return []
        }
      })
    walked.found += reencrypted.length
    if (reencrypted.length > 0) walked.renewed += await replaceAll(store, of, reencrypted)
    if (some.length < AT_ONCE) return walked
    after = some.at(-1)?.id ?? ''
  }
}

interface Reencrypted {
  readonly secret: StoredSecret
  readonly encrypted: string
}

const replaceAll = (store: Store, of: SecretOwner, reencrypted: readonly Reencrypted[]): Promise<number> =>
  store.transaction(async (tx) => {
    let count = 0
    for (const { secret, encrypted } of reencrypted) if (await tx.secrets.replace(of, secret, encrypted)) count += 1
    return count
  })

async function signStubsAgain(store: Store, { signer, onUnreadable }: RenewingParts): Promise<number> {
  const keyId = signer.keys[0]?.id ?? ''
  let count = 0
  for (let after = ''; ;) {
    const some = await store.stubs.listOfOtherKeys(keyId, after, AT_ONCE)
    for (const { ledger } of some) {
      // A transaction may run more than once, so that its outcome is its return value.
      const outcome = await store.transaction(async ({ ledgers, stubs }) => {
        // The ledger may be pruned meanwhile, which re-signs its stub.
        await ledgers.hold()
        const stub = await stubs.find(ledger)
        if (stub === undefined || stub.keyId === keyId) return 'signed already'
        if (!signer.holds(stub)) return 'unreadable'
        await stubs.put(signer.signed(stub))
        return 'signed'
      })
      if (outcome === 'signed') count += 1
      if (outcome === 'unreadable') onUnreadable('stub', ledger)
    }
    if (some.length < AT_ONCE) return count
    after = some.at(-1)?.ledger ?? ''
  }
}
