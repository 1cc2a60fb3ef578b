// The composition root: configuration in, a listening registry out. Every part gets what it needs from here, by hand.
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
import { hearBeside } from './http/gate/hear-beside.ts'
import type { HealthCheck } from './http/health.ts'
import { tokenEndpoint } from './http/oauth2/token-endpoint.ts'
import { unsubscribe, unsubscribePath } from './http/platform/assay/email-subscriptions/unsubscribe.ts'
import { entryOut } from './http/platform/log-service/entry.ts'
import { runTaskRoutes } from './http/run-task/index.ts'
import { createServer } from './http/server.ts'
import { registryWorker } from './jobs/registry-worker.ts'
import type { Reach } from './jobs/stream/stream-senders.ts'
import { type StreamSending, streamSending } from './jobs/stream/stream-sending.ts'
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
  /** Where the credentials of a first start go before they count. */
  readonly keepCredentials: KeepCredentials<InitialCredentials>
  readonly everySecond: EverySecond
  /** How others are asked for something, wherever people say. */
  readonly ask: Ask
  /** The streams that settings name, and how these are reached. */
  readonly streams: { readonly wanted: readonly SettingsStream[]; readonly reach: Reach }
  /** How mails are sent; null where none are. */
  readonly sendMail: SendMail | null
  /** How passwords are judged that people choose. */
  readonly guessability: Guessability
  /** What encrypts secrets in the database, the first one; the others decrypt. */
  readonly secretKeys: readonly [Uint8Array, ...Uint8Array[]]
  /** By which people may sign in. */
  readonly signInProviders: readonly SignInProvider[]
  /** Where the pages are that were built; null where none are. */
  readonly webPages: string | null
  /** Does all there is to do; does all but serve, which others do; or is one of these, who do nothing but that. */
  readonly role:
    { readonly kind: 'alone' | 'worker' } | { readonly kind: 'first'; readonly serve: () => Promise<Serving> }
  /** Done once it listens; until it is, the server says that it is not ready. */
  readonly beforeReady: (app: App) => Promise<void>
}

/** Requests are answered, here or elsewhere. */
export interface Serving {
  readonly port: number
  /** Says from now on that the server is of use. */
  readonly ready: () => void
  /** Finishes the requests under way. */
  readonly close: () => Promise<void>
}

export interface App {
  /** What clients are to use: `https://localhost:8443`. */
  readonly url: string
  readonly port: number
  /** Set by the very first start on a database, and by no other: the database does not hold the secret. */
  readonly initial: InitialCredentials | null
  readonly identity: { readonly organizationId: string; readonly projectId: string }
  /** Whether a client could log in with these. */
  readonly accepts: (credentials: Credentials) => Promise<boolean>
  /** A one-time address, good for an hour, for whoever becomes an owner of the organization by it. */
  readonly inviteOwner: () => Promise<string>
  /** Does the jobs that are due now; the app does so by itself too. */
  readonly runDueJobs: () => Promise<void>
  /** Finishes the requests and the job in flight, then closes the database. */
  readonly close: () => Promise<void>
}

/** Brings the database to the newest schema, makes what a first start needs, and listens. */
export async function startApp(appParts: AppParts): Promise<App> {
  const { config, database, log, clock, sendMail, keepCredentials, secretKeys, role, beforeReady } = appParts
  const store = await openStore(database)
  try {
    await store.migrate()
    const parts: RegistryParts = { store, clock, newId }
    const initialised = await initialiseServer(parts, { hashSecret, keep: keepCredentials })
    const silentForMs = { heartbeatAt: config.heartbeatTimeoutMs, startedAt: config.silentBuildTimeoutMs }
    const { organizationId, projectId, initial, serverKey } = initialised
    const emails = { sendMail, publicUrl: config.publicUrl, unsubscribe: unsubscribePath({ clock, serverKey }) }
    const bySettings = { organizationId, wanted: appParts.streams.wanted }
    const streams = { ...sendingOf(appParts), cipher: secretCipher(secretKeys), bySettings }
    const audit = { keptMs: config.auditKeptMs, signer: stubSigner(secretKeys) }
    const jobs = { silentForMs, log, webhooks: webhookParts(appParts), streams, emails, audit, ...config.webhooks }
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
  // With others the system hands out who connects (SO_REUSEPORT). Node's own way has whoever is on the way to a process that
  // dies wait for ever.
  const place = { ...config.listen, reusePort: config.workers > 1 }
  await server.listen({ ...place })
  const ears = await hearBeside(server.server, place, tls === null)
  tls?.onRenewed((material) => {
    ;(server.server as unknown as { setSecureContext(material: object): void }).setSecureContext(material)
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    ready: () => {
      isReady = true
    },
    close: async () => {
      // A request whose body never comes would hold up the end for ever.
      const patience = setTimeout(() => {
        server.server.closeAllConnections()
      }, CLOSING_MS)
      await Promise.all([server.close(), ears.close()])
      clearTimeout(patience)
    },
  }
}

// Less than the 10 s after which container engines kill what they have asked to stop.
const CLOSING_MS = 8000

type RegistryParts = Pick<Context, 'clock' | 'newId'> & { readonly store: OpenStore }

function registryServer(
  appParts: AppParts,
  { store, clock, newId }: RegistryParts,
  { serverKey, organizationId }: InitialisedServer,
  start: HealthCheck['check'],
): Promise<FastifyInstance> {
  const { config, database, log, tls, everySecond, ask, guessability, secretKeys, webPages } = appParts
  const { signInProviders: providers } = appParts
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
      webhooks: webhookParts(appParts),
      streams: { cipher: secretCipher(secretKeys), sendTest: sendingOf(appParts).sendTest },
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

const sendingOf = ({ config: { aws }, ask, clock, streams: { reach } }: AppParts): StreamSending =>
  streamSending({ reach, ask, clock, aws, entryOf: entryOut })

const webhookParts = ({ config: { webhooks, publicUrl }, ask, secretKeys }: AppParts) => ({
  plainHttp: webhooks.plainHttp,
  cipher: secretCipher(secretKeys),
  sendTo: sendingTo(ask, { ...webhooks, publicUrl }),
})
