// Encrypts secrets that the server must be able to read again, such as the token with which a webhook signs. The keys are not in
// the database, so that a copy of the database reveals none of the secrets.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { unavailable } from '../errors.ts'

export interface SecretCipher {
  /** `of` is the id of the secret's owner. With any other id the secret cannot be decrypted. */
  encrypt(secret: string, of: string): string
  /** Throws `unavailable`, without the secret, when none of the keys encrypted it or it was tampered with. */
  decrypt(encrypted: string, of: string): string
  /** Whether the first key encrypted it. */
  isOfFirstKey(encrypted: string): boolean
}

export const SECRET_KEY_BYTES = 32
const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** The first of the keys, 32 bytes each, encrypts; all of them decrypt, so that keys can be rotated. */
export function secretCipher(keys: readonly [Uint8Array, ...Uint8Array[]]): SecretCipher {
  const byId = new Map(keys.map((key) => [idOf(key), key]))
  const [current] = keys
  const currentId = idOf(current)
  return {
    encrypt(secret, of) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, current, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(of))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return `${currentId}.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')}`
    },
    isOfFirstKey: (encrypted) => encrypted.startsWith(`${currentId}.`),
    decrypt(encrypted, of) {
      const [keyId = '', rest = ''] = encrypted.split('.')
      const key = byId.get(keyId)
      if (key === undefined)
        throw unavailable(
          `a secret was encrypted with the key ${keyId}, which this server does not have: give all servers of a database the same --secret-keys`,
        )
      const bytes = Buffer.from(rest, 'base64url')
      const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)]
      try {
        const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
        decipher.setAAD(Buffer.from(of)).setAuthTag(tag)
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString()
      } catch (error) {
        throw unavailable('a secret is not what the server has stored, and cannot be used: set it again', error)
      }
    },
  }
}

/** Identifies a key without revealing anything about it. */
const idOf = (key: Uint8Array): string =>
  createHash('sha256').update('id of a secret key\0').update(key).digest('hex').slice(0, 16)
