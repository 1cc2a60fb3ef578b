import type { Change } from '../../context.ts'
import type { Instant } from '../../clock.ts'
import type { Job } from './job.ts'

type Promised = Pick<Job, 'kind' | 'subject' | 'runAt'>

/** Writes work for later into the transaction of what makes it necessary, in place of what was promised for it before. */
export async function promiseJob({ tx, newId, now }: Change, promised: Promised): Promise<void> {
  await tx.jobs.withdraw(promised.kind, promised.subject)
  await tx.jobs.insert(newJob(newId(), promised, now))
}

export const newJob = (id: string, promised: Promised, createdAt: Instant): Job => ({
  id,
  ...promised,
  failures: 0,
  lastError: '',
  claimedUntil: null,
  createdAt,
})
