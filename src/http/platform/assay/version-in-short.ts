import type { Schemas } from '../../../contract/generated/assay-v1.ts'
import type { Outgoing } from '../../../contract/operation.ts'
import type { Instant } from '../../../domain/clock.ts'
import { nameOf, statusOf, type VersionOutline } from '../../../domain/catalog/version/version.ts'
import { versionStatusOut } from '../../packer/version-status.ts'

/** A message of this API. */
export type Out<Name extends keyof Schemas> = Outgoing<Schemas[Name]>

/** What the short form of a version needs; the builds of a complete version may be left out. */
type ShortVersion = Pick<
  VersionOutline,
  'id' | 'bucketName' | 'fingerprint' | 'sequence' | 'createdAt' | 'revocation'
> &
  Partial<Pick<VersionOutline, 'builds'>>

export const versionInShortOut = (version: ShortVersion, now: Instant): Out<'VersionInShort'> => ({
  bucket_name: version.bucketName,
  id: version.id,
  fingerprint: version.fingerprint,
  name: nameOf(version),
  status: versionStatusOut[statusOf({ ...version, builds: version.builds ?? [] }, now)],
  created_at: version.createdAt,
  revoke_at: version.revocation?.at ?? null,
})
