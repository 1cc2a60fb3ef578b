import { type Kysely, sql } from 'kysely'
import type { Heir, RevocationStore } from '../../domain/catalog/revocation/revocation-store.ts'
import { countingAmong } from '../../domain/catalog/revocation/revocation.ts'
import { isLive } from '../bucket/live-bucket.ts'
import type { Capabilities } from '../engine/dialect.ts'
import { hasNoRow, hasRow } from '../query/any-row.ts'
import { inLongBatches, LONG_BATCH } from '../query/batches.ts'
import { asGiven, givenRows } from '../query/given.ts'
import { preparedCommand, preparedQuery } from '../query/prepared-query.ts'
import type { Schema } from '../schema.ts'
import { effectiveRevocation, revocationFacts, revocations, summaries, summaryColumns } from './revocation-columns.ts'
import { isHidden } from './validity.ts'

// As many rows as make a difference to the planner.
const MANY = 500

export function revocationStore(capabilities: Capabilities): (db: Kysely<Schema>) => RevocationStore {
  const { analyze } = capabilities
  const insertHeirs = preparedCommand((db, { id, versions }: Record<'id' | 'versions', string>) =>
    db
      .insertInto('inherited_revocation')
      .columns(['version_id', 'revocation_id'])
      .expression((heirs) =>
        heirs
          .selectFrom(givenRows<{ readonly id: string }>(capabilities, { id: 'text' }, versions).as('heir'))
          .select(['heir.id', sql<string>`${id}`.as('revocation_id')])
          // Without a condition, SQLite would take "on conflict" for that of a join.
          .where(sql.lit(true)),
      )
      .onConflict((known) => known.doNothing()),
  )
  /**
   * A piece of the heirs, in the order of their ids. It is cut before anything is joined to it, or a planner would read all
   * heirs for each piece.
   */
  const heirsBeyond = preparedQuery((db, { revocationId, versionId }: Record<'revocationId' | 'versionId', string>) =>
    db
      .with(
        (cte) => cte('heir').materialized(),
        (all) =>
          all
            .selectFrom('inherited_revocation')
            .select(['version_id', 'revocation_id'])
            .where('revocation_id', '=', revocationId)
            .where('version_id', '>', versionId)
            .orderBy('version_id')
            .limit(sql.lit(LONG_BATCH)),
      )
      .selectFrom('heir')
      .innerJoin('revocation', 'revocation.id', 'heir.revocation_id')
      .innerJoin('version', 'version.id', 'heir.version_id')
      .innerJoin('bucket', 'bucket.id', 'version.bucket_id')
      .select(summaryColumns)
      .select(['bucket.deleted_at', isHidden.as('is_hidden'), wasRevoked.as('was_revoked')])
      .orderBy('heir.version_id'),
  )

  return (db) => ({
    insert: (revocation) => revocations.insert(db, revocation),
    find: (id) => revocations.find(db, { id }),
    findByVersion: (versionId) => revocations.find(db, { version_id: versionId }),
    async markApplied(id, at) {
      await db.updateTable('revocation').set({ applied_at: at }).where('id', '=', id).execute()
    },
    async delete(id) {
      for (let left = true; left;) {
        const { numDeletedRows } = await db
          .deleteFrom('inherited_revocation')
          .where('revocation_id', '=', id)
          .where('version_id', 'in', (heirs) =>
            heirs
              .selectFrom('inherited_revocation as heir')
              .select('heir.version_id')
              .where('heir.revocation_id', '=', id)
              .orderBy('heir.version_id')
              .limit(LONG_BATCH),
          )
          .executeTakeFirst()
        left = numDeletedRows === BigInt(LONG_BATCH)
      }
      await db.deleteFrom('revocation').where('id', '=', id).execute()
    },
    async listHeritable(versionId) {
      // A union, and not "or", for which a planner reads all revocations.
      const rows = await db
        .with(
          (cte) => cte('heritable').materialized(),
          (own) =>
            own
              .selectFrom('revocation')
              .select('id')
              .where('version_id', '=', versionId)
              .where('include_descendants', '=', 1)
              .unionAll((inherited) =>
                inherited
                  .selectFrom('inherited_revocation')
                  .select('revocation_id as id')
                  .where('version_id', '=', versionId),
              ),
        )
        .selectFrom('heritable')
        .innerJoin('revocation', 'revocation.id', 'heritable.id')
        .select(revocations.columns.map((column) => `revocation.${column}` as const))
        .orderBy('revocation.at')
        .orderBy('revocation.id')
        .execute()
      return rows.map(revocations.itemOf)
    },
    async inherit(id, versionIds) {
      await inLongBatches(versionIds, (batch) =>
        insertHeirs(db, { id, versions: asGiven(batch.map((heir) => [heir])) }),
      )
      await markAnew(db, id)
      // Otherwise reads of versions continue with a plan for an empty table, until the database notices by itself.
      if (analyze !== null && versionIds.length >= MANY) await sql`${sql.raw(analyze)} inherited_revocation`.execute(db)
    },
    async listHeirs(id) {
      const heirs: Heir[] = []
      for (let last: string | undefined = ''; last !== undefined;) {
        const rows = await heirsBeyond(db, { revocationId: id, versionId: last })
        heirs.push(
          ...rows
            .filter(({ deleted_at }) => deleted_at === null)
            .map((row) => ({
              ...summaries.itemOf(row),
              counts: !row.is_hidden,
              wasRevoked: Boolean(row.was_revoked),
            })),
        )
        last = rows[LONG_BATCH - 1]?.id
      }
      return heirs
    },
    async listCounting(versionIds) {
      const own = new Map<string, Counting>()
      const inherited = new Map<string, Counting[]>()
      await inLongBatches(versionIds, async (batch) => {
        for (const row of await countingOf(db).where('revocation.version_id', 'in', batch).execute())
          own.set(row.version_id, countingFrom(row))
        const rows = await countingOf(db)
          .innerJoin('inherited_revocation', 'inherited_revocation.revocation_id', 'revocation.id')
          .select('inherited_revocation.version_id as heir_id')
          .where('inherited_revocation.version_id', 'in', batch)
          .execute()
        for (const row of rows) inherited.set(row.heir_id, [...(inherited.get(row.heir_id) ?? []), countingFrom(row)])
      })
      return new Map(
        versionIds.flatMap((id) => {
          const counts = countingAmong(own.get(id) ?? null, inherited.get(id) ?? [])
          const revocation = own.has(id) ? effectiveRevocation(counts, null) : effectiveRevocation(null, counts)
          return revocation ? [[id, revocation] as const] : []
        }),
      )
    },
    async releaseOrphaned(versionId) {
      await db
        .deleteFrom('inherited_revocation')
        .where('version_id', '=', versionId)
        .where(
          sql<boolean>`${hasNoRow(sql`
            revocation join version on version.id = revocation.version_id
            where revocation.id = inherited_revocation.revocation_id and ${isLive('version.bucket_id')}`)}`,
        )
        .execute()
      await db
        .updateTable('version')
        .set({ updated_at: sql.ref('updated_at') })
        .where('id', '=', versionId)
        .execute()
    },
  })
}

/** Heirs do not change marks (migrations/0009-marks.ts), so this changes the mark of their project, once for thousands as for one. */
const markAnew = (db: Kysely<Schema>, revocationId: string) =>
  db
    .updateTable('revocation')
    .set({ applied_at: sql.ref('applied_at') })
    .where('id', '=', revocationId)
    .execute()

const countingOf = (db: Kysely<Schema>) =>
  db
    .selectFrom('revocation')
    .select('revocation.id')
    .select(revocationFacts.columns.map((column) => `revocation.${column}` as const))

type Counting = ReturnType<typeof countingFrom>
const countingFrom = (row: Parameters<(typeof revocationFacts)['itemOf']>[0] & { readonly id: string }) => ({
  ...revocationFacts.itemOf(row),
  id: row.id,
})

// Whether another revocation that the version inherited has been applied.
const wasRevoked = sql<boolean | 0 | 1>`${hasRow(sql`
  inherited_revocation as other join revocation as applied on applied.id = other.revocation_id
  where other.version_id = version.id and other.revocation_id <> revocation.id and applied.applied_at is not null`)}`
