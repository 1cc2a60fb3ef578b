import type { BucketChanges } from '../../domain/catalog/bucket/update-bucket.ts'
import type { VersionOutline } from '../../domain/catalog/version/version.ts'

// Packer sends the description and labels that it wants, but cannot send empty ones, so absent fields stay unchanged.
export const bucketChanges = ({ description, labels }: BucketChanges): BucketChanges => ({
  ...(description === undefined ? {} : { description }),
  ...(labels === undefined ? {} : { labels }),
})

export const platformsOf = (version: VersionOutline | null): readonly string[] =>
  [...new Set(version?.builds.map(({ platform }) => platform))].filter((platform) => platform !== '').sort()
