// How entries are sent to the destinations of the log service's API: to three services, each within its own limits, through the one
// outbound client. When to send, and what follows from the outcome, is the lanes' business.
import type { Clock } from '../../../domain/clock.ts'
import { type Target, targetOf } from '../../../domain/record/stream/target.ts'
import { type Ask, ownShare } from '../../../machine/outbound/outbound-client.ts'
import { askingAws, type AwsParts } from './ask-aws.ts'
import type { OwnIdentity } from './own-access.ts'
import { rolesOf } from './roles.ts'
import { sendToCloudWatch } from './send-to-cloudwatch.ts'
import type { SendBatch, SenderOf } from '../send-batch.ts'
import { sendToDatadog } from './send-to-datadog.ts'
import { sendToSplunk } from './send-to-splunk.ts'

export interface DestinationSendersParts {
  readonly ask: Ask
  readonly clock: Clock
  readonly aws: { readonly own: OwnIdentity; readonly endpoints: AwsParts['endpoints'] }
}

export type DestinationSenders = Readonly<Record<Target['kind'], SenderOf>>

/** The senders for destinations. Together they have one share of all that this server may ask at once. */
export function destinationSenders({ ask, clock, aws }: DestinationSendersParts): DestinationSenders {
  const share = ownShare(ask)
  const askAws = askingAws({ ask: share, clock, endpoints: aws.endpoints })
  const roles = rolesOf({ askAws, own: aws.own, clock })
  const sendTo = (target: Target): SendBatch => {
    if (target.kind === 'splunk') return sendToSplunk(share, target)
    if (target.kind === 'datadog') return sendToDatadog({ ask: share, clock }, target)
    return sendToCloudWatch({ askAws, roles }, target)
  }
  const senderOf =
    (kind: Target['kind']): SenderOf =>
    ({ config, secret }) =>
      sendTo(targetOf(kind, config, secret))
  return { splunk: senderOf('splunk'), cloudwatch: senderOf('cloudwatch'), datadog: senderOf('datadog') }
}
