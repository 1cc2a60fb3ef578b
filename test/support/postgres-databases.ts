// Databases on this run's cluster, each a copy of one that was migrated once.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { openStore } from '../../src/storage/open.ts'
import { type Cluster, startCluster } from './postgres-cluster.ts'

/** The variable with the address of a database on the run's cluster; the requested database's name replaces the placeholder in it. */
const ADDRESS = 'ASSAY_TEST_POSTGRES'
const TEMPLATE = 'assay_template'
const PLACEHOLDER = 'DATABASE'

const ABLE_TO_COPY_FILES = 150_000

let ready: Promise<(database: string) => string> | undefined
let strategy: Promise<string> | undefined

/** Starts the cluster of a whole run. Called before its test processes start, which inherit its address. */
export async function startSharedCluster(): Promise<Cluster> {
  const cluster = await startPrepared()
  process.env[ADDRESS] = cluster.urlOf(PLACEHOLDER)
  return cluster
}

/** The address of a new database, with all tables and no rows, or without tables. */
export async function createPostgresDatabase(
  contents: 'migrated' | 'empty',
): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  ready ??= addresses()
  const urlOf = await ready
  const name = `test_${randomBytes(8).toString('hex')}`
  const template = contents === 'migrated' ? TEMPLATE : 'template0'
  const owner = urlOf('postgres')
  await execute(owner, `create database ${name} template ${template} ${await (strategy ??= strategyOn(owner))}`)
  const drop = async () => {
    await execute(owner, `drop database ${name} with (force)`)
  }
  return { url: urlOf(name), drop }
}

/** What a proxy in front of a database must know about it: see postgres-pooler.ts and tcp-proxy.ts. */
export function socketOf(location: DatabaseLocation) {
  if (!('postgresUrl' in location)) throw new Error('only servers have a socket')
  const url = new URL(location.postgresUrl.replace('@/', '@localhost/'))
  const path = `${url.searchParams.get('host') ?? ''}/.s.PGSQL.5432`
  return { path, user: url.username, database: url.pathname.slice(1) }
}

/** Without a run's cluster (a single file, by hand), this process starts its own, which lasts until the process ends. */
async function addresses(): Promise<(database: string) => string> {
  const shared = process.env[ADDRESS]
  return shared === undefined ? (await startPrepared()).urlOf : (database) => shared.replace(PLACEHOLDER, database)
}

async function startPrepared(): Promise<Cluster> {
  const cluster = await startCluster('fast')
  try {
    // Not the byte order that the tables request, so that a column which forgets to request it fails a test.
    await execute(
      cluster.urlOf('postgres'),
      `create database ${TEMPLATE} template template0 locale_provider icu icu_locale 'en-US' locale 'C'`,
    )
    const store = await openStore({ postgresUrl: cluster.urlOf(TEMPLATE) })
    await store.migrate()
    await store.close()
    return cluster
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

/** By default PostgreSQL writes everything that it copies into its log as well, which is slower and can be avoided. */
async function strategyOn(url: string): Promise<string> {
  const [{ server_version_num: version }] = (await execute(url, 'show server_version_num')) as [
    { readonly server_version_num: string },
  ]
  return Number(version) >= ABLE_TO_COPY_FILES ? 'strategy file_copy' : ''
}

const pools = new Map<string, pg.Pool>()

function poolOf(url: string): pg.Pool {
  const known = pools.get(url)
  if (known !== undefined) return known
  const pool = new pg.Pool({ connectionString: url, max: 2, allowExitOnIdle: true })
  // Unused connections end with the cluster or with this process, whichever ends first.
  pool.on('error', () => undefined)
  pools.set(url, pool)
  return pool
}

const execute = async (url: string, statement: string): Promise<readonly unknown[]> =>
  (await poolOf(url).query<object>(statement)).rows
