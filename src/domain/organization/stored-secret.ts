// The stored form of secrets by which receivers recognise this server: encrypted and bound to the owner's id; empty for no secret.
import type { SecretCipher } from './secret-cipher.ts'

export const storedSecret = (cipher: SecretCipher, secret: string, of: string): string =>
  secret === '' ? '' : cipher.encrypt(secret, of)

/** Throws as `SecretCipher.decrypt` does. */
export const knownSecret = (cipher: SecretCipher, stored: string, of: string): string =>
  stored === '' ? '' : cipher.decrypt(stored, of)
