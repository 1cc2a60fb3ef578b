// Which principal each provider's subject stands for.
import type { Kysely } from 'kysely'
import type { IdentityStore } from '../../domain/principal/identity/identity-store.ts'
import type { Identity } from '../../domain/principal/identity/identity.ts'
import { codecOf, table } from '../query/table.ts'
import type { Schema } from '../schema.ts'

const identities = table('identity', codecOf<Identity>()(['issuer', 'subject', 'principalId', 'createdAt']))

export const identityStore = (db: Kysely<Schema>): IdentityStore => ({
  insert: (identity) => identities.insert(db, identity),
  find: (issuer, subject) => identities.find(db, { issuer, subject }),
  async list(principalId) {
    const query = db.selectFrom('identity').select(identities.columns).where('principal_id', '=', principalId)
    return (await query.execute()).map(identities.itemOf)
  },
})
