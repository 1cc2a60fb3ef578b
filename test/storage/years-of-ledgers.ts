// The part of years.ts about positions of events: nearly all have one; some that waited for one were deleted.
import { age, id, longId, type Table } from './rows-in-sql.ts'

const LEDGERS = 1000
/** A server has one organization; it has so many of the ledgers. */
const OF_ONE = 100

export const ledgersOf = (versions: number, projectId: string, organizationId: string): readonly Table[] => [
  {
    table: 'sealed_event',
    count: versions / 2 - versions / 1000,
    columns: { ledger: `'${projectId}'`, position: 'n', event_id: longId('event', 'n'), hash: longId('hash', 'n') },
  },
  { table: 'unsealed_event', count: versions / 10, columns: { event_id: longId('gone', 'n') } },
  {
    table: 'ledger',
    count: LEDGERS,
    columns: {
      id: id('project', 'n'),
      organization_id: `case when n <= ${OF_ONE} then '${organizationId}' else ${id('organization', 'n')} end`,
      position: 'n',
      hash: longId('hash', 'n'),
      told_position: '0',
      told_at: age('n'),
    },
  },
  {
    table: 'ledger_proof',
    count: LEDGERS,
    columns: { ledger: id('project', 'n'), position: 'n', hash: longId('hash', 'n'), proved_at: age('n') },
  },
  {
    table: 'ledger_stub',
    count: LEDGERS,
    columns: {
      ledger: id('project', 'n'),
      position: '1',
      hash: longId('hash', 'n'),
      count: '1',
      first_at: age('n'),
      last_at: age('n'),
      pruned_at: age('n'),
      key_id: `'other'`,
      signature: `''`,
    },
  },
  {
    table: 'kept_builds',
    count: versions / 2,
    columns: {
      version_id: longId('version', 'n'),
      bucket_id: id('bucket', '1 + n % 100'),
      ledger: id('project', '2 + n % 100'),
      builds: `'[]'`,
    },
  },
]
