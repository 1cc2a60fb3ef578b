// A PostgreSQL for the benchmark alone, when this machine can start one.
import pg from 'pg'
import { startCluster } from '../test/support/postgres-cluster.ts'

export interface ThrowAwayPostgres {
  readonly url: string
  /** What its figures hold under. */
  readonly settings: string
  readonly stop: () => Promise<void>
}

const DATABASE = 'assay_bench'

/** Or why there is none. */
export async function startPostgres(): Promise<ThrowAwayPostgres | string> {
  try {
    const { urlOf, stop } = await startCluster()
    await query(urlOf('postgres'), `create database ${DATABASE}`)
    const url = urlOf(DATABASE)
    const [version, fsync, commit] = await Promise.all(
      ['server_version', 'fsync', 'synchronous_commit'].map((name) => query(url, `show ${name}`)),
    )
    return { url, settings: `${version}, fsync=${fsync}, synchronous_commit=${commit}`, stop }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function query(url: string, text: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, string>>(text)
    return Object.values(rows[0] ?? {})[0] ?? ''
  } finally {
    await client.end()
  }
}
