// Which tables change marks, the versions of what cached responses depend on; compared without the ports.

/** Tables that no response based on a mark shows. */
const UNMARKED = [
  ...['organization', 'project', 'server_key', 'run_task', 'sbom', 'channel_assignment', 'event', 'operation', 'job'],
  ...['principal', 'service_principal_key', 'role_binding', 'group_member', 'access_token', 'login_token'],
  ...['workload_identity_provider', 'webhook', 'webhook_delivery', 'unsealed_event', 'sealed_event', 'ledger'],
  ...['stream', 'stream_bookmark', 'email_subscription'],
  ...['ledger_proof', 'ledger_stub', 'kept_builds'],
  ...['user_account', 'recovery_code', 'session', 'invitation', 'browser_login', 'login_secret', 'identity'],
  ...['kysely_migration', 'kysely_migration_lock'],
]

/** Splits a dump into the marks and the tables whose changes must change a mark. */
export function markedIn<Rows>(tables: Readonly<Record<string, Rows>>): {
  readonly marks: Rows | undefined
  readonly marked: Readonly<Record<string, Rows>>
} {
  const { mark: marks, ...others } = tables
  return { marks, marked: Object.fromEntries(Object.entries(others).filter(([name]) => !UNMARKED.includes(name))) }
}
