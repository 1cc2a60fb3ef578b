// The composition root: takes the configuration and starts a listening registry. Every part is given its dependencies here, by hand.
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import manifest from '../package.json' with { type: 'json' }
import { accessTokens } from './auth/access-tokens.ts'
import { authenticator } from './auth/authenticate.ts'
import { FAILED_ATTEMPT_LIMITS, failedAttempts, shareOf } from './auth/failed-attempts.ts'
import { refusals } from './auth/refusals.ts'
import { findRightKey, hashSecret } from './auth/secret-hash.ts'
import { inviteOwner } from './auth/sessions/invite-owner.ts'
import { invitationTokens } from './auth/sessions/sessions.ts'
import { peopleAccess } from './auth/sessions/people-access.ts'
import type { SignInProvider } from './auth/provider-sign-in/sign-in-provider.ts'
import { signedUrls } from './auth/signed-urls.ts'
import { workloadIdentities } from './auth/workload/workload-identities.ts'
import type { Config } from './config/config.ts'
import { ownUrl } from './config/own-url.ts'
import type { Clock } from './domain/clock.ts'
import type { Asked, Context } from './domain/context.ts'
import { actorsInPlaces } from './domain/organization/actor-in-place.ts'
import {
  type InitialCredentials,
  type InitialisedServer,
  initialiseServer,
} from './domain/organization/initialise-server.ts'
import { secretCipher } from './domain/organization/secret-cipher.ts'
import { type Actor, registryActor } from './domain/principal/principal.ts'
import type { Guessability } from './domain/principal/user/password.ts'
import type { Credentials, KeepCredentials } from './domain/principal/service-principal/service-principal-key.ts'
import type { SettingsStream } from './domain/record/stream/keep-settings-streams.ts'
import { stubSigner } from './domain/record/ledger/stub.ts'
import { sbomDownload, sbomDownloadPath } from './http/downloads/sbom-download.ts'
import { listenOnOtherAddresses } from './http/gate/listen-on-other-addresses.ts'
import type { HealthCheck } from './http/health.ts'
import { tokenEndpoint } from './http/oauth2/token-endpoint.ts'
import { unsubscribe, unsubscribePath } from './http/platform/assay/email-subscriptions/unsubscribe.ts'
import { entryOut } from './http/platform/log-service/entry.ts'
import { runTaskRoutes } from './http/run-task/index.ts'
import { createServer } from './http/server.ts'
import { registryWorker } from './jobs/registry-worker.ts'
import type { Reach } from './jobs/stream/stream-senders.ts'
import { streamSending } from './jobs/stream/stream-sending.ts'
import { sendingTo } from './jobs/webhook/send-to.ts'
import type { EverySecond } from './machine/every-second.ts'
import type { SendMail } from './machine/mail/mail.ts'
import { newId } from './machine/new-id.ts'
import type { Ask } from './machine/outbound/outbound-client.ts'
import { type DatabaseLocation, databaseName } from './storage/engine/dialect.ts'
import { type OpenStore, openStore } from './storage/open.ts'
import type { Tls } from './tls/open-tls.ts'

export interface AppParts {
  readonly config: Config
  readonly database: DatabaseLocation
  readonly log: Logger
  /** Null serves plain HTTP. */
  readonly tls: Tls | null
  readonly clock: Clock
  /** Stores the credentials of a first start, before they become valid. */
  readonly keepCredentials: KeepCredentials<InitialCredentials>
  readonly everySecond: EverySecond
  /** The client for outbound requests, whose addresses users may configure. */
  readonly ask: Ask
  /** The streams that the settings name, and the clients that reach them. */
  readonly streams: { readonly wanted: readonly SettingsStream[]; readonly reach: Reach }
  /** Sends mails; null when mail is not configured. */
  readonly sendMail: SendMail | null
  /** Estimates how easily a chosen password can be guessed. */
  readonly guessability: Guessability
  /** The keys for secrets in the database: the first encrypts, the others only decrypt. */
  readonly secretKeys: readonly [Uint8Array, ...Uint8Array[]]
  /** The providers that people may sign in with. */
  readonly signInProviders: readonly SignInProvider[]
  /** The folder of the built web pages; null when they have not been built. */
  readonly webPages: string | null
  /** `alone` runs jobs and serves requests. `first` runs jobs and leaves serving to its workers. `worker` only serves. */
  readonly role:
    { readonly kind: 'alone' | 'worker' } | { readonly kind: 'first'; readonly serve: () => Promise<Serving> }
  /** Runs once the app listens; the server reports that it is not ready until this has finished. */
  readonly beforeReady: (app: App) => Promise<void>
}

