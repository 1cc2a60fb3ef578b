import type { SendTest } from '../../domain/record/stream/test-stream.ts'
import { destinationSenders, type DestinationSendersParts } from './destination/destination-senders.ts'
import type { Senders } from './send-batch.ts'
import { type Reach, streamSenders } from './stream-senders.ts'
import { testSender, type TestSenderParts } from './test-sender.ts'

interface StreamSendingParts extends DestinationSendersParts, Pick<TestSenderParts, 'entryOf'> {
  /** How receivers are reached that settings name. */
  readonly reach: Reach
}

export interface StreamSending extends Pick<TestSenderParts, 'entryOf'> {
  readonly senders: Senders
  readonly sendTest: SendTest
}

/** What sends to streams of every kind, and tries them. */
export function streamSending({ reach, entryOf, ...toDestinations }: StreamSendingParts): StreamSending {
  const senders = { ...streamSenders(reach), ...destinationSenders(toDestinations) }
  return { senders, entryOf, sendTest: testSender({ senders, entryOf, clock: toDestinations.clock }) }
}
