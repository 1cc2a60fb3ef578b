// The part of years.ts about webhooks.
import { age, id, longId, stamps, type Table } from './rows-in-sql.ts'

const WEBHOOKS = 100

/** Few deliveries are waiting, set aside or given up. */
export const webhooksOf = (versions: number, projectId: string): readonly Table[] => [
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
      format: `'hcp'`,
      subscriptions: `'[]'`,
      next_at: `case when n % 10 = 0 then '2026-01-01T00:00:00.000Z' end`,
      last_delivery_id: longId('delivery', 'n'),
      ...stamps('n'),
    },
  },
  {
    table: 'webhook_delivery',
    count: versions,
    columns: {
      id: longId('delivery', 'n'),
      webhook_id: `case when n % 2 = 0 then ${id('webhook', '1')} else ${id('webhook', `1 + n % ${WEBHOOKS}`)} end`,
      event_id: longId('event', 'n'),
      position: 'n',
      state: `case when n % 100 = 1 then 'waiting' when n % 100 = 2 then 'given-up' when n % 100 = 3 then 'set-aside' else 'delivered' end`,
      tries: '1',
      failure: `''`,
      created_at: age('n'),
      again_at: `case when n % 100 = 3 then ${age('n')} end`,
      ended_at: `case when n % 100 not in (1, 3) then ${age('n')} end`,
    },
  },
]
