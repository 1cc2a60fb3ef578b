import type { BucketPlace } from '../bucket/use-bucket.ts'

export const channelPath = ({ path }: BucketPlace, name: string): string =>
  `${path}/channels/${encodeURIComponent(name)}`
