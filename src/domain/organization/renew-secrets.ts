import { DomainError } from '../errors.ts'
import type { StubSigner } from '../record/ledger/stub.ts'
import type { Store } from '../store.ts'
import type { SecretCipher } from './secret-cipher.ts'
import { type SecretOwner, secretOwners, type StoredSecret } from './secret-store.ts'

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
 * that the others can be taken out of the file. What is that far already is left alone; what cannot be read stays as it is. Walks until a walk
 * finds nothing more, because a server may still change things with the keys of before.
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
  return { secrets, stubs: await signAnew(store, parts) }
}

/** Answers how many old ones it has found that can be read, and how many of them it has renewed: others were changed meanwhile. */
async function walk(store: Store, of: SecretOwner, unreadable: Set<string>, { cipher }: RenewingParts) {
  const walked = { found: 0, renewed: 0 }
  for (let after = ''; ;) {
    const some = await store.secrets.list(of, after, AT_ONCE)
    const anew = some
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
    walked.found += anew.length
    if (anew.length > 0) walked.renewed += await replaceAll(store, of, anew)
    if (some.length < AT_ONCE) return walked
    after = some.at(-1)?.id ?? ''
  }
}

interface Anew {
  readonly secret: StoredSecret
  readonly encrypted: string
}

const replaceAll = (store: Store, of: SecretOwner, anew: readonly Anew[]): Promise<number> =>
  store.transaction(async (tx) => {
    let count = 0
    for (const { secret, encrypted } of anew) if (await tx.secrets.replace(of, secret, encrypted)) count += 1
    return count
  })

async function signAnew(store: Store, { signer, onUnreadable }: RenewingParts): Promise<number> {
  const keyId = signer.keys[0]?.id ?? ''
  let count = 0
  for (let after = ''; ;) {
    const some = await store.stubs.listOfOtherKeys(keyId, after, AT_ONCE)
    for (const { ledger } of some) {
      // A transaction may be repeated: what came of it is what it answers.
      const outcome = await store.transaction(async ({ ledgers, stubs }) => {
        // It may be pruned meanwhile, which signs it anew.
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
