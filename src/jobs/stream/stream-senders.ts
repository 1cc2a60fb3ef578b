import type { Ask } from '../../machine/outbound/outbound-client.ts'
import type { BringTo } from '../../machine/outbound/outbound-delivery.ts'
import { fileSender } from './file-sender.ts'
import { httpSender } from './http-sender.ts'
import { otelSender } from './otel-sender.ts'
import type { Senders } from './send-batch.ts'
import { syslogSender } from './syslog-sender.ts'

/** How others are reached. */
export interface Reach {
  readonly ask: Ask
  readonly bringTo: BringTo
}

/** How streams are sent to that settings name: their hosts may be connected to, wherever they are. */
export const streamSenders = ({ ask, bringTo }: Reach): Senders => ({
  file: fileSender,
  http: httpSender(ask),
  otel: otelSender(ask),
  syslog: syslogSender(bringTo),
})
