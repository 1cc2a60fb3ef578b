// A whole registry for a test: the real application on a real socket with TLS, on a database of its own, with a clock that the test can
// advance.
import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { newId } from '../../src/machine/new-id.ts'
import { type App, type AppParts, startApp } from '../../src/app.ts'
import { hashSecret } from '../../src/auth/secret-hash.ts'
import type { SignInProvider } from '../../src/auth/provider-sign-in/sign-in-provider.ts'
import type { AwsConfig } from '../../src/config/aws-environment.ts'
import { dataDirectoryAt, makeDataDirectory } from '../../src/config/data-directory.ts'
import { type Clock, later } from '../../src/domain/clock.ts'
import { newPrincipal } from '../../src/domain/principal/principal.ts'
import type { Role } from '../../src/domain/principal/role/role.ts'
import type { ConnectionLimits } from '../../src/http/gate/connections.ts'
import { type EverySecond, everySecond } from '../../src/machine/every-second.ts'
import type { SendMail } from '../../src/machine/mail/mail.ts'
import type { Ask } from '../../src/machine/outbound/outbound-client.ts'
import type { DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { type OpenStore, openStore } from '../../src/storage/open.ts'
import { openTls } from '../../src/tls/open-tls.ts'
import { type Client, connect, type Connection, type Server } from './client.ts'
import type { TestDatabase } from './databases.ts'
import { guessability } from './guessability.ts'
import { nobodyAsked, noStreams } from './nobody-asked.ts'
import { templates } from './templates.ts'
import { withoutRequest } from './without-request.ts'
import { TEST_SECRET_KEYS, testConfig } from './test-config.ts'

export interface TestClock extends Clock {
  readonly advance: (milliseconds: number) => void
}

export interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
}

export interface TestRegistry extends Server {
  /** The service principal with the admin role that the first start creates. */
  readonly admin: Client
  readonly anonymous: Client
  readonly credentials: Credentials
  /** `admin` with a new token, which is valid for an hour of the clock. */
  readonly logIn: () => Promise<Client>
  /** The access token of a new service principal with this role in the project, or with none. */
  readonly token: (role: Role | null) => Promise<string>
  /** A client with such a token. */
  readonly principal: (role: Role | null) => Promise<Client>
  readonly caFile: string
  readonly clock: TestClock
  /** A second connection to the registry's database, to look behind the wire. */
  readonly store: OpenStore
  readonly location: DatabaseLocation
  readonly dataDirectory: string
  /** A client of this server with another token, or with none. */
  readonly as: (token: string | null) => Client
  /** Starts another server on the same database: another replica, or the same one after a restart. It is closed with the registry. */
  readonly another: (differently?: Differently) => Promise<Replica>
  /** Runs the jobs that are due by the clock, now rather than in a moment. */
  readonly runDueJobs: () => Promise<void>
  /** Stops the first server; its database remains. */
  readonly stop: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface Differently {
  /** How far its clock is ahead of the first server's; negative when it is behind. */
  readonly aheadMs?: number
  /** The address of a server that has stopped, to reuse its port. */
  readonly at?: string
}

export interface Replica extends Server {
  readonly as: (token: string | null) => Client
  /** Like the registry's, but by this replica's clock. */
  readonly runDueJobs: () => Promise<void>
}

/** Real time plus the amount by which it was advanced. */
function movableClock(): TestClock {
  let moved = 0
  return {
    now: () => later(new Date().toISOString(), moved),
    advance: (milliseconds) => {
      moved += milliseconds
    },
  }
}

/** Requests a token as hcp-sdk-go does; `client` must be one without a token. */
export async function accessToken(client: Client, { clientId, clientSecret }: Credentials): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
  const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' }
  const body = 'audience=https%3A%2F%2Fapi.hashicorp.cloud&grant_type=client_credentials'
  const answer = await client.send({ method: 'POST', path: '/oauth2/token', headers, body })
  return answer.body.access_token as string
}

export interface Circumstances {
  readonly connections: ConnectionLimits
  readonly everySecond: EverySecond
  readonly log: Logger
  /** The client by which the server calls other servers. */
  readonly ask: Ask
  readonly signInProviders: readonly SignInProvider[]
  /** The server's AWS credentials, and the endpoints of AWS. */
  readonly aws: AwsConfig
  readonly requireSecondFactor: boolean
  readonly streams: AppParts['streams']
  /** The folder of the built pages. */
  readonly webPages: string | null
  /** The base of links to the server, if not its own address. */
  readonly publicUrl: string | null
  /** How mails are sent. */
  readonly sendMail: SendMail | null
}

