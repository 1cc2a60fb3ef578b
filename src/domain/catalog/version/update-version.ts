import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import type { Operation } from '../../record/operation/operation.ts'
import { restoreVersion } from '../revocation/restore-version.ts'
import { type RevokeRequest, revokeVersion } from '../revocation/revoke-version.ts'
import { completeVersion } from './complete-version.ts'
import { getVersion, type VersionRef } from './get-version.ts'
import type { Version } from './version.ts'

/** The change to a version that one request can make. */
export type VersionChange =
  | { readonly kind: 'none' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'restore' }
  | ({ readonly kind: 'revoke' } & Omit<RevokeRequest, keyof VersionRef>)

/**
 * Makes the requested change. When there is none, returns the version as it is, to an actor that may update it. The
 * operation is the receipt of a revocation or restoration.
 */
export async function updateVersion(
  context: Context,
  { change, ...ref }: VersionRef & { readonly change: VersionChange },
): Promise<{ readonly version: Version; readonly operation: Operation | null }> {
  authorize(context, 'version.update', ref)
  switch (change.kind) {
    case 'none':
      return { version: await getVersion(context, ref), operation: null }
    case 'complete':
      return { version: await completeVersion(context, ref), operation: null }
    case 'restore':
      return restoreVersion(context, ref)
    case 'revoke':
      return revokeVersion(context, { ...ref, ...change })
  }
}
