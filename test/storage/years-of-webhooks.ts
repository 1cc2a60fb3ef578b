// The part of years.ts that is about webhooks.
import { id, stamps, type Table } from './rows-in-sql.ts'

const WEBHOOKS = 100

export const webhooksOf = (projectId: string): readonly Table[] => [
  {
    table: 'webhook',
    count: WEBHOOKS,
    columns: {
      id: id('webhook', 'n'),
      project_id: `'${projectId}'`,
      name: id('name', 'n'),
      description: `''`,
      enabled: '1',
      url: `'https://hooks.example'`,
      token: `''`,
      subscriptions: `'[]'`,
      ...stamps('n'),
    },
  },
]
