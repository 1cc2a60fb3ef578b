import { age, longId, stamps, type Table } from './rows-in-sql.ts'

export const retiredBucket = 'bucket-retired'
export const retiredChannel = 'channel-retired'

const RETIRED = 3000

/** A bucket whose versions are all revoked, with a channel that was once assigned each of them. */
export const retired = (projectId: string): readonly Table[] => [
  {
    table: 'bucket',
    count: 1,
    columns: {
      id: `'${retiredBucket}'`,
      project_id: `'${projectId}'`,
      name: `'retired'`,
      description: `''`,
      labels: `'{}'`,
      version_count: String(RETIRED),
      last_sequence: String(RETIRED),
      ...stamps('n'),
    },
  },
  {
    table: 'version',
    count: RETIRED,
    columns: {
      id: longId('retired', 'n'),
      bucket_id: `'${retiredBucket}'`,
      fingerprint: longId('retired', 'n'),
      template_type: `'hcl2'`,
      sequence: 'n',
      author_id: `'ci'`,
      ...stamps('n'),
    },
  },
  {
    table: 'revocation',
    count: RETIRED,
    columns: {
      id: longId('retired', 'n'),
      project_id: `'${projectId}'`,
      version_id: longId('retired', 'n'),
      bucket_id: `'${retiredBucket}'`,
      bucket_name: `'retired'`,
      fingerprint: longId('retired', 'n'),
      sequence: 'n',
      at: age('n'),
      message: `''`,
      author: `''`,
      include_descendants: '1',
      rollback_channels: '1',
      applied_at: age('n'),
      created_at: age('n'),
    },
  },
  {
    table: 'channel',
    count: 1,
    columns: {
      id: `'${retiredChannel}'`,
      bucket_id: `'${retiredBucket}'`,
      name: `'production'`,
      author_id: `'ci'`,
      managed: '0',
      restricted: '0',
      ...stamps('n'),
    },
  },
  {
    table: 'channel_assignment',
    count: RETIRED,
    columns: {
      id: longId('retired', 'n'),
      channel_id: `'${retiredChannel}'`,
      version_id: longId('retired', 'n'),
      author_id: `'ci'`,
      assigned_at: age('n'),
    },
  },
]
