import type { Context } from '../domain/context.ts'
import type { JobKind } from '../domain/record/job/job.ts'
import { newJob } from '../domain/record/job/promise-job.ts'

/** Jobs that run again and again. Each has one row, which all replicas share. */
export const recurring: readonly JobKind[] = [
  'cancel-silent-builds',
  'prove-ledgers',
  'prune-deliveries',
  'prune-ledgers',
  'seal-events',
  'tell-heads',
]

/** Writes the missing rows of recurring jobs. Runs at every start. */
export async function scheduleRecurringJobs({ store, clock, newId }: Context): Promise<void> {
  await store.transaction(async ({ jobs }) => {
    const now = clock.now()
    for (const kind of recurring) await jobs.insert(newJob(newId(), { kind, subject: '', runAt: now }, now))
  })
}
