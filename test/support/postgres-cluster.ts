// A throw-away PostgreSQL: reached through a socket in a directory of its own, never through the network, and removed
// with the process that started it, however that process ends.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { access, chown, constants, cp, mkdtemp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { type Binaries, embeddedBinaries, machineBinaries } from './postgres-binaries.ts'
import { roomyDirectory } from './roomy-directory.ts'

export interface Cluster {
  readonly urlOf: (database: string) => string
  /** Ends the server and removes its files. */
  readonly stop: () => Promise<void>
}

interface Owner {
  readonly uid?: number
  readonly gid?: number
}

const run = promisify(execFile)
const USER = 'assay'
const START_TIMEOUT_MS = 60_000

// The process that started the server keeps this script's standard input open, so it closes even when that process is
// killed. That is the signal to stop, repeated because a server that is just starting does not react to it. The shell
// has a process group of its own, so that a keyboard interrupt reaches it only in this way.
const SUPERVISOR = `
  trap 'cd / && rm -rf "$ASSAY_CLUSTER"' EXIT
  "$1" -D "$ASSAY_CLUSTER/data" -U ${USER} -A trust -E UTF8 --no-sync < /dev/null || exit 1
  shift
  "$@" -D "$ASSAY_CLUSTER/data" < /dev/null &
  cat > /dev/null
  while kill -QUIT $!; do sleep 0.1; done 2> /dev/null
`
const MANY_TESTS = 'max_connections=300'
// Maintenance for long-lived data is pointless here, and wakes up for every database.
const SHORT_LIVED = ['autovacuum=off', 'jit=off', 'wal_level=minimal', 'max_wal_senders=0', 'checkpoint_timeout=1h']
const settingsOf = {
  fast: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', ...SHORT_LIVED, MANY_TESTS],
  durable: [MANY_TESTS],
} as const
// Shared memory is in the data directory, so that it is removed with it.
const CONTAINED = ['dynamic_shared_memory_type=mmap', 'listen_addresses=']

/** Uses the machine's own binaries if it has them, otherwise those that npm installed. */
export async function startCluster(kind: keyof typeof settingsOf): Promise<Cluster> {
  return startClusterOf((await machineBinaries()) ?? (await embeddedBinaries()), kind)
}

export async function startClusterOf(found: Binaries, kind: keyof typeof settingsOf): Promise<Cluster> {
  const owner = await ownerOf()
  const directory = await mkdtemp(join(await roomyDirectory(), 'assay-pg-'))
  if (owner.uid !== undefined && owner.gid !== undefined) await chown(directory, owner.uid, owner.gid)
  const binaries = await runnable(found, owner, directory)
  const settings = [...settingsOf[kind], ...CONTAINED, `unix_socket_directories=${directory}`]
  const programs = [binaries.initdb, binaries.postgres, ...settings.flatMap((setting) => ['-c', setting])]
  const server = spawn('sh', ['-c', SUPERVISOR, 'sh', ...programs], {
    ...owner,
    cwd: directory,
    env: { ...process.env, LC_ALL: 'C', HOME: directory, ASSAY_CLUSTER: directory },
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const log: string[] = []
  server.stderr.setEncoding('utf8').on('data', (text: string) => log.push(text))

  const urlOf = (database: string) => `postgresql://${USER}@/${database}?host=${encodeURIComponent(directory)}`
  const stop = async () => {
    const exited = new Promise((resolve) => server.once('exit', resolve))
    server.ref()
    server.stdin.end()
    if (server.exitCode === null) await exited
  }
  try {
    await untilReady(server, urlOf('postgres'))
  } catch (error) {
    await stop()
    throw new Error(`PostgreSQL did not start: ${log.join('')}`, { cause: error })
  }
  release(server)
  return { urlOf, stop }
}

/** PostgreSQL refuses to run as root. */
async function ownerOf(): Promise<Owner> {
  if (process.getuid?.() !== 0) return {}
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (user === undefined) throw new Error('PostgreSQL needs a user that is not root: none called postgres or nobody')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

/** The binaries, or a copy where their owner may not read them (a checkout in root's home). */
async function runnable(binaries: Binaries, owner: Owner, directory: string): Promise<Binaries> {
  try {
    await run(binaries.initdb, ['--version'], { ...owner, cwd: directory })
    return binaries
  } catch (error) {
    await access(binaries.initdb, constants.X_OK).catch(() => {
      throw error
    })
    const copy = join(directory, 'native')
    await cp(binaries.root, copy, { recursive: true, verbatimSymlinks: true })
    return { root: copy, initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') }
  }
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (server.exitCode !== null || Date.now() > deadline) throw error
      await pause(25)
    }
  }
}

/** Lets this process end although the server is still running. */
function release(server: ChildProcess): void {
  server.unref()
  for (const stream of [server.stdin, server.stderr])
    if (stream && 'unref' in stream) (stream as { unref(): void }).unref()
}
