export const searchWords = {
  title: 'Search',
  titleOf: (asked: string) => `Search: ${asked}`,
  project: 'Project',
  ask: 'Search for a bucket, a label, a fingerprint, an image such as ami-0123…, or a commit. Press / to go to the search box.',
  short: 'Enter at least two characters.',
  nothing: (asked: string, project: string) => `No results for “${asked}” in ${project}.`,
  nothingSays:
    'Search finds buckets by any part of their name or by label (key=value, key or value). It finds fingerprints, image identifiers and commits by how they begin; commits need at least seven characters.',
  elsewhere: 'Try another project.',
  count: (count: number) => `${count.toLocaleString()} found.`,
  more: 'There are more: refine your search.',
  keys: 'Press ↑ and ↓ to move, Enter to open.',
  exact: 'Exact match',
  kinds: {
    BUCKET: 'Buckets',
    LABEL: 'Labels',
    VERSION: 'Versions',
    ARTIFACT: 'Images',
    COMMIT: 'Commits',
  },
  label: (bucket: string) => `on ${bucket}`,
  from: 'from',
  on: 'on',
  inRegion: (platform: string, region: string) =>
    [platform, ...(region === '' ? [] : [/^\w/.test(region) ? region : `region ${region}`])]
      .filter((text) => text !== '')
      .join(' '),
  use: {
    yes: 'can be used',
    until: 'can be used, will be revoked',
    revoked: 'do not use: revoked',
    incomplete: 'not complete, cannot be used',
  },
} as const
