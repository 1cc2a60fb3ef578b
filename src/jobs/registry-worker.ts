import type { Logger } from 'pino'
import type { Context } from '../domain/context.ts'
import type { OnSealed } from '../domain/record/ledger/on-sealed.ts'
import { applyRevocationJob } from './apply-revocation.ts'
import { cancelSilentBuildsJob, type SilentBuildParts } from './cancel-silent-builds.ts'
import { completeVersionJob } from './complete-version.ts'
import { purgeBucketsJob } from './purge-buckets.ts'
import { scheduleRecurringJobs } from './schedule.ts'
import { sealEventsJob } from './seal-events.ts'
import { tellHeadsJob } from './tell-heads.ts'
import { createWorker, type Worker } from './worker.ts'

export interface RegistryWorkerParts extends Pick<SilentBuildParts, 'silentForMs'> {
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** What is written with the places of events, in this order. */
  readonly onSealed: readonly OnSealed[]
}

/** The worker of a registry, with all kinds of jobs; what recurs has its rows when it is there. */
export async function registryWorker(
  context: Context,
  { silentForMs, log, onSealed }: RegistryWorkerParts,
): Promise<Worker> {
  await scheduleRecurringJobs(context)
  const { store, clock } = context
  return createWorker({
    store,
    clock,
    log,
    handlers: {
      'apply-revocation': applyRevocationJob(context),
      'cancel-silent-builds': cancelSilentBuildsJob(context, { silentForMs, log }),
      'complete-version': completeVersionJob(context),
      'purge-buckets': purgeBucketsJob(context),
      'seal-events': sealEventsJob(context, { onSealed, log }),
      'tell-heads': tellHeadsJob(context, log),
    },
    isWanted: { 'seal-events': () => store.ledgers.isWaiting() },
  })
}
