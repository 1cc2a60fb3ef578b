// A PostgreSQL server for the benchmark alone, if this machine can start one.
import pg from 'pg'
import { startCluster } from '../../test/support/postgres-cluster.ts'

export interface ThrowAwayPostgres {
  /** The settings under which its figures hold. */
  readonly settings: string
  /** Creates a database, as a copy of another unless that is null, and returns its URL. */
  readonly create: (name: string, original: string | null) => Promise<string>
  readonly run: (url: string, statement: string) => Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * Starts a server, or returns the reason why none could be started. A `durable` one waits for the disk at every commit, as servers in
 * production do.
 */
export async function startPostgres(kind: 'fast' | 'durable'): Promise<ThrowAwayPostgres | string> {
  try {
    const { urlOf, stop } = await startCluster(kind)
    const url = urlOf('postgres')
    const [version, fsync, commit] = await Promise.all(
      ['server_version', 'fsync', 'synchronous_commit'].map((name) => query(url, `show ${name}`)),
    )
    return {
      settings: `${version}, fsync=${fsync}, synchronous_commit=${commit}`,
      create: async (name, original) => {
        await query(url, `create database ${name}${original === null ? '' : ` template ${original}`}`)
        return urlOf(name)
      },
      run: async (of, statement) => {
        await query(of, statement)
      },
      stop,
    }
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
