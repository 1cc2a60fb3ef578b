// What the receiver of a stream knows it by, as it is stored: sealed under the id of its stream; empty where there is nothing.
import type { SecretCipher } from '../../organization/secret-cipher.ts'
import type { Stream } from './stream.ts'

export const sealSecret = (cipher: SecretCipher, secret: string, streamId: string): string =>
  secret === '' ? '' : cipher.encrypt(secret, streamId)

/** Throws as `SecretCipher.decrypt` does. */
export const secretOf = (cipher: SecretCipher, { id, secret }: Pick<Stream, 'id' | 'secret'>): string =>
  secret === '' ? '' : cipher.decrypt(secret, id)
