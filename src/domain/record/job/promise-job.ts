import type { Change } from '../../change.ts'
import { newJob, type Promised } from './job.ts'

/** Writes work for later into the transaction of what makes it necessary, in place of what was promised for it before. */
export async function promiseJob({ tx, newId, now }: Change, promised: Promised): Promise<void> {
  await tx.jobs.withdraw(promised.kind, promised.subject)
  await tx.jobs.insert(newJob(newId(), promised, now))
}
