// The authentication of a registry without its HTTP API: one database after its first start, a clock that only moves when a test moves it,
// and as many server processes on both as a test starts.
import Fastify, { type FastifyInstance, type InjectOptions, type LightMyRequestResponse } from 'fastify'
import { newId } from '../../src/machine/new-id.ts'
import { accessTokens } from '../../src/auth/access-tokens.ts'
import { authenticator } from '../../src/auth/authenticate.ts'
import { browserLogins } from '../../src/auth/sessions/browser-logins.ts'
import { FAILED_ATTEMPT_LIMITS, failedAttempts } from '../../src/auth/failed-attempts.ts'
import { hashSecret } from '../../src/auth/secret-hash.ts'
import { type Clock, later } from '../../src/domain/clock.ts'
import type { Context } from '../../src/domain/context.ts'
import type { Location } from '../../src/domain/location.ts'
import { initialiseServer } from '../../src/domain/organization/initialise-server.ts'
import { type Actor, newPrincipal } from '../../src/domain/principal/principal.ts'
import type { Role } from '../../src/domain/principal/role/role.ts'
import {
  type Credentials,
  keyFor,
  newCredentials,
} from '../../src/domain/principal/service-principal/service-principal-key.ts'
import { tokenEndpoint } from '../../src/http/oauth2/token-endpoint.ts'
import { credentialOf } from '../../src/http/wire/credential.ts'
import { type OpenStore, openStore } from '../../src/storage/open.ts'
import type { TestDatabase } from './databases.ts'

export interface StillClock extends Clock {
  readonly advance: (milliseconds: number) => void
}

/** One server process: its own connections, caches and counters. */
export interface Process {
  readonly actorOf: (authorization: string | undefined) => Actor | Promise<Actor>
  readonly store: OpenStore
  readonly post: (request: Omit<InjectOptions, 'method'>) => Promise<LightMyRequestResponse>
  /** Returns the access token for these credentials, requested as stock clients do. */
  readonly tokenOf: (credentials: Credentials) => Promise<string>
  readonly stop: () => Promise<void>
}

interface Owner {
  readonly principalId: string
}

export interface Identity {
  readonly clock: StillClock
  readonly location: Location
  readonly serverKey: Uint8Array
  /** The key that the first start creates, which belongs to the principal "admin". */
  readonly admin: Credentials & Owner
  readonly store: OpenStore
  readonly start: () => Promise<Process>
  /** Creates a principal with this role in the project, or with none. */
  readonly principal: (role: Role | null) => Promise<Credentials & Owner>
  readonly contextOf: (role: Role | null) => Context
  /** Also stops every process. */
  readonly close: () => Promise<void>
}

export const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
/** The body that golang.org/x/oauth2 sends for hcp-sdk-go, to the letter. */
export const STOCK_BODY = 'audience=https%3A%2F%2Fapi.hashicorp.cloud&grant_type=client_credentials'

export const basic = ({ clientId, clientSecret }: Credentials) => ({
  authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
})

export function stillClock(): StillClock {
  let now = '2026-01-02T03:04:05.678Z'
  return {
    now: () => now,
    advance: (milliseconds) => {
      now = later(now, milliseconds)
    },
  }
}

export async function startIdentity(database: TestDatabase): Promise<Identity> {
  const clock = stillClock()
  const { location: place, drop } = await database.create()
  const store = await openStore(place)
  const { serverKey, organizationId, projectId, initial } = await initialiseServer(
    { store, clock, newId },
    { hashSecret, keep: async () => undefined },
  )
  if (initial === null) throw new Error('the first start on a fresh database made no credentials')
  const location = { organizationId, projectId }
  const principalId = (await store.principals.findKey(initial.clientId))?.principalId ?? ''
  const processes: Process[] = []

  return {
    clock,
    location,
    serverKey,
    store,
    admin: { clientId: initial.clientId, clientSecret: initial.clientSecret, principalId },
    async start() {
      const started = startProcess(await openStore(place), clock, serverKey)
      processes.push(started)
      return started
    },
    async principal(role) {
      const id = newId()
      const createdAt = clock.now()
      const credentials = newCredentials()
      const key = keyFor(credentials, { principalId: id, createdAt }, (secret) => hashSecret(serverKey, secret))
      await store.transaction(async ({ principals, roles }) => {
        const home = { kind: 'service', organizationId, projectId } as const
        await principals.insert(newPrincipal({ id, ...home, name: `p-${id}`, createdAt }))
        if (role !== null) await roles.bind({ type: 'project', id: projectId }, { role: role, principalId: id })
        await principals.insertKey(key)
      })
      return { ...credentials, principalId: id }
    },
    contextOf: (role) => {
      // Only organizations have owners.
      const where = role === 'owner' ? { organizationId } : location
      const roles = role === null ? [] : [{ ...where, role }]
      return { actor: { type: 'service', id: 'p', name: 'tester', roles }, store, clock, newId }
    },
    async close() {
      for (const { stop } of processes) await stop()
      await store.close()
      await drop()
    },
  }
}

function startProcess(store: OpenStore, clock: Clock, serverKey: Uint8Array): Process {
  const endpoint: FastifyInstance = Fastify()
  const authentication = authenticator({ store, clock, serverKey, sessions: { idleMs: 43_200_000 } })
  const tokens = accessTokens({ store, clock, serverKey })
  const unsigned = { store, clock, newId }
  void endpoint.register(
    tokenEndpoint({
      store,
      serverKey,
      accessTokens: tokens,
      browserLogins: browserLogins({ unsigned, serverKey, accessTokens: tokens, limits: { absoluteMs: 604_800_000 } }),
      failedAttempts: failedAttempts({ clock, limits: FAILED_ATTEMPT_LIMITS }),
    }),
  )
  const post: Process['post'] = (request) => endpoint.inject({ ...request, method: 'POST' })
  return {
    store,
    post,
    actorOf: (authorization) => authentication.actorOf(credentialOf({ authorization })),
    async tokenOf(credentials) {
      const headers = { ...FORM, ...basic(credentials) }
      const answer = await post({ url: '/oauth2/token', headers, payload: STOCK_BODY })
      return answer.json<{ access_token: string }>().access_token
    },
    async stop() {
      await endpoint.close()
      await store.close()
    },
  }
}
