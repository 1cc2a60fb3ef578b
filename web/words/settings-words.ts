export const settingsWords = {
  title: 'Settings',
  registry: {
    title: 'Registry',
    active: 'Active: it takes builds and says which image to use.',
    inactive: 'Deactivated: builds and deployments are refused. What is in it stays.',
    deactivate: 'Deactivate the registry',
    deactivating:
      'Builds of Packer fail, and deployments of Terraform that ask for an image, until it is activated again. Nothing is deleted.',
    activate: 'Activate the registry',
    delete: 'Delete the registry',
    deactivateFirst: 'Deactivate it first: while it is active an administrator alone deletes it.',
    deleting: (count: number) =>
      `All of it goes: ${count.toLocaleString()} ${count === 1 ? 'bucket' : 'buckets'} with their versions, channels, history and SBOMs. The images themselves stay where they are. This cannot be undone.`,
    id: 'Id of the registry',
    organization: 'Id of the organization',
    project: 'Id of the project',
    made: 'Made',
  },
  words: { deactivate: 'DEACTIVATE' },
  runTask: {
    title: 'Run task for HCP Terraform and Terraform Enterprise',
    says: 'Terraform asks this address before it applies a plan, and is told whether the images in it may be used.',
    url: 'Address',
    key: 'Key',
    show: 'Show address and key',
    hide: 'Hide address and key',
    untracked: 'An image that the registry does not know',
    behaviours: { UNSET: 'is not looked at', WARN: 'is warned of', FAIL: 'fails the task' },
    change: (behaviour: string) => `An image that the registry does not know ${behaviour}`,
    changing: {
      UNSET: 'Plans with images of which the registry knows nothing pass, and nothing is said of them.',
      WARN: 'Plans with images of which the registry knows nothing pass, and whoever reads the run is told of these images.',
      FAIL: 'The task fails for plans with images of which the registry knows nothing: where it is mandatory they are not applied.',
    },
    regenerate: 'Make another key',
    regenerating:
      'The key of now is good no more: give Terraform the other one before its next run, or its runs are refused.',
  },
  about: {
    title: 'About',
    version: 'Assay',
    database: 'Database',
    databases: { SQLITE: 'SQLite', POSTGRESQL: 'PostgreSQL' },
    node: 'Node.js',
    license: 'License',
    pages: 'and those of what these pages are made of',
  },
} as const
