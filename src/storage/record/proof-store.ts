import { type Kysely, sql } from 'kysely'
import type { ProofStore } from '../../domain/record/ledger/proof-store.ts'
import type { Proof } from '../../domain/record/ledger/proof.ts'
import { hasRow } from '../query/any-row.ts'
import { codecOf, json, orNull, table, through } from '../query/table.ts'
import type { Schema } from '../schema.ts'

/** A proof as its columns have it. */
interface Kept extends Omit<Proof, 'at'> {
  readonly provedAt: Proof['at']
}
const proofs = table(
  'ledger_proof',
  through(
    codecOf<Kept>()(['ledger', 'position', 'hash', 'provedAt', 'broken', 'walk'], {
      broken: orNull(json()),
      walk: orNull(json()),
    }),
    ({ at, ...proof }: Proof): Kept => ({ ...proof, provedAt: at }),
    ({ provedAt, ...proof }): Proof => ({ ...proof, at: provedAt }),
  ),
)

export const proofStore = (db: Kysely<Schema>): ProofStore => ({
  find: (ledger) => proofs.find(db, { ledger }),
  async save(proof) {
    const { ledger, ...kept } = proofs.rowOf(proof)
    await db
      .insertInto('ledger_proof')
      .values({ ledger, ...kept })
      .onConflict((conflict) => conflict.column('ledger').doUpdateSet(kept))
      .execute()
  },
  async findMisplaced(after, limit) {
    const rows = await db
      .selectFrom('event')
      .select(['id', 'project_id', 'organization_id'])
      .select(hasRow(sql`sealed_event where sealed_event.event_id = event.id`).as('is_sealed'))
      .select(hasRow(sql`unsealed_event where unsealed_event.event_id = event.id`).as('is_waiting'))
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute()
    const misplaced = rows
      .filter((row) => row.is_sealed === row.is_waiting)
      .map((row) => ({
        eventId: row.id,
        ledger: row.project_id === '' ? row.organization_id : row.project_id,
        what: row.is_sealed ? ('twice' as const) : ('lost' as const),
      }))
    return { misplaced, next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) }
  },
})
