// The registry as users run it: what `npm start` runs, in a process of its own, with default logging, into a file.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readClientVariables } from '../../src/cli/client-variables.ts'
import { findRunning } from '../../src/cli/running-file.ts'
import { dataDirectoryAt } from '../../src/config/data-directory.ts'
import { ask, type Target } from './connection.ts'
import { READY_SIGNAL } from './loop-file.js'
import { recordLongestStand } from './loop-watch.ts'
import { requestBytes } from './request-bytes.ts'

export interface ServerSettings {
  readonly dataDir: string
  readonly protocol: 'http' | 'https'
  /** Null for SQLite in the data directory. */
  readonly databaseUrl: string | null
  /** Flags of Node itself: `--cpu-prof` and the like. */
  readonly nodeFlags: readonly string[]
  /** Turns the log off. */
  readonly silent?: true
  /** Further flags on the server's command line. */
  readonly flags?: readonly string[]
}

/** What starts a server: Node with its event loop watched, Node alone as a service has it, or npm. */
export type Starter = 'watch' | 'node' | 'npm'

export interface RunningServer {
  readonly target: Target
  readonly base: string
  readonly token: string
  /** From the start of the process until /readyz answered 200. */
  readonly readyMilliseconds: number
  readonly pid: number
  /** False once the process has ended, by whatever cause. */
  readonly isRunning: () => boolean
  readonly stop: () => Promise<void>
}

const WATCH_LOOP = new URL('watch-loop.js', import.meta.url).href
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const READY_WITHIN_MS = 30_000
const POLL_MS = 5

export const startServer = (settings: ServerSettings): Promise<RunningServer> => startServerBy('watch', settings)

export async function startServerBy(starter: Starter, settings: ServerSettings): Promise<RunningServer> {
  const { dataDir, protocol, databaseUrl, silent, flags: more = [] } = settings
  const port = await freePort()
  const flags = ['--data-dir', dataDir, '--listen', `127.0.0.1:${port}`, '--log-format', 'json', ...more]
  if (silent) flags.push('--log-level', 'silent')
  if (protocol === 'http') flags.push('--plain-http', '--public-url', `https://localhost:${port}`)
  const log = openSync(join(dataDir, 'server.log'), 'a')
  const [program, words] = await commandOf(starter, settings)
  const began = performance.now()
  const child = spawn(program, [...words, ...flags], {
    cwd: ROOT,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...(databaseUrl === null ? {} : { ASSAY_DATABASE_URL: databaseUrl }) },
  })
  closeSync(log)
  // Signals go to the server itself rather than to npm.
  let pid = child.pid ?? 0
  const stop = async () => {
    if (child.exitCode !== null) return
    const exited = once(child, 'exit')
    process.kill(pid, 'SIGTERM')
    await exited
    await recordLongestStand(pid)
  }
  try {
    const target = await eventually(child, settings, () => readyAt(settings, port))
    const readyMilliseconds = performance.now() - began
    // The first start on a database writes it after the server is ready.
    const access = await eventually(child, settings, () => accessTo(dataDir, target))
    pid = (await findRunning(dataDirectoryAt(dataDir).runningFile))?.pid ?? pid
    if (starter === 'watch') child.kill(READY_SIGNAL)
    const isRunning = () => child.exitCode === null && child.signalCode === null
    return { ...access, target, pid, readyMilliseconds, isRunning, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The program and its arguments: Node with those of the script `start`, or npm with the script itself. */
async function commandOf(starter: Starter, { nodeFlags }: ServerSettings): Promise<[string, readonly string[]]> {
  if (starter === 'npm') return ['npm', ['start', '--']]
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    readonly scripts: { readonly start: string }
  }
  const watched = starter === 'watch' ? ['--import', WATCH_LOOP] : []
  return [process.execPath, [...watched, ...nodeFlags, ...scripts.start.replace(/^.*?node /, '').split(' ')]]
}

/** The answer of the first attempt that does not fail. */
async function eventually<Result>(
  child: ChildProcess,
  { dataDir }: ServerSettings,
  attempt: () => Promise<Result>,
): Promise<Result> {
  const until = performance.now() + READY_WITHIN_MS
  while (performance.now() < until && child.exitCode === null) {
    const result = await attempt().catch(() => null)
    if (result !== null) return result
    await pause(POLL_MS)
  }
  throw new Error(`the server did not become ready: see ${join(dataDir, 'server.log')}`)
}

async function readyAt({ dataDir, protocol }: ServerSettings, port: number): Promise<Target> {
  const caFile = join(dataDirectoryAt(dataDir).tls, 'ca.pem')
  const target = { host: '127.0.0.1', port, ca: protocol === 'http' ? null : await readFile(caFile, 'utf8') }
  const { status } = await ask(target, requestBytes({ method: 'GET', path: '/readyz', token: null }))
  if (status !== 200) throw new Error(`not ready: ${status}`)
  return target
}

async function accessTo(dataDir: string, target: Target) {
  const variables = readClientVariables(await readFile(dataDirectoryAt(dataDir).credentialsFile, 'utf8'))
  const value = (name: string) => variables.get(name) ?? ''
  const token = await tokenFor(target, {
    clientId: value('HCP_CLIENT_ID'),
    clientSecret: value('HCP_CLIENT_SECRET'),
  })
  const base = `/packer/2023-01-01/organizations/${value('HCP_ORGANIZATION_ID')}/projects/${value('HCP_PROJECT_ID')}`
  return { token, base }
}

/** An access token for the key. */
export async function tokenFor(
  target: Target,
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
): Promise<string> {
  const body = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
  const answer = await ask(target, requestBytes({ method: 'POST', path: '/oauth2/token', token: null, body }))
  const { access_token: token } = JSON.parse(answer.body.toString()) as { access_token: string }
  return token
}

/** A port that was free a moment ago. The server is given a port, because it reports its own only in words. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
