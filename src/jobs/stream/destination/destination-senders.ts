// Destinations from the outside: how the three services are sent entries that the API of the log service names, each within its
// own limits, over the one client that asks others. When, and what follows from it, is the lanes' business.
import type { Clock, Instant } from '../../../domain/clock.ts'
import { eventKinds } from '../../../domain/record/event/event-kinds.ts'
import type { Event } from '../../../domain/record/event/event.ts'
import { type Target, targetOf } from '../../../domain/record/stream/target.ts'
import type { SendTest, TestAbout } from '../../../domain/record/stream/test-destination.ts'
import { type Ask, ownShare } from '../../../machine/outbound/outbound-client.ts'
import { askingAws, type AwsParts } from './ask-aws.ts'
import type { OwnIdentity } from './own-access.ts'
import { rolesOf } from './roles.ts'
import { sendToCloudWatch } from './send-to-cloudwatch.ts'
import type { SendBatch, SenderOf } from '../send-batch.ts'
import { withinPatience } from '../send-stream.ts'
import { sendToDatadog } from './send-to-datadog.ts'
import { sendToSplunk } from './send-to-splunk.ts'

export interface DestinationSendersParts {
  readonly ask: Ask
  readonly clock: Clock
  readonly aws: { readonly own: OwnIdentity; readonly endpoints: AwsParts['endpoints'] }
  /** An event as the audit log tells it. */
  readonly entryOf: (event: Event) => object
}

export interface DestinationSenders {
  readonly senders: Readonly<Record<Target['kind'], SenderOf>>
  readonly sendTest: SendTest
}

/** What sends to destinations; together they have a share of all that this server may ask at once. */
export function destinationSenders({ ask, clock, aws, entryOf }: DestinationSendersParts): DestinationSenders {
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
  return {
    senders: { splunk: senderOf('splunk'), cloudwatch: senderOf('cloudwatch'), datadog: senderOf('datadog') },
    sendTest: async (target, about) => {
      const event = testEvent(about, clock.now())
      const entry = entryOf(event)
      const outcome = await withinPatience((signal) =>
        sendTo(target)([{ event, entry, position: 0, ledger: '' }], signal),
      )
      return { sent: JSON.stringify(entry), failure: outcome.accepted ? null : outcome.why }
    },
  }
}

function testEvent(about: TestAbout, at: Instant): Event {
  const kind = 'stream.tested'
  const { subject, action, description } = eventKinds[kind]
  return { ...about, kind, form: 1, projectId: null, at, subject, action, description, bucketId: '', versionId: '' }
}