/** The serving of requests, by this process or by its workers. */
export interface Serving {
  readonly port: number
  /** From now on the server reports that it is ready. */
  readonly ready: () => void
  /** Finishes the requests in flight. */
  readonly close: () => Promise<void>
}

export interface App {
  /** The address that clients should use, such as `https://localhost:8443`. */
  readonly url: string
  readonly port: number
  /** Set only by the very first start on a database, because the database does not store the secret. */
  readonly initial: InitialCredentials | null
  readonly identity: { readonly organizationId: string; readonly projectId: string }
  /** Whether a client could log in with these credentials. */
  readonly accepts: (credentials: Credentials) => Promise<boolean>
  /** Makes a one-time address, valid for an hour, through which a person becomes an owner of the organization. */
  readonly inviteOwner: () => Promise<string>
  /** Runs the jobs that are due now; the app also runs them by itself. */
  readonly runDueJobs: () => Promise<void>
  /** Finishes the requests and the job in flight, then closes the database. */
  readonly close: () => Promise<void>
}

/** Migrates the database to the newest schema, creates what a first start needs, and listens. */
export async function startApp(appParts: AppParts): Promise<App> {
  const { config, database, log, clock, sendMail, keepCredentials, secretKeys, role, beforeReady } = appParts
  const store = await openStore(database)
  try {
    await store.migrate()
    const parts: RegistryParts = { store, clock, newId, ...outgoing(appParts) }
    const initialised = await initialiseServer(parts, { hashSecret, keep: keepCredentials })
    const silentForMs = { heartbeatAt: config.heartbeatTimeoutMs, startedAt: config.silentBuildTimeoutMs }
    const { organizationId, projectId, initial, serverKey } = initialised
    const emails = { sendMail, publicUrl: config.publicUrl, unsubscribe: unsubscribePath({ clock, serverKey }) }
    const bySettings = { organizationId, wanted: appParts.streams.wanted }
    const streams = { ...parts.streams, bySettings }
    const audit = { keptMs: config.auditKeptMs, signer: stubSigner(secretKeys) }
    const jobs = { silentForMs, log, webhooks: parts.webhooks, streams, emails, audit, ...config.webhooks }
    const worker = role.kind === 'worker' ? null : await registryWorker({ ...parts, actor: registryActor }, jobs)
    const serving = await (role.kind === 'first' ? role.serve() : serveHere(appParts, parts, initialised))
    worker?.start()
    const app: App = {
      url: config.publicUrl ?? ownUrl(config, serving.port, hostname()),
      port: serving.port,
      initial,
      identity: { organizationId, projectId },
      accepts: async ({ clientId, clientSecret }) =>
        (await findRightKey(store.principals, clientId, hashSecret(serverKey, clientSecret))) !== undefined,
      inviteOwner: async () => app.url + (await inviteOwner(parts, { serverKey, organizationId })),
      runDueJobs: async () => worker?.runDue(),
      close: async () => {
        await serving.close()
        await worker?.stop()
        await store.close()
      },
    }
    await beforeReady(app).catch(async (error: unknown) => {
      await app.close()
      throw error
    })
    serving.ready()
    return app
  } catch (error) {
    await store.close()
    throw error
  }
}

