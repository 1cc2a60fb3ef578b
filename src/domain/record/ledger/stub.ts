// A stub stands for the events of a ledger that were pruned. It is signed (Ed25519) by a key that is derived from the secret keys, which
// are not in the database: an attacker who can write to the database can delete events, but cannot make a stub that stands for them.
import { createPrivateKey, createPublicKey, hash, hkdfSync, type KeyObject, sign, verify } from 'node:crypto'
import type { Instant } from '../../clock.ts'
import { netstrings, type Seal } from './ledger.ts'

/** All events of the ledger, from the first up to this position. The hash chain continues from its hash. */
export interface StubFacts extends Seal {
  readonly count: number
  /** When the first and the last of these events happened. */
  readonly firstAt: Instant
  readonly lastAt: Instant
  readonly prunedAt: Instant
}

export interface Stub extends StubFacts {
  /** The id of the key that signed the stub: `StubKey.id`. */
  readonly keyId: string
  /** Base64. */
  readonly signature: string
}

/** The public part of a key, which is all that verifying stubs takes. */
export interface StubKey {
  /** The first 16 hex digits of SHA-256 over the public key. */
  readonly id: string
  /** Base64 of DER (SubjectPublicKeyInfo), as `openssl pkey -pubin -inform DER` takes it. */
  readonly publicKey: string
}

export interface StubWitness {
  /** Whether a known key has signed the stub as it is. */
  readonly holds: (stub: Stub) => boolean
}

export interface StubSigner extends StubWitness {
  /** The first key signs. */
  readonly keys: readonly StubKey[]
  readonly signed: (facts: StubFacts) => Stub
}

/** The text that is signed: these values, each as a netstring, as in `sealHash`. */
export const signedForm = ({ ledger, position, hash, count, firstAt, lastAt, prunedAt }: StubFacts): string =>
  netstrings(['assay-stub-1', ledger, String(position), hash, String(count), firstAt, lastAt, prunedAt])

/** What comes before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const SEED_BYTES = 32

function keyMadeOf(secretKey: Uint8Array) {
  const seed = Buffer.from(hkdfSync('sha256', secretKey, '', 'assay: signs stubs of ledgers', SEED_BYTES))
  const own = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' })
  const open = createPublicKey(own)
  return { own, open, ...describeKey(open) }
}

function describeKey(open: KeyObject): StubKey {
  const der = open.export({ format: 'der', type: 'spki' })
  return { id: hash('sha256', der, 'hex').slice(0, 16), publicKey: der.toString('base64') }
}

/** Signs with the key that is derived from the first of the secret keys, and verifies with those of all of them. */
export function stubSigner(secretKeys: readonly [Uint8Array, ...Uint8Array[]]): StubSigner {
  const [current, ...others] = secretKeys
  const first = keyMadeOf(current)
  const known = [first, ...others.map(keyMadeOf)]
  return {
    keys: known.map(({ id, publicKey }) => ({ id, publicKey })),
    signed: (facts) => ({
      ...facts,
      keyId: first.id,
      signature: sign(null, Buffer.from(signedForm(facts)), first.own).toString('base64'),
    }),
    holds: (stub) => isSignedByOne(stub, known),
  }
}

/** Verifies with these public keys; undefined when one of them is no Ed25519 key. */
export function stubWitness(publicKeys: readonly string[]): StubWitness | undefined {
  const known = publicKeys.flatMap((text) => {
    try {
      const open = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
      return open.asymmetricKeyType === 'ed25519' ? [{ open, ...describeKey(open) }] : []
    } catch {
      return []
    }
  })
  return known.length < publicKeys.length ? undefined : { holds: (stub) => isSignedByOne(stub, known) }
}

const isSignedByOne = (stub: Stub, known: readonly { readonly id: string; readonly open: KeyObject }[]): boolean =>
  known.some(
    ({ id, open }) =>
      id === stub.keyId && verify(null, Buffer.from(signedForm(stub)), open, Buffer.from(stub.signature, 'base64')),
  )
