import type { Identity } from './identity.ts'

export interface IdentityStore {
  insert(identity: Identity): Promise<void>
  find(issuer: string, subject: string): Promise<Identity | undefined>
  /** In no particular order. */
  list(principalId: string): Promise<readonly Identity[]>
}