async function serveHere(appParts: AppParts, parts: RegistryParts, initialised: InitialisedServer): Promise<Serving> {
  const { config, tls } = appParts
  let isReady = false
  const start = async () => (isReady ? undefined : 'is under way: the credentials are not yet where they will be')
  const server = await registryServer(appParts, parts, initialised, start)
  // With several workers, the kernel distributes connections (SO_REUSEPORT). When Node distributes them, a client whose
  // connection was handed to a dying process waits forever.
  const listenOptions = { ...config.listen, reusePort: config.workers > 1 }
  await server.listen({ ...listenOptions })
  const otherListeners = await listenOnOtherAddresses(server.server, listenOptions, tls === null)
  tls?.onRenewed((material) => {
    ;(server.server as unknown as { setSecureContext(material: object): void }).setSecureContext(material)
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    ready: () => {
      isReady = true
    },
    close: async () => {
      // A request whose body never arrives would delay the shutdown forever.
      const patience = setTimeout(() => {
        server.server.closeAllConnections()
      }, CLOSING_MS)
      await Promise.all([server.close(), otherListeners.close()])
      clearTimeout(patience)
    },
  }
}

// Less than the 10 s after which container engines kill a process that they asked to stop.
const CLOSING_MS = 8000

type RegistryParts = Pick<Context, 'clock' | 'newId'> & { readonly store: OpenStore } & ReturnType<typeof outgoing>

function registryServer(
  appParts: AppParts,
  { store, clock, newId, webhooks, streams }: RegistryParts,
  { serverKey, organizationId }: InitialisedServer,
  start: HealthCheck['check'],
): Promise<FastifyInstance> {
  const { config, database, log, tls, everySecond, ask, guessability, webPages, signInProviders: providers } = appParts
  const links = signedUrls({ clock, serverKey })
  const logins = {
    store,
    accessTokens: accessTokens({ store, clock, serverKey }),
    failedAttempts: failedAttempts({ clock, limits: shareOf(FAILED_ATTEMPT_LIMITS, config.workers) }),
  }
  const { sessions, requireSecondFactor, workers: processes } = config
  const ofPeople = { organizationId, sessions, requireSecondFactor, processes, providers, guessability }
  const people = peopleAccess({ store, clock, newId }, { ...logins, ...ofPeople, serverKey, ask, log })
  const { actorOf, forget } = authenticator({ store, clock, serverKey, sessions })
  const contextOf = (actor: Actor, asked: Asked) => ({ actor, asked, store, clock, newId })
  return createServer({
    log,
    tls: tls && { key: tls.key, cert: tls.cert },
    connections: config.connections,
    everySecond,
    trustedProxies: config.tls.kind === 'none' ? config.tls.trustedProxies : [],
    publicUrl: config.publicUrl,
    binding: { actorOf, actorIn: actorsInPlaces(store), contextOf },
    refusals: refusals({ store, clock, newId, everySecond, organizationId, log }),
    kept: { clock, footingOf: store.footingOf },
    apis: {
      downloadPath: sbomDownloadPath({ clock, links }),
      invitations: invitationTokens(serverKey),
      workloads: workloadIdentities({ ...logins, clock, newId, ask }),
      keyRules: { hashSecret, limit: config.keysPerPrincipal },
      webhooks,
      streams,
      mail: { isSet: appParts.sendMail !== null && config.publicUrl !== null },
      about: { version: manifest.version, license: manifest.license, database: databaseName(database) },
    },
    healthChecks: [
      { name: 'start', required: true, check: start },
      { name: 'database', required: true, check: async () => store.ping().then(() => undefined) },
      { name: 'certificate', required: false, check: async () => tls?.warnings().join('; ') || undefined },
    ],
    tokenEndpoint: tokenEndpoint({ ...logins, serverKey, browserLogins: people.browserLogins }),
    sbomDownload: (room) => sbomDownload({ store, links, room }),
    runTask: runTaskRoutes(store),
    unsubscribe: unsubscribe({ store, clock, newId, links }),
    pages: { ...people, actorOf, forget, contextOf },
    webPages,
  })
}

/** Made once: the API and the jobs have one share of the outgoing requests for webhooks, and one for streams. */
const outgoing = ({ config: { aws, webhooks, publicUrl }, ask, clock, secretKeys, streams: { reach } }: AppParts) => {
  const cipher = secretCipher(secretKeys)
  return {
    webhooks: { cipher, plainHttp: webhooks.plainHttp, sendTo: sendingTo(ask, { ...webhooks, publicUrl }) },
    streams: { cipher, ...streamSending({ reach, ask, clock, aws, entryOf: entryOut }) },
  }
}
