// Every screen of the pages, by name: where it is in the painted registry.
export interface Screen {
  readonly name: string
  readonly path: (painted: Readonly<Record<string, readonly string[]>>) => string
}

export const screens: readonly Screen[] = [
  { name: 'missing', path: () => '/p/default/nothing' },
  { name: 'bucket', path: () => '/p/default/buckets/app-web' },
  { name: 'activity', path: () => '/p/default/activity?bucket=app-web' },
  { name: 'bucket-activity', path: () => '/p/default/buckets/orders-db/activity?kind=revocations' },
  { name: 'buckets', path: () => '/p/default/buckets' },
  { name: 'buckets-matrix', path: () => '/p/default/buckets?view=matrix' },
  { name: 'ancestry-graph', path: () => '/p/default/ancestry?view=graph' },
  { name: 'ancestry-table', path: () => '/p/default/ancestry?view=table' },
  { name: 'bucket-ancestry', path: () => '/p/default/buckets/app-web/ancestry?view=graph' },
  { name: 'search', path: () => '/search?q=ubuntu' },
  { name: 'search-image', path: () => '/search?q=ami-' },
  { name: 'settings', path: () => '/p/default/settings' },
  { name: 'you', path: () => '/you' },
  { name: 'versions', path: () => '/p/default/buckets/orders-db/versions' },
  { name: 'bucket-settings', path: () => '/p/default/buckets/app-web/settings' },
  { name: 'version', path: (painted) => `/p/default/buckets/app-web/versions/${painted['app-web']?.[0] ?? ''}` },
  { name: 'members', path: () => '/access/members' },
  { name: 'invitations', path: () => '/access/members?view=invitations' },
  { name: 'groups', path: () => '/access/groups' },
  { name: 'group', path: () => '/access/groups/platform' },
  { name: 'service-principals', path: () => '/access/service-principals' },
  { name: 'service-principal', path: () => '/access/service-principals/image-pipeline' },
  { name: 'workload-identity', path: () => '/access/workload-identity?of=image-pipeline' },
  { name: 'projects', path: () => '/access/projects' },
  { name: 'roles', path: () => '/access/roles' },
  { name: 'board', path: () => '/p/default/buckets/app-web/board' },
  { name: 'compare', path: () => '/p/default/buckets/ubuntu-base/compare?from=production&to=test' },
  { name: 'channel', path: () => '/p/default/buckets/app-web/channels/staging' },
]
