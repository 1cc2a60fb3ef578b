// A PostgreSQL for the benchmark alone, when this machine can start one.
import pg from 'pg'
import { startCluster } from '../../test/support/postgres-cluster.ts'

export interface ThrowAwayPostgres {
  /** What its figures hold under. */
  readonly settings: string
  /** Makes a database, as a copy of another unless that is null, and answers its URL. */
  readonly create: (name: string, original: string | null) => Promise<string>
  readonly run: (url: string, statement: string) => Promise<void>
  readonly stop: () => Promise<void>
}

/** Or why there is none. A `durable` one waits for the disk with every commit, as those do that people run. */
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
