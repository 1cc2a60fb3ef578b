export const ancestryWords = {
  title: 'Ancestry',
  view: 'View',
  views: { graph: 'Graph', table: 'Table' },
  count: (count: number) => `${count.toLocaleString()} ${count === 1 ? 'relation' : 'relations'}`,
  part: 'There are more than fit into one page: what is shown is a part.',
  nothing: 'Nothing in this registry is built from anything else in it.',
  nothingSays:
    'Packer tells of it by itself when a template reads its base image with the data sources hcp-packer-version and hcp-packer-artifact.',
  nothingOfBucket: (bucket: string) => `${bucket} is built from no other bucket, and nothing is built from it.`,
  nothingThere: 'There is nothing in this direction.',
  cut: 'This registry has more relations than are looked through here: of generations further away, some may be missing.',
  columns: { generation: 'Generation', child: 'Built', parent: 'Built from', channel: 'Found by', status: 'Status' },
  generation: (count: number) => `${Math.abs(count).toLocaleString()} ${count < 0 ? 'up' : 'down'}`,
  noChannel: 'no channel',
  nowOn: (version: string) => `now on ${version}`,
  backOn: (version: string) => `now on an older version: ${version}`,
  direction: 'Direction',
  directions: { both: 'Both', parents: 'Built from', children: 'Built from this' },
  depth: 'Generations',
  generations: (count: string) =>
    count === 'all' ? 'All generations' : `${count} ${count === '1' ? 'generation' : 'generations'}`,
  graph: {
    name: 'What is built from what, from left to right',
    legend: 'What the lines mean',
    lines: { UP_TO_DATE: 'up to date', OUT_OF_DATE: 'out of date', UNDETERMINED: 'undetermined' },
    hint: 'Point at a bucket, or go to it by Tab, to see what is built from it. What revoking a version would reach, the page of that version says.',
    descendants: (bucket: string, names: readonly string[], isPart: boolean) =>
      names.length === 0
        ? `Nothing ${isPart ? 'that is known here ' : ''}is built from any version of ${bucket}.`
        : `From one version of ${bucket} or another, ${isPart ? 'at least ' : ''}${names.length.toLocaleString()} ${names.length === 1 ? 'bucket is' : 'buckets are'} built, directly or through others: ${some(names)}.`,
    left: 'To the left',
    right: 'To the right',
    up: 'Up',
    down: 'Down',
    closer: 'Closer',
    further: 'Further away',
    whole: 'All of it',
    keys: 'Arrows move the graph, + and − bring it closer and further away, 0 shows all of it.',
    controls: 'How the graph is looked at',
  },
} as const

const SOME = 12

function some(names: readonly string[]): string {
  const rest = names.length - SOME
  return rest > 0 ? `${names.slice(0, SOME).join(', ')} and ${rest.toLocaleString()} more` : names.join(', ')
}
