// The part of years.ts about streams: as many as an organization would have, one of which is behind in all ledgers.
import { age, id, stamps, type Table } from './rows-in-sql.ts'

const STREAMS = 20
const LEDGERS = 1000

export const streamsOf = (organizationId: string): readonly Table[] => [
  {
    table: 'stream',
    count: STREAMS,
    columns: {
      id: id('stream', 'n'),
      organization_id: `'${organizationId}'`,
      origin: `case when n % 2 = 0 then 'api' else 'settings' end`,
      name: id('name', 'n'),
      kind: `'http'`,
      config: `'{}'`,
      secret: `''`,
      enabled: '1',
      failure: `''`,
      passed_by: '0',
      next_at: `case when n % 5 = 0 then ${age('n')} end`,
      ...stamps('n'),
    },
  },
  {
    table: 'stream_bookmark',
    count: (STREAMS - 1) * LEDGERS,
    columns: {
      stream_id: id('stream', `1 + n / ${LEDGERS}`),
      ledger: id('project', `n % ${LEDGERS}`),
      position: `case when n < ${LEDGERS} then 0 else n % ${LEDGERS} end`,
    },
  },
]
