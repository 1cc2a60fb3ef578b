// Everything in a database, expressed by names: each id is replaced by the name of what it identifies; times and what a server
// makes for itself are left out. Two registries that received the same requests have the same account.
import type { DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { openWholeDumper } from '../support/dump.ts'

/** The rows that name each writer, sorted; rows that name none are under ''. */
export type Account = ReadonlyMap<string, readonly string[]>

type Row = Readonly<Record<string, unknown>>
export type Tables = Readonly<Record<string, readonly Row[]>>

/** Tables that are left out: identities, tokens that come and go, ledger positions (see whole.ts), and how far those are proved. */
const OWN = [
  'server_key',
  'organization',
  'project',
  'registry',
  'run_task',
  'access_token',
  'login_token',
  'workload_identity_provider',
  'webhook',
  'email_subscription',
  'stream',
  'stream_bookmark',
  'role_binding',
  'group_member',
  'invitation',
  'browser_login',
  'login_secret',
  'identity',
  'unsealed_event',
  'sealed_event',
  'ledger',
  'ledger_proof',
  'ledger_stub',
  'kept_builds',
]
const OWN_TABLE = new RegExp(`^(?:${OWN.join('|')}|principal|service_principal_key|kysely_.*)$`)
const ULID = /\b[0-9A-HJKMNP-TV-Z]{26}\b/g
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g
const CLIENT_ID = /\bassay-[0-9a-f]{32}\b/g
const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g
const WRITER = /\bw\d+(?=-)/

export async function readTables(location: DatabaseLocation): Promise<Tables> {
  const dumper = await openWholeDumper(location)
  try {
    const dump = await dumper.dump()
    return Object.fromEntries(
      Object.entries(dump).map(([table, rows]) => [table, rows.map((row) => JSON.parse(row) as Row)]),
    )
  } finally {
    await dumper.close()
  }
}

export function accountOf(tables: Tables): Account {
  const names = namesIn(tables)
  const told = Object.entries(tables)
    .filter(([table]) => !OWN_TABLE.test(table))
    .flatMap(([table, rows]) => inOrder(table, rows).map((row) => `${table} ${tell(row, names)}`))
  const account = new Map<string, string[]>()
  for (const line of told.sort()) {
    const writer = WRITER.exec(line)?.[0] ?? ''
    account.set(writer, [...(account.get(writer) ?? []), line])
  }
  return account
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function namesIn({ bucket = [], version = [], build = [], channel = [], revocation = [] }: Tables) {
  const names = new Map<string, string>()
  const named = (rows: readonly Row[], above: string, own: string) => {
    for (const row of rows) names.set(text(row['id']), `${names.get(text(row[above])) ?? ''}/${text(row[own])}`)
  }
  named(bucket, '', 'name')
  named(version, 'bucket_id', 'fingerprint')
  named(build, 'version_id', 'component_type')
  named(channel, 'bucket_id', 'name')
  for (const row of revocation)
    names.set(text(row['id']), `revocation of ${text(row['bucket_name'])}/${text(row['fingerprint'])}`)
  return names
}

/** Leaves out when jobs run and what marks say, which is the server's own business, and numbers the lines of a channel's history. */
function inOrder(table: string, rows: readonly Row[]): readonly Row[] {
  if (table === 'job') return rows.map(({ kind, subject, failures }) => ({ kind, subject, failures }))
  // A first start invites its first user after writing its key, and may be killed in between.
  if (table === 'event') return rows.filter(({ kind }) => kind !== 'invitation.created')
  if (table === 'mark') return rows.map(({ subject }) => ({ subject }))
  if (table !== 'channel_assignment') return rows
  return [...Map.groupBy(rows, ({ channel_id }) => channel_id).values()].flatMap((lines) =>
    lines.toSorted((one, other) => (key(one) < key(other) ? -1 : 1)).map((line, index) => ({ ...line, nth: index })),
  )
}
const key = (line: Row) => `${text(line['assigned_at'])} ${text(line['id'])}`

function tell(row: Row, names: ReadonlyMap<string, string>): string {
  const sorted = Object.fromEntries(Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1)))
  return JSON.stringify(sorted)
    .replaceAll(INSTANT, 'TIME')
    .replaceAll(ULID, (id) => names.get(id) ?? 'ID')
    .replaceAll(UUID, 'UUID')
    .replaceAll(CLIENT_ID, 'KEY')
}
