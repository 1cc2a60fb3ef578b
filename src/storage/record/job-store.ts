import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { JobStore } from '../../domain/record/job/job-store.ts'
import type { Job, JobKind } from '../../domain/record/job/job.ts'
import type { Capabilities } from '../engine/dialect.ts'
import { codecOf, table } from '../query/table.ts'
import type { Schema } from '../schema.ts'
import { isFree } from './claims.ts'

const jobs = table(
  'job',
  codecOf<Job>()(['id', 'kind', 'subject', 'runAt', 'failures', 'lastError', 'claimedUntil', 'createdAt']),
)

// Hides the column from the planner. Otherwise it would look up all jobs of these kinds by the unique index and sort them,
// although another index has the soonest at its end.
const ofKinds = (kinds: readonly JobKind[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref('kind')} || '' in (${sql.join(kinds)})`

export function jobStore(db: Kysely<Schema>, { locksRows }: Capabilities): JobStore {
  return {
    insert: (job) => jobs.insertNew(db, job, 'kind', 'subject'),
    async claim(kinds, now, until, latest) {
      const due = db
        .selectFrom('job')
        .select(jobs.columns)
        .where(ofKinds(kinds))
        .where('run_at', '<=', now)
        .where(isFree(now, latest))
        .orderBy('run_at')
        .orderBy('id')
        .limit(1)
      const row = await (locksRows ? due.forUpdate().skipLocked() : due).executeTakeFirst()
      if (!row) return undefined
      await db.updateTable('job').set({ claimed_until: until }).where('id', '=', row.id).execute()
      return jobs.itemOf({ ...row, claimed_until: until })
    },
    async bringForward(kind, subject, now, latest) {
      await db
        .updateTable('job')
        .set({ run_at: now })
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .where('run_at', '>', latest)
        .execute()
    },
    async nextRunAt(kinds) {
      const row = await db
        .selectFrom('job')
        .select('run_at')
        .where(ofKinds(kinds))
        .where('claimed_until', 'is', null)
        .orderBy('run_at')
        .limit(1)
        .executeTakeFirst()
      return row?.run_at
    },
    async putOff({ id, runAt, failures, lastError }) {
      await db
        .updateTable('job')
        .set({ run_at: runAt, failures, last_error: lastError, claimed_until: null })
        .where('id', '=', id)
        .execute()
    },
    async delete(id) {
      await db.deleteFrom('job').where('id', '=', id).execute()
    },
    async withdraw(kind, subject) {
      await db.deleteFrom('job').where('kind', '=', kind).where('subject', '=', subject).execute()
    },
    async list(limit) {
      const rows = await db
        .selectFrom('job')
        .select(jobs.columns)
        .orderBy('run_at')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(jobs.itemOf)
    },
  }
}
