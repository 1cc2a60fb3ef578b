export interface ServerKeyStore {
  /** 32 random bytes that all replicas of the database share: the key of every keyed hash and signature. */
  find(): Promise<Uint8Array | undefined>
  /** Returns false and writes nothing when there is one already. */
  insert(key: Uint8Array): Promise<boolean>
}
