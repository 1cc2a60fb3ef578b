// A version by its names alone, for lists that may be long. The tables are those of a join of version and bucket.
export const summaryColumns = [
  'version.id',
  'version.bucket_id',
  'bucket.name as bucket_name',
  'version.fingerprint',
  'version.sequence',
] as const
