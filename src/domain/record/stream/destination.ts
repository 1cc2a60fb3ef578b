import { DomainError, fail, invalidArgument, notFound, shown } from '../../errors.ts'
import type { OrganizationRef } from '../../location.ts'
import type { SecretCipher } from '../../organization/secret-cipher.ts'
import type { Ports } from '../../store.ts'
import { knownSecret } from '../../organization/stored-secret.ts'
import type { Stream } from './stream.ts'
import { type Target, targetOf } from './target.ts'

/** A stream that was created through the API of the log service, with its target. The secrets are empty where their key is lost. */
export interface Destination {
  readonly stream: Stream
  readonly target: Target
}

/** Identifies a destination by its organization and its id. */
export interface DestinationRef extends OrganizationRef {
  readonly id: string
}

export async function requireDestination(
  { streams }: Pick<Ports, 'streams'>,
  { organizationId, id }: DestinationRef,
): Promise<Stream> {
  const stream = await streams.find(id)
  const isOne = stream?.organizationId === organizationId && stream.origin === 'api'
  return isOne ? stream : fail(notFound('streaming destination', id))
}

/** An organization has few destinations. */
const ALL = { size: null, order: [{ field: 'createdAt', descending: false }], edge: null } as const

/** All destinations of an organization, the oldest first. */
export async function destinationStreams(
  { streams }: Pick<Ports, 'streams'>,
  organizationId: string,
): Promise<readonly Stream[]> {
  return (await streams.listOf(organizationId, 'api', ALL)).items
}

/** Includes the secrets, for callers who may change the destination: some clients compare them with what they have set. */
export const destinationOf = (cipher: SecretCipher, stream: Stream): Destination => ({
  stream,
  target: targetOf(stream.kind, stream.config, secretIfKnown(cipher, stream)),
})

/** Returns an empty secret where it cannot be decrypted. Everything else stays readable, so that somebody can set the secret again. */
function secretIfKnown(cipher: SecretCipher, stream: Stream): string {
  try {
    return knownSecret(cipher, stream.secret, stream.id)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unavailable') return ''
    throw error
  }
}

const NAME_CHARACTERS = 30
const NAME = /^[^\p{C}]+$/u

/** Rejects the names that Terraform's provider rejects, and names with characters that do not print. */
export function requireDestinationName(field: string, name: string): void {
  if (name.trim() === '' || name.length > NAME_CHARACTERS || !NAME.test(name))
    throw invalidArgument(field, `"${shown(name)}" is no name: use 1 to ${NAME_CHARACTERS} characters, in one line`)
}

/** How sentences begin that say why a stream fails, where the fault is not the receiver's (`faultIn`). */
export const REFUSES = 'refuses what it is sent'
export const IS_OTHER = 'answers as something else than'
export const NOT_SENT = 'was not sent anything'

/** Who is at fault when a stream fails: the user who configured it, this registry, or the service that it sends to. */
export type Fault = 'user' | 'registry' | 'service'

export function faultIn(failure: string): Fault {
  if (failure.startsWith(REFUSES) || failure.startsWith(IS_OTHER)) return 'user'
  return failure.startsWith(NOT_SENT) ? 'registry' : 'service'
}
