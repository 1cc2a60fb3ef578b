import { authorize } from '../authorize.ts'
import type { Context } from '../context.ts'
import { unimplemented } from '../errors.ts'
import { completeVersion } from './complete-version.ts'
import { getVersion, type VersionRef } from './get-version.ts'
import type { Version } from './version.ts'

export interface VersionUpdate extends VersionRef {
  readonly complete: boolean
  /** Whether it is to be revoked or restored, now or later. */
  readonly revocation: boolean
}

/** Does what is asked for, which may be nothing: then the version is answered as it is, to who might have changed it. */
export async function updateVersion(
  context: Context,
  { complete, revocation, ...ref }: VersionUpdate,
): Promise<Version> {
  authorize(context, 'contribute', ref.location)
  if (revocation) throw unimplemented('revoking and restoring a version')
  return complete ? completeVersion(context, ref) : getVersion(context, ref)
}
