import { authorize } from '../../authorize.ts'
import { changeHome } from '../../change.ts'
import type { Context } from '../../context.ts'
import { alreadyExists, resourceExhausted } from '../../errors.ts'
import type { OrganizationRef } from '../../location.ts'
import type { SecretCipher } from '../../organization/secret-cipher.ts'
import { requireLength } from '../../require-length.ts'
import { recordEvent } from '../event/record-event.ts'
import { type Destination, requireDestinationName } from './destination.ts'
import { storedSecret } from '../../organization/stored-secret.ts'
import { FRESH, type Stream, streamFacts } from './stream.ts'
import { partsOf, requireTarget, type Target, withNames } from './target.ts'

export interface CreateDestination extends OrganizationRef {
  readonly name: string
  readonly target: Target
  /** What the destination was created with, in the client's words; empty where the client does not say. */
  readonly source: string
}

/** The most destinations that an organization may have: each is sent everything. */
const MOST_OF_ONE = 20
const SOURCE_BYTES = 64

/**
 * Creates a destination. It is sent nothing until it has a filter, and then everything that happened since it was created. `already_exists`
 * when the organization has a destination of that name, `resource_exhausted` when it has reached its limit. The service is not contacted:
 * that is what `testDestination` is for.
 */
export async function createDestination(
  context: Context,
  { organizationId, name, target: given, source }: CreateDestination,
  { cipher }: { readonly cipher: SecretCipher },
): Promise<Destination> {
  authorize(context, 'stream.create', { organizationId })
  requireDestinationName('destination_name', name)
  requireLength('source_channel', source, SOURCE_BYTES)
  const target = withNames(given, organizationId)
  requireTarget(target)
  const home = { organizationId, projectId: null }
  return changeHome(context, 'stream.create', home, async (change) => {
    const { tx, now, newId } = change
    if ((await tx.streams.count(organizationId, 'api')) >= MOST_OF_ONE)
      throw resourceExhausted(
        `organization ${organizationId} has ${MOST_OF_ONE} streaming destinations, as many as it may: delete one`,
      )
    const id = newId()
    const { config, secret } = partsOf(target)
    const stream: Stream = {
      ...{ id, ...home, origin: 'api', name, kind: target.kind },
      ...{ config: { ...config, source }, secret: storedSecret(cipher, secret, id) },
      ...{ enabled: false, filter: null, ...FRESH, createdAt: now, updatedAt: now },
    }
    if (!(await tx.streams.insert(stream))) throw alreadyExists('streaming destination', name)
    recordEvent(change, { kind: 'stream.created', payload: { stream: streamFacts(stream) } })
    return { stream, target }
  })
}
