import type { Change } from '../../change.ts'
import { DomainError, fail, failedPrecondition, notFound, shown } from '../../errors.ts'
import type { Ports } from '../../store.ts'
import { isComplete, isReadyToComplete, isRevoked, nameOf, type Version } from '../version/version.ts'
import type { Channel } from './channel.ts'

/** The version that a channel is to point at: known, complete and not revoked. An empty fingerprint stands for none. */
export async function requireAssignable(
  { now }: Change,
  tx: Ports,
  bucketId: string,
  fingerprint: string,
): Promise<Version | null> {
  if (fingerprint === '') return null
  const version = (await tx.versions.find(bucketId, fingerprint)) ?? fail(unassignable(fingerprint))
  if (isReadyToComplete(version))
    throw failedPrecondition(
      `version with fingerprint "${fingerprint}" is incomplete (v0) for a few seconds more, in case another build is added: try again in a moment, or complete it yourself`,
    )
  if (!isComplete(version))
    throw failedPrecondition(
      `version with fingerprint "${fingerprint}" is incomplete (v0): only a version whose builds are all done can be assigned to a channel`,
    )
  if (isRevoked(version, now))
    throw failedPrecondition(
      `version ${nameOf(version)} (fingerprint "${fingerprint}") is revoked: restore it, or assign one that is valid`,
    )
  return version
}

/** Nobody but the registry moves a managed channel. */
export function requireUnmanaged(channel: Channel): void {
  if (channel.managed)
    throw failedPrecondition(
      `channel "${channel.name}" is managed by the registry, which keeps it on the newest complete version: assign a channel of your own instead`,
    )
}

// The wording is what the Terraform provider's tests look for (resource_packer_channel_assignment_test.go).
const unassignable = (fingerprint: string) =>
  new DomainError(
    notFound('version', fingerprint).code,
    `version with fingerprint (fingerprint: ${shown(fingerprint)}) does not exist`,
    [],
  )
