import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { DomainError, fail, notFound } from '../../errors.ts'
import type { SecretCipher } from '../../organization/secret-cipher.ts'
import type { Event } from '../event/event.ts'
import { type DestinationRef, NOT_SENT } from './destination.ts'
import { knownSecret } from '../../organization/stored-secret.ts'
import { type Stream, streamFacts } from './stream.ts'

/** A stream, existing or still to be created, with its secret in plain text; empty for none. */
export interface TestedStream {
  readonly stream: Pick<Stream, 'id' | 'organizationId' | 'name' | 'kind' | 'origin' | 'enabled' | 'config'>
  readonly secret: string
}

/** The content of the event that is sent. It is in no ledger: events of its kind (`stream.tested`) are never stored. */
export type TestAbout = Pick<Event, 'id' | 'organizationId' | 'actor' | 'address' | 'requestId' | 'payload'>

export interface TestOutcome {
  /** The id of the event, and of the entry that was sent. */
  readonly id: string
  /** The entry as JSON; empty where nothing was sent. */
  readonly sent: string
  /** Why the entry was not accepted, as `BatchOutcome` says it; null when it was. */
  readonly failure: string | null
}

/** Sends one event by itself, apart from the stream's pending entries. Must not be called within a transaction. */
export type SendTest = (tested: TestedStream, about: TestAbout) => Promise<TestOutcome>

export interface TestParts {
  readonly cipher: SecretCipher
  readonly sendTest: SendTest
}

/**
 * Tests whether the receiver of a stream accepts entries, by sending it one that says that it is a test, whether or not the stream is
 * enabled. Nothing is written here: pending entries stay pending, and a recorded failure stays recorded.
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

/** The secret, or why this server cannot decrypt it, which is also why it sends nothing else to the stream. */
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
