// What others know this server by, as it is stored: encrypted under the id of what has it; empty where there is none.
import type { SecretCipher } from './secret-cipher.ts'

export const storedSecret = (cipher: SecretCipher, secret: string, of: string): string =>
  secret === '' ? '' : cipher.encrypt(secret, of)

/** Throws as `SecretCipher.decrypt` does. */
export const knownSecret = (cipher: SecretCipher, stored: string, of: string): string =>
  stored === '' ? '' : cipher.decrypt(stored, of)
