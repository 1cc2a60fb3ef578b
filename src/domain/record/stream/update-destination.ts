import { isDeepStrictEqual } from 'node:util'
import { authorize } from '../../authorize.ts'
import { changeHome } from '../../change.ts'
import { nowAfter } from '../../clock.ts'
import type { Change, Context } from '../../context.ts'
import { alreadyExists } from '../../errors.ts'
import type { Home } from '../../location.ts'
import type { SecretCipher } from '../../organization/secret-cipher.ts'
import { recordEvent } from '../event/record-event.ts'
import {
  type Destination,
  destinationOf,
  type DestinationRef,
  destinationStreams,
  requireDestination,
  requireDestinationName,
} from './destination.ts'
import { storedSecret } from '../../organization/stored-secret.ts'
import { type Stream, streamFacts } from './stream.ts'
import { partsOf, requireTarget, type Target, withNames } from './target.ts'

/** Absent properties are left unchanged. */
export interface DestinationChanges {
  readonly name?: string
  /** The whole target with its secrets, so that a secret is only sent to the address that it was set with. It may be of another kind. */
  readonly target?: Target
}

export interface UpdateDestination extends DestinationRef {
  readonly changes: DestinationChanges
}

interface Parts {
  readonly cipher: SecretCipher
}

/** Updates a destination; its pending entries go to the new target. `already_exists` when another destination has that name. */
export async function updateDestination(
  context: Context,
  { changes: { name, target: given }, ...ref }: UpdateDestination,
  { cipher }: Parts,
): Promise<Destination> {
  authorize(context, 'stream.update', ref)
  if (name !== undefined) requireDestinationName('name', name)
  const target = given && withNames(given, ref.organizationId)
  if (target !== undefined) requireTarget(target)
  return changeDestination(context, ref, async (change, before) => {
    const renamed = name === undefined ? before : { ...before, name }
    if (target === undefined) return destinationOf(cipher, await rewrite(change, before, renamed))
    const known = destinationOf(cipher, before).target
    if (isDeepStrictEqual(known, target)) return destinationOf(cipher, await rewrite(change, before, renamed))
    const { config, secret } = partsOf(target)
    const sealed = storedSecret(cipher, secret, before.id)
    const changed = { ...renamed, kind: target.kind, config: { ...config, source: before.config['source'] } }
    const isOther = secret !== partsOf(known).secret
    return { target, stream: await rewrite(change, before, { ...changed, secret: sealed }, isOther) }
  })
}

/** Starts sending everything of the organization, from the creation of the destination on. Calling it again changes nothing. */
export async function filterDestination(context: Context, ref: DestinationRef): Promise<void> {
  authorize(context, 'stream.update', ref)
  await changeDestination(context, ref, async (change, before) => {
    const filter = before.filter ?? { id: change.newId() }
    await rewrite(change, before, { ...before, filter, enabled: true })
  })
}

async function changeDestination<Result>(
  context: Context,
  ref: DestinationRef,
  work: (change: Change<Home>, before: Stream) => Promise<Result>,
): Promise<Result> {
  const home = { organizationId: ref.organizationId, projectId: null }
  return changeHome(context, 'stream.update', home, async (change) =>
    work(change, await requireDestination(change.tx, ref)),
  )
}

async function rewrite(change: Change<Home>, before: Stream, changed: Stream, hasNewSecret = false): Promise<Stream> {
  if (isDeepStrictEqual(before, changed)) return before
  const all = await destinationStreams(change.tx, before.organizationId)
  if (all.some(({ id, name }) => name === changed.name && id !== before.id))
    throw alreadyExists('streaming destination', changed.name)
  const stream = { ...changed, updatedAt: nowAfter(change.now, before.updatedAt) }
  await change.tx.streams.update(stream, before)
  recordEvent(change, {
    kind: 'stream.updated',
    payload: {
      stream: streamFacts(stream),
      previous: streamFacts(before),
      hasNewConfig: !isDeepStrictEqual(stream.config, before.config),
      hasNewSecret,
    },
  })
  return stream
}
