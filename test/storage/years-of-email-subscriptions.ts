// The part of years.ts about e-mail subscriptions.
import { age, id, type Table } from './rows-in-sql.ts'

/** The id of one of the subscriptions. */
export const KNOWN_SUBSCRIPTION = 'email-subscription-100001'
const SUBSCRIPTIONS = 1000

export const emailSubscriptionsOf = (principalId: string, projects: number): readonly Table[] => [
  {
    table: 'email_subscription',
    count: SUBSCRIPTIONS,
    columns: {
      id: id('email-subscription', 'n'),
      principal_id: `'${principalId}'`,
      project_id: id('project', `1 + n % ${projects}`),
      bucket_id: id('bucket', 'n'),
      actions: `'["*"]'`,
      bundling: `case when n % 3 = 0 then 'daily' else 'soon' end`,
      position: '7',
      failure: `''`,
      not_before: age('n'),
      created_at: age('n'),
      next_at: `case when n % 50 = 0 then ${age('n')} end`,
    },
  },
]
