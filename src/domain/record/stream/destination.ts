import { DomainError, fail, invalidArgument, notFound, shown } from '../../errors.ts'
import type { OrganizationRef } from '../../location.ts'
import type { SecretCipher } from '../../organization/secret-cipher.ts'
import type { Ports } from '../../store.ts'
import { knownSecret } from '../../organization/stored-secret.ts'
import type { Stream } from './stream.ts'
import { type Target, targetOf } from './target.ts'

/** A stream that the API of the log service made, with where it goes. What is secret is empty where its key is lost. */
export interface Destination {
  readonly stream: Stream
  readonly target: Target
}

/** One of an organization, by its id. */
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

/** They are few. */
const ALL = { size: null, order: [{ field: 'createdAt', descending: false }], edge: null } as const

/** All of an organization, the oldest first. */
export async function destinationStreams(
  { streams }: Pick<Ports, 'streams'>,
  organizationId: string,
): Promise<readonly Stream[]> {
  return (await streams.listOf(organizationId, 'api', ALL)).items
}

/** For who may change it: some clients compare what is secret with what they have set. */
export const destinationOf = (cipher: SecretCipher, stream: Stream): Destination => ({
  stream,
  target: targetOf(stream.kind, stream.config, secretIfKnown(cipher, stream)),
})

/** It is not there for servers without its key, and everything else is: somebody has to be able to set it again. */
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

/** Refuses what Terraform's provider would, and what no line shows. */
export function requireDestinationName(field: string, name: string): void {
  if (name.trim() === '' || name.length > NAME_CHARACTERS || !NAME.test(name))
    throw invalidArgument(field, `"${shown(name)}" is no name: use 1 to ${NAME_CHARACTERS} characters, in one line`)
}

/** How sentences begin that say why a stream fails, where the fault is not the receiver's. */
export const REFUSES = 'refuses what it is sent'
export const IS_OTHER = 'answers as something else than'
export const NOT_SENT = 'was not sent anything'

/** Whose fault it is when a stream fails: of who set it up, of this registry, or of the service that it goes to. */
export type Fault = 'user' | 'registry' | 'service'

export function faultIn(failure: string): Fault {
  if (failure.startsWith(REFUSES) || failure.startsWith(IS_OTHER)) return 'user'
  return failure.startsWith(NOT_SENT) ? 'registry' : 'service'
}
