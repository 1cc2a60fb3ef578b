const count = (number: number, one: string, more: string) => `${number.toLocaleString()} ${number === 1 ? one : more}`
const MOST_NAMES = 6

export const compareWords = {
  title: 'Compare',
  these: (from: string, to: string) => `${from} → ${to}`,
  from: 'From',
  to: 'To',
  channels: 'Channels',
  versions: 'Newest versions',
  choose: 'Choose two versions or channels to compare.',
  swap: 'Swap',
  onNothing: (channel: string) => `${channel} points at nothing. Choose another channel or version.`,
  same: 'Both sides are the same version. Choose another one.',
  columns: { name: 'Name', change: 'Change' },
  marks: { new: 'new', gone: 'removed', other: 'changed' },
  sections: {
    builds: 'Builds',
    platforms: 'Platforms',
    regions: 'Regions',
    artifacts: 'Artifacts',
    labels: 'Labels',
    tools: 'Packer and plugins',
    parents: 'Built from',
    commits: 'Commits',
    ages: 'Age',
    versions: 'Versions',
    provenance: 'Origin',
  },
  provenance: { commit: 'Commit', ref: 'Branch or tag', author: 'Author', builtBy: 'Created by', created: 'Created' },
  uncommitted: 'with uncommitted changes',
  allSame: (number: number) =>
    number === 0 ? 'none' : number === 1 ? 'unchanged' : `all ${number.toLocaleString()} unchanged`,
  andSame: (number: number) => `${count(number, 'other is', 'others are')} unchanged.`,
  between: (names: readonly string[], isBack: boolean) =>
    names.length === 0
      ? isBack
        ? 'the previous version'
        : 'the next version'
      : `${isBack ? 'back, skipping' : 'skipping'} ${count(names.length, 'version', 'versions')}: ${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ' …' : ''}`,
  betweenMany: 'with more versions in between than are listed',
  unknownCommits: 'not reported by Packer',
} as const
