import type { Ask } from '../../machine/outbound/outbound-client.ts'
import type { BringTo } from '../../machine/outbound/outbound-delivery.ts'
import { fileSender } from './file-sender.ts'
import { httpSender } from './http-sender.ts'
import { otelSender } from './otel-sender.ts'
import type { Senders } from './send-batch.ts'
import { syslogSender } from './syslog-sender.ts'

/** How receivers are reached. */
export interface Reach {
  readonly ask: Ask
  readonly bringTo: BringTo
}

/** The senders for streams that settings name: their hosts may be connected to, at whatever address. */
export const streamSenders = ({ ask, bringTo }: Reach): Senders => ({
  file: fileSender,
  http: httpSender(ask),
  otel: otelSender(ask),
  syslog: syslogSender(bringTo),
})
