import type { Clock, Instant } from '../../domain/clock.ts'
import { eventKinds } from '../../domain/record/event/event-kinds.ts'
import type { Event } from '../../domain/record/event/event.ts'
import type { SendTest, TestAbout } from '../../domain/record/stream/test-stream.ts'
import type { Senders } from './send-batch.ts'
import { sendBy } from './send-stream.ts'

export interface TestSenderParts {
  readonly senders: Senders
  readonly clock: Clock
  /** Makes the entry of an event in the audit log. */
  readonly entryOf: (event: Event) => object
}

/** Sends an entry that says that it is a test, with the sender for all other entries. */
export const testSender =
  ({ senders, clock, entryOf }: TestSenderParts): SendTest =>
  async ({ stream: { name, kind, config }, secret }, about) => {
    const event = testEvent(about, clock.now())
    const entry = entryOf(event)
    const entries = [{ event, entry, position: 0, ledger: '' }]
    // By then the caller has been told that the receiver did not answer in time.
    const sending = { senders, onLate: () => undefined }
    const outcome = await sendBy(sending, kind, { name, config, secret }, entries)
    const failure = outcome.accepted ? (outcome.leftOut?.why ?? null) : outcome.why
    return { id: about.id, sent: JSON.stringify(entry), failure }
  }

function testEvent(about: TestAbout, at: Instant): Event {
  const kind = 'stream.tested'
  const { subject, action, description } = eventKinds[kind]
  return { ...about, kind, form: 1, projectId: null, at, subject, action, description, bucketId: '', versionId: '' }
}
