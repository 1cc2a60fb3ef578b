export const ancestryWords = {
  title: 'Ancestry',
  view: 'View',
  views: { graph: 'Graph', table: 'Table' },
  count: (count: number) => `${count.toLocaleString()} ${count === 1 ? 'relation' : 'relations'}`,
  part: 'There are more on other pages.',
  nothing: 'No ancestry yet. Nothing in this registry is built from another image in it.',
  nothingSays:
    'Packer reports it automatically when a template reads its base image with the data sources hcp-packer-version and hcp-packer-artifact.',
  nothingOfBucket: (bucket: string) => `${bucket} is not built from another bucket, and nothing is built from it.`,
  nothingThere: 'There is nothing in this direction.',
  cut: 'This registry has more relations than this page searches, so some distant generations may be missing.',
  columns: { generation: 'Generation', child: 'Version', parent: 'Built from', channel: 'Channel', status: 'Status' },
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
    name: 'Ancestry graph, parents on the left',
    legend: 'Legend',
    lines: { UP_TO_DATE: 'up to date', OUT_OF_DATE: 'out of date', UNDETERMINED: 'undetermined' },
    hint: 'Hover over a bucket, or focus it with Tab, to see what is built from it. To see what revoking a version would affect, choose Revoke… on the version’s page.',
    descendants: (bucket: string, names: readonly string[], isPart: boolean) =>
      names.length === 0
        ? `Nothing ${isPart ? 'that is known here ' : ''}is built from any version of ${bucket}.`
        : `${isPart ? 'At least ' : ''}${names.length.toLocaleString()} ${names.length === 1 ? 'bucket is' : 'buckets are'} built from versions of ${bucket}, directly or through others: ${some(names)}.`,
    left: 'Move left',
    right: 'Move right',
    up: 'Move up',
    down: 'Move down',
    closer: 'Zoom in',
    further: 'Zoom out',
    whole: 'Show all',
    keys: 'Arrow keys move the graph, + and − zoom in and out, 0 shows all of it.',
    controls: 'Graph controls',
  },
} as const

const SOME = 12

function some(names: readonly string[]): string {
  const rest = names.length - SOME
  return rest > 0 ? `${names.slice(0, SOME).join(', ')} and ${rest.toLocaleString()} more` : names.join(', ')
}
