/** The kinds of owners of encrypted secrets. */
export const secretOwners = ['webhook', 'stream'] as const
export type SecretOwner = (typeof secretOwners)[number]

export interface StoredSecret {
  /** The owner's id, to which the encryption binds the secret. */
  readonly id: string
  readonly encrypted: string
}

export interface SecretStore {
  /** At most `limit` secrets of one kind of owner, ordered by id, with ids greater than `after` (empty: from the first). */
  list(of: SecretOwner, after: string, limit: number): Promise<readonly StoredSecret[]>
  /** Replaces the secret. Returns false and writes nothing when the secret has changed since it was read. */
  replace(of: SecretOwner, secret: StoredSecret, encrypted: string): Promise<boolean>
}
