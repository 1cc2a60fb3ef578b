const count = (number: number, one: string, more: string) => `${number.toLocaleString()} ${number === 1 ? one : more}`
const MOST_NAMES = 6

export const compareWords = {
  title: 'Compare',
  these: (from: string, to: string) => `${from} → ${to}`,
  from: 'From',
  to: 'To',
  channels: 'Channels',
  versions: 'Newest versions',
  choose: 'Choose two versions, or channels.',
  swap: 'Swap them',
  onNothing: (channel: string) => `The channel ${channel} points at nothing.`,
  same: 'That is the same version twice.',
  columns: { name: 'Name', change: 'Change' },
  marks: { new: 'new', gone: 'gone', other: 'other' },
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
    provenance: 'Where they come from',
  },
  provenance: { commit: 'Commit', ref: 'Branch or tag', author: 'Author', builtBy: 'Made by', created: 'Begun' },
  uncommitted: 'with changes that nobody committed',
  allSame: (number: number) =>
    number === 0 ? 'none' : number === 1 ? 'the same' : `all ${number.toLocaleString()} the same`,
  andSame: (number: number) => `${count(number, 'other is', 'others are')} the same.`,
  between: (names: readonly string[], isBack: boolean) =>
    names.length === 0
      ? isBack
        ? 'the one before'
        : 'the next one'
      : `${isBack ? 'back over' : 'over'} ${count(names.length, 'version', 'versions')}: ${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ' …' : ''}`,
  betweenMany: 'with more between than are listed here',
  unknownCommits: 'not told by Packer',
} as const
