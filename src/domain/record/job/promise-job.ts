import type { Change } from '../../change.ts'
import type { Instant } from '../../clock.ts'
import type { Ports } from '../../store.ts'
import type { JobKind } from './job.ts'

export interface Promised {
  readonly kind: JobKind
  readonly subject: string
  readonly runAt: Instant
}

/** Writes work for later into the transaction of what makes it necessary, in place of what was promised for it before. */
export async function promiseJob({ newId, now }: Change, tx: Ports, { kind, subject, runAt }: Promised): Promise<void> {
  await tx.jobs.withdraw(kind, subject)
  await tx.jobs.insert({
    id: newId(),
    kind,
    subject,
    runAt,
    failures: 0,
    lastError: '',
    claimedUntil: null,
    createdAt: now,
  })
}
