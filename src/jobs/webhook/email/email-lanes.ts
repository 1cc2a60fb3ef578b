import type { Logger } from 'pino'
import type { Context } from '../../../domain/context.ts'
import type { ClaimedEmailSubscription } from '../../../domain/record/email/email-subscription-store.ts'
import { latestAgain } from '../../../domain/record/email/email.ts'
import { lanes } from '../../lanes.ts'
import type { Worker } from '../../worker.ts'
import { type EmailingParts, sendEmail } from './email.ts'

export interface EmailLanesParts extends Omit<EmailingParts, 'onGivenUp' | 'onFailing' | 'onUnreadable'> {
  readonly log: Pick<Logger, 'warn' | 'error'>
}

/** Few, because all mails go to the same server. */
const LANES = 4
/** Longer than a mail may take with a server that is slow at each step. */
const CLAIM_MS = 120_000

/** Sends people the mails of their subscriptions, one at a time for each subscription. */
export function emailLanes(context: Context, { log, ...parts }: EmailLanesParts): Worker {
  const { store, clock } = context
  const onGivenUp: EmailingParts['onGivenUp'] = ({ id, principalId }, failure) => {
    log.warn({ subscription: id, principal: principalId, failure }, 'a mail was given up')
  }
  const onFailing: EmailingParts['onFailing'] = ({ id, principalId }, failure) => {
    log.warn(
      { subscription: id, principal: principalId, failure },
      'a mail could not be sent; it is tried again for a day',
    )
  }
  const onUnreadable: EmailingParts['onUnreadable'] = ({ ledger, position }, error) => {
    log.error({ err: error, ledger, position }, 'an event cannot be read: nobody is mailed it')
  }
  return lanes<ClaimedEmailSubscription>({
    most: LANES,
    clock,
    claimMs: CLAIM_MS,
    claim: (times) =>
      store.transaction(({ emailSubscriptions }) => {
        const { now, until, latest } = times()
        return emailSubscriptions.claim(now, until, latest)
      }),
    bringForward: () =>
      store.transaction(({ emailSubscriptions }) => {
        const now = clock.now()
        return emailSubscriptions.bringForward(now, latestAgain(now))
      }),
    nextAt: () => store.emailSubscriptions.nextAt(),
    work: (claimed) => sendEmail(context, claimed, { ...parts, onGivenUp, onFailing, onUnreadable }),
    onFailure: ({ subscription }, error) => {
      log.error(
        { err: error, subscription: subscription.id },
        'an e-mail subscription could not be looked after; it is tried again',
      )
    },
    onTrouble: (error) => {
      log.error({ err: error }, 'e-mail subscriptions cannot be looked up; it is tried every second')
    },
  })
}
