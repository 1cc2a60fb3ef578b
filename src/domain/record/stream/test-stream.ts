import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { DomainError, fail, notFound } from '../../errors.ts'
import type { SecretCipher } from '../../organization/secret-cipher.ts'
import type { Event } from '../event/event.ts'
import { type DestinationRef, NOT_SENT } from './destination.ts'
import { knownSecret } from '../../organization/stored-secret.ts'
import { type Stream, streamFacts } from './stream.ts'

/** A stream, or one that is still to be made, with its secret as it is; empty for none. */
export interface TestedStream {
  readonly stream: Pick<Stream, 'id' | 'organizationId' | 'name' | 'kind' | 'origin' | 'enabled' | 'config'>
  readonly secret: string
}

/** What the event is about that is sent. It is of no ledger: of the one kind that is never written. */
export type TestAbout = Pick<Event, 'id' | 'organizationId' | 'actor' | 'address' | 'requestId' | 'payload'>

export interface TestOutcome {
  /** Of the event, and of the entry that was sent. */
  readonly id: string
  /** JSON; empty where nothing was. */
  readonly sent: string
  /** Why it was not accepted, as `BatchOutcome` tells it; null when it was. */
  readonly failure: string | null
}

/** Sends one event by itself, beside what is before the stream. Never within a transaction. */
export type SendTest = (tested: TestedStream, about: TestAbout) => Promise<TestOutcome>

export interface TestParts {
  readonly cipher: SecretCipher
  readonly sendTest: SendTest
}

/**
 * Has the receiver of a stream say whether it takes entries, by sending it one that says what it is for, whether the stream is enabled
 * or not. Nothing is written here: what waits for the stream waits on, and it fails no less.
 */
export async function testStream(
  context: Context,
  { organizationId, id }: DestinationRef,
  { cipher, sendTest }: TestParts,
): Promise<TestOutcome> {
  authorize(context, 'stream.update', { organizationId })
  const found = await context.store.streams.find(id)
  const stream = found?.organizationId === organizationId ? found : fail(notFound('stream', id))
  const about = testAbout(context, stream)
  const secret = secretIn(cipher, stream)
  if (typeof secret !== 'string') return { id: about.id, sent: '', failure: `${NOT_SENT}: ${secret.message}` }
  return sendTest({ stream, secret }, about)
}

/** Or why it cannot be known here, which is why nothing else is sent to the stream. */
function secretIn(cipher: SecretCipher, stream: Stream): string | DomainError {
  try {
    return knownSecret(cipher, stream.secret, stream.id)
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}

export function testAbout(
  { actor, asked, newId }: Pick<Context, 'actor' | 'asked' | 'newId'>,
  stream: TestedStream['stream'],
): TestAbout {
  return {
    ...{ id: newId(), organizationId: stream.organizationId },
    ...{ actor: { type: actor.type, id: actor.id, name: actor.name } },
    ...{ address: asked?.address ?? '', requestId: asked?.requestId ?? '', payload: { stream: streamFacts(stream) } },
  }
}
