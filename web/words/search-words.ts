export const searchWords = {
  title: 'Search',
  titleOf: (asked: string) => `Search: ${asked}`,
  project: 'Project',
  ask: 'Ask for a bucket, a label, a fingerprint, an image such as ami-0123…, or a commit. The box stands above; / leads there.',
  short: 'Two characters at least, please.',
  nothing: (asked: string, project: string) => `Nothing in ${project} is called, or begins with, “${asked}”.`,
  nothingSays:
    'Buckets are found by any part of their names and by labels (key=value, a key, a value); fingerprints, identifiers of images and commits by their beginnings, commits by seven characters at least.',
  elsewhere: 'There are other projects: look there.',
  count: (count: number) => `${count.toLocaleString()} found.`,
  more: 'There is more than is shown: ask for more of it.',
  keys: '↑ and ↓ walk through what was found, Enter opens it.',
  exact: 'Exactly this',
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
    yes: 'may be used',
    until: 'may be used, will be revoked',
    revoked: 'must not be used: revoked',
    incomplete: 'not complete: nothing to use yet',
  },
} as const
