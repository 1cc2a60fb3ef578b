import type { Change } from '../../context.ts'
import type { Instant } from '../../clock.ts'
import type { Job } from './job.ts'

type Promised = Pick<Job, 'kind' | 'subject' | 'runAt'>

/** Records a job in the transaction that makes it necessary, in place of any earlier job of the same kind and subject. */
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
