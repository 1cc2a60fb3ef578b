/** What has a secret that is encrypted. */
export const secretOwners = ['webhook', 'stream'] as const
export type SecretOwner = (typeof secretOwners)[number]

export interface StoredSecret {
  /** Of the owner, under which it is encrypted. */
  readonly id: string
  readonly encrypted: string
}

export interface SecretStore {
  /** Those of one kind of owner, by their ids, those after one (empty: from the first), `limit` at most. */
  list(of: SecretOwner, after: string, limit: number): Promise<readonly StoredSecret[]>
  /** Puts this in place of the secret; false, and nothing written, when it is another one by now. */
  replace(of: SecretOwner, secret: StoredSecret, encrypted: string): Promise<boolean>
}
