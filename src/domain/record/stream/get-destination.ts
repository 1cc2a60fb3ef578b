import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import type { OrganizationRef } from '../../location.ts'
import type { SecretCipher } from '../../organization/secret-cipher.ts'
import {
  type Destination,
  destinationOf,
  type DestinationRef,
  destinationStreams,
  requireDestination,
} from './destination.ts'

interface Parts {
  readonly cipher: SecretCipher
}

export async function getDestination(context: Context, ref: DestinationRef, { cipher }: Parts): Promise<Destination> {
  authorize(context, 'stream.get', ref)
  return destinationOf(cipher, await requireDestination(context.store, ref))
}

/** Lists the destinations of an organization, the oldest first. */
export async function listDestinations(
  context: Context,
  { organizationId }: OrganizationRef,
  { cipher }: Parts,
): Promise<readonly Destination[]> {
  authorize(context, 'stream.get', { organizationId })
  const streams = await destinationStreams(context.store, organizationId)
  return streams.map((stream) => destinationOf(cipher, stream))
}
