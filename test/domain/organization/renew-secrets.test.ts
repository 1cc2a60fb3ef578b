import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renewSecrets } from '../../../src/domain/organization/renew-secrets.ts'
import { secretCipher } from '../../../src/domain/organization/secret-cipher.ts'
import type { StoredSecret } from '../../../src/domain/organization/secret-store.ts'
import { type Stub, stubSigner } from '../../../src/domain/record/ledger/stub.ts'
import type { Store } from '../../../src/domain/store.ts'

const [OLD, FRESH, LOST] = [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte)) as [Uint8Array, Uint8Array, Uint8Array] // prettier-ignore
const keys = [FRESH, OLD] as const
const cipher = secretCipher(keys)
const old = (id: string, key = OLD): StoredSecret => ({ id, encrypted: secretCipher([key]).encrypt(`of ${id}`, id) })
const stubOf = (key: Uint8Array, ledger: string): Stub =>
  stubSigner([key]).signed({ ledger, position: 1, hash: 'a', count: 1, firstAt: '1', lastAt: '2', prunedAt: '3' })

/** A database with only webhooks and stubs. It runs every transaction twice, as when the first commit fails. */
function databaseOf(
  given: readonly StoredSecret[],
  stubs: readonly Stub[],
  afterWalk: (has: Map<string, string>) => void,
) {
  const has = { secrets: new Map(given.map(({ id, encrypted }) => [id, encrypted])), stubs: new Map(stubs.map((each) => [each.ledger, each])) } // prettier-ignore
  const ports = {
    secrets: {
      list: async (of: string) => {
        const found = of === 'webhook' ? [...has.secrets].map(([id, encrypted]) => ({ id, encrypted })) : []
        if (of === 'webhook') afterWalk(has.secrets)
        return found
      },
      replace: async (_: string, { id, encrypted: before }: StoredSecret, encrypted: string) => {
        if (has.secrets.get(id) !== before) return false
        has.secrets.set(id, encrypted)
        return true
      },
    },
    stubs: {
      listOfOtherKeys: async (keyId: string) => [...has.stubs.values()].filter((stub) => stub.keyId !== keyId),
      find: async (ledger: string) => has.stubs.get(ledger),
      put: async (stub: Stub) => void has.stubs.set(stub.ledger, stub),
    },
    ledgers: { hold: async () => undefined },
  }
  const store = {
    ...ports,
    async transaction(work: (tx: typeof ports) => Promise<unknown>) {
      const before = { secrets: new Map(has.secrets), stubs: new Map(has.stubs) }
      await work(ports)
      Object.assign(has, before)
      return work(ports)
    },
  } as unknown as Store
  return { store, has }
}

test('what a server writes with an old key meanwhile is renewed as well, and each is counted and named once', async () => {
  const late = [old('late'), old('later')]
  const { store, has } = databaseOf([old('first'), old('lost', LOST)], [stubOf(OLD, 'a'), stubOf(LOST, 'b')], (secrets) => {
    const next = late.shift()
    if (next !== undefined) secrets.set(next.id, next.encrypted)
  }) // prettier-ignore
  const named: string[] = []
  const onUnreadable = (what: string, id: string) => void named.push(`${what} ${id}`)
  const renewed = await renewSecrets(store, { cipher, signer: stubSigner(keys), onUnreadable })
  assert.deepEqual(renewed, { secrets: 3, stubs: 1 })
  assert.deepEqual(named, ['webhook lost', 'stub b'])
  const left = [...has.secrets].filter(([, encrypted]) => !cipher.isOfFirstKey(encrypted)).map(([id]) => id)
  assert.deepEqual(left, ['lost'])
})
