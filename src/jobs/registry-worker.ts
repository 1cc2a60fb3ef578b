import type { Logger } from 'pino'
import type { Context } from '../domain/context.ts'
import { findLostSecrets } from '../domain/organization/find-lost-secrets.ts'
import { fanOutDeliveries, type FanOutParts } from '../domain/record/delivery/fan-out-deliveries.ts'
import { wakeEmailSubscriptions } from '../domain/record/email/wake-email-subscriptions.ts'
import { keepSettingsStreams, type KeepSettingsStreams } from '../domain/record/stream/keep-settings-streams.ts'
import { wakeStreams } from '../domain/record/stream/wake-streams.ts'
import type { SendMail } from '../machine/mail/mail.ts'
import { nextTurn } from '../machine/next-turn.ts'
import { applyRevocationJob } from './apply-revocation.ts'
import { cancelSilentBuildsJob, type SilentBuildParts } from './cancel-silent-builds.ts'
import { completeVersionJob } from './complete-version.ts'
import { emailLanes, type EmailLanesParts } from './webhook/email/email-lanes.ts'
import { proveLedgersJob } from './prove-ledgers.ts'
import { purgeBucketsJob } from './purge-buckets.ts'
import { scheduleRecurringJobs } from './schedule.ts'
import { sealEventsJob, SEALING_MS } from './seal-events.ts'
import { tellHeadsJob } from './tell-heads.ts'
import { streamLanes, type StreamLanesParts } from './stream/stream-lanes.ts'
import { deliveryLanes, type DeliveryLanesParts } from './webhook/delivery-lanes.ts'
import { pruneDeliveriesJob } from './prune-deliveries.ts'
import { pruneLedgersJob, type PruningLedgersParts } from './prune-ledgers.ts'
import { createWorker, type Worker } from './worker.ts'

export interface RegistryWorkerParts extends Pick<SilentBuildParts, 'silentForMs'> {
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** How deliveries are sent to webhooks. */
  readonly webhooks: Omit<DeliveryLanesParts, 'log'>
  /** How entries of the audit log are sent to streams. */
  readonly streams: Omit<StreamLanesParts, 'log'> & { readonly bySettings: KeepSettingsStreams }
  /** How people are sent mails. None are sent without a mail server, or without a public URL for the links in them. */
  readonly emails: Omit<EmailLanesParts, 'log' | 'sendMail' | 'publicUrl'> & {
    readonly sendMail: SendMail | null
    readonly publicUrl: string | null
  }
  /** How long deliveries are kept. */
  readonly deliveriesKeptMs: number
  /** How long events are kept, and who signs the stubs that replace pruned events. */
  readonly audit: Omit<PruningLedgersParts, 'log'>
}

/**
 * Makes the worker of a registry, for all kinds of jobs, after it has written the rows of recurring jobs and of the streams that settings
 * name.
 */
export async function registryWorker(
  context: Context,
  { silentForMs, log, webhooks, streams, emails, deliveriesKeptMs, audit }: RegistryWorkerParts,
): Promise<Worker> {
  const { sendMail, publicUrl, unsubscribe } = emails
  const lost = await findLostSecrets(context.store, { cipher: streams.cipher, signer: audit.signer })
  if (lost !== null) log.error(lost)
  await scheduleRecurringJobs(context)
  await keepSettingsStreams(context, streams.bySettings, streams.cipher)
  const { store, clock, newId } = context
  const onTrouble: FanOutParts['onTrouble'] = (place, error) => {
    log.error({ err: error, ...place }, 'an event cannot be read: no webhook is sent it')
  }
  // E-mail subscriptions are woken even if this server sends no mail: another server on this database may send some.
  const onSealed = [fanOutDeliveries({ newId, onTrouble, giveWay: nextTurn }), wakeStreams, wakeEmailSubscriptions]
  const jobs = createWorker({
    store,
    clock,
    log,
    handlers: {
      'apply-revocation': applyRevocationJob(context),
      'cancel-silent-builds': cancelSilentBuildsJob(context, { silentForMs, log }),
      'complete-version': completeVersionJob(context),
      'prove-ledgers': proveLedgersJob(context, { witness: audit.signer, log }),
      'prune-deliveries': pruneDeliveriesJob(context, { keptMs: deliveriesKeptMs }),
      'prune-ledgers': pruneLedgersJob(context, { ...audit, log }),
      'purge-buckets': purgeBucketsJob(context),
      'seal-events': sealEventsJob(context, { onSealed, log }),
      'tell-heads': tellHeadsJob(context, log),
    },
    isWanted: { 'seal-events': () => store.ledgers.isWaiting() },
    claimsMs: { 'seal-events': SEALING_MS },
  })
  const lanes = [
    deliveryLanes(context, { ...webhooks, log }),
    streamLanes(context, { ...streams, log }),
    ...(sendMail === null || publicUrl === null
      ? []
      : [emailLanes(context, { sendMail, publicUrl, unsubscribe, log })]),
  ]
  return {
    runDue: async () => {
      await jobs.runDue()
      await Promise.all(lanes.map((each) => each.runDue()))
    },
    start: () => {
      jobs.start()
      for (const each of lanes) each.start()
    },
    stop: async () => {
      await Promise.all([jobs, ...lanes].map((each) => each.stop()))
    },
  }
}
