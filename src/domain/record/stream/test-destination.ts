import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { invalidArgument } from '../../errors.ts'
import type { OrganizationRef } from '../../location.ts'
import type { SecretCipher } from '../../organization/secret-cipher.ts'
import type { Event } from '../event/event.ts'
import { requireDestination } from './destination.ts'
import { secretOf } from './stream-secret.ts'
import { streamFacts } from './stream.ts'
import { partsOf, requireTarget, type Target, targetOf, withNames } from './target.ts'

export interface TestDestination extends OrganizationRef {
  /** Of one that there is; null for one that is still to be made. */
  readonly id: string | null
  /** What it is to be; null for what it is. */
  readonly target: Target | null
}

/** What the event is about that is sent. It is of no ledger: of the one kind that is never written. */
export type TestAbout = Pick<Event, 'id' | 'organizationId' | 'actor' | 'address' | 'requestId' | 'payload'>

/** Sends one event to a target. Answers what was sent, and why it was not accepted, null when it was. Never within a transaction. */
export type SendTest = (target: Target, about: TestAbout) => Promise<TestOutcome>
export interface TestOutcome {
  /** JSON. */
  readonly sent: string
  readonly failure: string | null
}

export interface DestinationParts {
  readonly cipher: SecretCipher
  readonly sendTest: SendTest
}

/** Has a service say whether it takes entries, by sending it one that says what it is for. Nothing is written here. */
export async function testDestination(
  context: Context,
  { organizationId, id, target: given }: TestDestination,
  { cipher, sendTest }: DestinationParts,
): Promise<TestOutcome & Pick<Event, 'id'>> {
  authorize(context, 'stream.update', { organizationId })
  const stream = id === null ? null : await requireDestination(context.store, { organizationId, id })
  const wanted = given && withNames(given, organizationId)
  if (wanted !== null) requireTarget(wanted)
  const target = wanted ?? (stream && targetOf(stream.kind, stream.config, secretOf(cipher, stream)))
  if (target === null)
    throw invalidArgument('id', 'is required, or one of the providers: say which destination is to be tested')
  const { id: known, name, enabled } = stream ?? { id: '', name: '', enabled: false }
  const { config } = partsOf(target)
  const facts = streamFacts({ id: known, name, kind: target.kind, origin: 'api', enabled, config })
  const { actor, asked, newId } = context
  const about: TestAbout = {
    ...{ id: newId(), organizationId, actor: { type: actor.type, id: actor.id, name: actor.name } },
    ...{ address: asked?.address ?? '', requestId: asked?.requestId ?? '', payload: { stream: facts } },
  }
  return { ...(await sendTest(target, about)), id: about.id }
}
