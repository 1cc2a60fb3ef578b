// The part of years.ts about users.
import { age, id, longId, type Table } from './rows-in-sql.ts'

/** Some users have signed in a hundred times. */
export const peopleOf = (versions: number, organizationId: string): readonly Table[] => [
  {
    table: 'user_account',
    count: versions / 100 - 1,
    columns: {
      id: id('principal', 'n + 1'),
      organization_id: `'${organizationId}'`,
      email: id('email', 'n'),
      used_step: `case when n % 2 = 0 then n end`,
      created_at: age('n'),
    },
  },
  {
    table: 'recovery_code',
    count: versions / 10,
    columns: { principal_id: id('principal', `2 + n % (${versions} / 100 - 1)`), hash: longId('hash', 'n') },
  },
  {
    table: 'session',
    count: versions / 10,
    columns: {
      hash: longId('hash', 'n'),
      id: longId('session', 'n'),
      principal_id: `case when n % 10 = 0 then ${id('principal', '2')} else ${id('principal', `1 + n % (${versions} / 100)`)} end`,
      created_at: age('n'),
      seen_at: age('n'),
      expires_at: age('n'),
      address: `''`,
      agent: `''`,
    },
  },
  {
    table: 'identity',
    count: versions / 100 - 1,
    columns: {
      issuer: `'https://issuer.example'`,
      subject: id('subject', 'n'),
      principal_id: id('principal', 'n + 1'),
      created_at: age('n'),
    },
  },
  {
    table: 'browser_login',
    count: versions / 5,
    columns: {
      id: longId('grant', 'n'),
      principal_id: id('principal', `1 + n % (${versions} / 100)`),
      client_id: `'hcp'`,
      created_at: age('n'),
      expires_at: age('n'),
    },
  },
  {
    table: 'login_secret',
    count: versions / 2,
    columns: {
      hash: longId('hash', 'n'),
      login_id: longId('grant', `1 + n % (${versions} / 5)`),
      expires_at: age('n'),
      used_at: `case when n % 2 = 0 then ${age('n')} end`,
    },
  },
  {
    table: 'invitation',
    count: versions / 100,
    columns: {
      id: id('invitation', 'n'),
      organization_id: `'${organizationId}'`,
      email: id('email', 'n'),
      hash: longId('hash', 'n'),
      renews_id: `case when n % 3 = 0 then ${id('principal', 'n + 1')} end`,
      created_at: age('n'),
      expires_at: age('n'),
      accepted_at: `case when n % 2 = 0 then ${age('n')} end`,
    },
  },
]
