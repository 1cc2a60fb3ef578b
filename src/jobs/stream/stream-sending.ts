import type { SendTest } from '../../domain/record/stream/test-stream.ts'
import { destinationSenders, type DestinationSendersParts } from './destination/destination-senders.ts'
import type { Senders } from './send-batch.ts'
import { type Reach, streamSenders } from './stream-senders.ts'
import { testSender, type TestSenderParts } from './test-sender.ts'

interface StreamSendingParts extends DestinationSendersParts, Pick<TestSenderParts, 'entryOf'> {
  /** How to reach the receivers that settings name. */
  readonly reach: Reach
}

export interface StreamSending extends Pick<TestSenderParts, 'entryOf'> {
  readonly senders: Senders
  readonly sendTest: SendTest
}

/** The senders for streams of every kind, and what sends a test to one. */
export function streamSending({ reach, entryOf, ...toDestinations }: StreamSendingParts): StreamSending {
  const senders = { ...streamSenders(reach), ...destinationSenders(toDestinations) }
  return { senders, entryOf, sendTest: testSender({ senders, entryOf, clock: toDestinations.clock }) }
}
