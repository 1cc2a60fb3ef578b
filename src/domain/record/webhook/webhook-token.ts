// The token of a webhook as it is stored: encrypted under the id of its webhook; empty where nothing is signed.
import type { SecretCipher } from '../../organization/secret-cipher.ts'
import type { Webhook } from './webhook.ts'

export const encryptToken = (cipher: SecretCipher, token: string, webhookId: string): string =>
  token === '' ? '' : cipher.encrypt(token, webhookId)

/** Throws as `SecretCipher.decrypt` does. */
export const tokenOf = (cipher: SecretCipher, { id, token }: Pick<Webhook, 'id' | 'token'>): string =>
  token === '' ? '' : cipher.decrypt(token, id)