const usual: Circumstances = {
  connections: { inAll: 2048, perAddress: 256 },
  everySecond,
  log: pino({ level: 'silent' }),
  ask: nobodyAsked,
  signInProviders: [],
  aws: { own: null, endpoints: { logs: '', sts: '' } },
  requireSecondFactor: false,
  streams: noStreams,
  webPages: null,
  publicUrl: null,
  sendMail: null,
}

export async function startRegistry(
  database: TestDatabase,
  unusual: Partial<Circumstances> = {},
): Promise<TestRegistry> {
  const {
    connections,
    everySecond,
    log,
    ask,
    signInProviders,
    aws,
    requireSecondFactor,
    streams,
    webPages,
    publicUrl,
    sendMail,
  } = {
    ...usual,
    ...unusual,
  }
  const root = await mkdtemp(join(tmpdir(), 'assay-'))
  const directory = dataDirectoryAt(join(root, 'data'))
  await makeDataDirectory(directory)
  await cp((await templates()).tlsDirectory, directory.tls, { recursive: true })
  const { location, drop } = await database.create()
  const clock = movableClock()
  const tls = await openTls(
    { kind: 'private-ca', directory: directory.tls, listenHost: '127.0.0.1', publicUrl: null },
    clock,
    log,
  )
  const config = { ...testConfig(directory.root), connections, aws, requireSecondFactor, publicUrl }
  const alone = {
    role: { kind: 'alone' } as const,
    keepCredentials: async () => undefined,
    beforeReady: async () => undefined,
  }
  const startServer = (time: Clock, port = 0) =>
    startApp({
      config: { ...config, listen: { ...config.listen, port } },
      database: location,
      log,
      tls,
      clock: time,
      everySecond,
      ask,
      sendMail,
      guessability,
      signInProviders,
      streams,
      secretKeys: TEST_SECRET_KEYS,
      webPages,
      ...alone,
    })
  const app = await startServer(clock)
  // Finish the jobs that a start schedules, so that only the test changes anything.
  await app.runDueJobs()
  const store = await openStore(location)
  const caFile = tls.caFile ?? ''
  const initial = app.initial ?? failed('the first start on a fresh database made no credentials')
  const server = {
    url: publicUrl === null ? app.url : `https://localhost:${app.port}`,
    ca: await readFile(caFile, 'utf8'),
    ...app.identity,
  }
  const connection = connect(server)
  const anonymous = connection.as(null)
  const credentials = { clientId: initial.clientId, clientSecret: initial.clientSecret }

  const logIn = async () => connection.as(await accessToken(anonymous, credentials))
  const token = async (role: Role | null): Promise<string> => {
    const { organizationId, projectId } = app.identity
    const serverKey = (await store.serverKey.find()) ?? failed('the server has no key')
    const id = newId()
    const createdAt = clock.now()
    await store.transaction(async ({ principals, roles }) => {
      const name = `${role ?? 'nobody'}-${id}`
      await principals.insert(newPrincipal({ id, kind: 'service', organizationId, projectId, name, createdAt }))
      if (role !== null) await roles.bind({ type: 'project', id: projectId }, { role: role, principalId: id })
      await principals.insertKey({ clientId: id, principalId: id, secretHash: hashSecret(serverKey, id), createdAt })
    })
    return accessToken(anonymous, { clientId: id, clientSecret: id })
  }
  const principal = async (role: Role | null) => connection.as(await token(role))

  const opened: { readonly connection: Connection; readonly app: App }[] = []
  const another = async (differently?: Differently): Promise<Replica> => {
    const ahead = differently?.aheadMs ?? 0
    const port = Number(new URL(differently?.at ?? 'https://localhost').port)
    const replica = await startServer({ now: () => later(clock.now(), ahead) }, port)
    const address = { ...server, url: replica.url }
    const opening = { connection: connect(address), app: replica }
    opened.push(opening)
    return { ...address, as: opening.connection.as, runDueJobs: replica.runDueJobs }
  }
  let running = true
  const stop = async () => {
    connection.close()
    if (running) await app.close()
    running = false
  }

  return {
    ...server,
    caFile,
    clock,
    store,
    location,
    dataDirectory: directory.root,
    as: connection.as,
    another,
    runDueJobs: app.runDueJobs,
    stop,
    credentials,
    admin: await logIn(),
    logIn,
    anonymous,
    token,
    principal,
    close: async () => {
      tls.close()
      for (const { connection, app } of opened) {
        connection.close()
        await app.close()
      }
      await stop()
      const unasked = await withoutRequest(store, app.identity.organizationId)
      await store.close()
      await drop()
      await rm(root, { recursive: true, force: true })
      // Whatever the tests of a file requested: every change that a request made must have recorded that request.
      assert.deepEqual(unasked, [], 'these do not tell by which request they came about')
    },
  }
}

function failed(message: string): never {
  throw new Error(message)
}
