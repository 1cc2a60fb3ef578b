import { getRandomValues, randomUUID } from 'node:crypto'
import type { Change } from '../context.ts'
import { later } from '../clock.ts'
import type { Context } from '../context.ts'
import { fail, failedPrecondition, unavailable } from '../errors.ts'
import { newPrincipal, registryActor } from '../principal/principal.ts'
import {
  type Credentials,
  type HashSecret,
  type KeepCredentials,
  keyFor,
  newCredentials,
} from '../principal/service-principal/service-principal-key.ts'
import { recordEvent, writeEvents } from '../record/event/record-event.ts'
import type { ServerKeyStore } from './server-key-store.ts'

/** The credentials that the very first start creates, to log in with. */
export interface InitialCredentials extends Credentials {
  readonly organizationId: string
  readonly projectId: string
}

export interface InitialisedServer {
  /** 32 bytes, shared by all replicas: the key of every keyed hash and signature. */
  readonly serverKey: Uint8Array
  /** The oldest organization, and its oldest project. */
  readonly organizationId: string
  readonly projectId: string
  /** Set only by the one start that created them: the database does not have the secret. */
  readonly initial: InitialCredentials | null
}

const NAME = 'default'
const PRINCIPAL_NAME = 'admin'

// Packer ignores projects that were created later than its own clock says, and crashes when none is left (getOldestProject,
// hashicorp/packer internal/hcp/api/client.go); Terraform does alike. With this margin a client whose clock is behind ours works
// right after the first start. An hour also covers a clock that takes daylight-saving time for UTC.
const BACKDATED_MS = 60 * 60 * 1000

/**
 * Runs at every start, before the server takes requests, hence without an actor. The first start on a database creates, in one
 * transaction, the server key, one organization with one project and its registry (plus, activated), and one service principal
 * that owns the organization, with a key. `keep` gets the credentials before the transaction begins. When several servers start
 * at once, `initial` is null for those whose credentials were not used. Later starts, and those of other replicas, change
 * nothing and read what exists. Throws `failed_precondition` when the organization has no project left.
 */
export async function initialiseServer(
  { store, clock, newId }: Pick<Context, 'store' | 'clock' | 'newId'>,
  { hashSecret, keep }: { readonly hashSecret: HashSecret; readonly keep: KeepCredentials<InitialCredentials> },
): Promise<InitialisedServer> {
  const isFirst = (await store.organizations.listOrganizations()).length === 0
  // Terraform accepts nothing but UUIDs for these two (hcp provider, internal/provider/customtypes).
  const proposed = isFirst ? { organizationId: randomUUID(), projectId: randomUUID(), ...newCredentials() } : null
  if (proposed !== null) await keep(proposed)
  return store.transaction(async (tx) => {
    const serverKey = await claimServerKey(tx.serverKey)
    const [organization] = await tx.organizations.listOrganizations()
    if (organization === undefined) {
      const initial = proposed ?? fail(unavailable('the organization vanished while the server was starting'))
      const { organizationId, projectId } = initial
      const location = { organizationId, projectId }
      const change = { actor: registryActor, newId, tx, location, now: clock.now(), events: [] }
      await makeTenant(change, initial, (secret) => hashSecret(serverKey, secret))
      await writeEvents(change)
      return { serverKey, ...location, initial }
    }
    const [project] = await tx.organizations.listProjects(organization.id)
    if (project === undefined)
      throw failedPrecondition(
        `organization "${organization.name}" (${organization.id}) has no project to serve: restore the database from a backup that has one, or start on another database`,
      )
    return { serverKey, organizationId: organization.id, projectId: project.id, initial: null }
  })
}

const SERVER_KEY_BYTES = 32

/**
 * The server key, created when the database has none. As the first call of a transaction, it is also that transaction's lock:
 * of two servers that start on an empty database, the second one's insert waits until the first one's transaction ends,
 * and what it then reads includes everything that the first one created.
 */
async function claimServerKey(store: ServerKeyStore): Promise<Uint8Array> {
  const known = await store.find()
  if (known !== undefined) return known
  const made = getRandomValues(new Uint8Array(SERVER_KEY_BYTES))
  if (await store.insert(made)) return made
  return (await store.find()) ?? fail(unavailable('the server key vanished while it was being read'))
}

/** Creates an organization with one project, its registry, and a service principal that owns the organization. */
async function makeTenant(change: Change, credentials: Credentials, hash: (secret: string) => string): Promise<void> {
  const { tx, newId, now, location } = change
  const { organizationId, projectId } = location
  const createdAt = later(now, -BACKDATED_MS)
  await tx.organizations.insertOrganization({ id: organizationId, name: NAME, createdAt })
  await tx.organizations.insertProject({ id: projectId, organizationId, name: NAME, description: '', createdAt })
  const stamps = { createdAt: now, updatedAt: now }
  const registry = { id: newId(), projectId, featureTier: 'plus', activated: true, ...stamps } as const
  await tx.registries.insert(registry)

  const principalId = newId()
  const home = { kind: 'service', organizationId, projectId } as const
  await tx.principals.insert(newPrincipal({ id: principalId, ...home, name: PRINCIPAL_NAME, createdAt: now }))
  await tx.roles.bind({ type: 'organization', id: organizationId }, { role: 'owner', principalId })
  await tx.principals.insertKey(keyFor(credentials, { principalId, createdAt: now }, hash))
  const servicePrincipal = { id: principalId, name: PRINCIPAL_NAME }
  recordEvent(change, { kind: 'project.created', payload: { project: { id: projectId, name: NAME } } })
  recordEvent(change, { kind: 'registry.created', payload: { registry } })
  const holder = { ...servicePrincipal, role: 'owner' }
  recordEvent(change, { kind: 'service-principal.created', payload: { servicePrincipal: holder } })
  const { clientId } = credentials
  recordEvent(change, { kind: 'service-principal-key.created', payload: { servicePrincipal, clientId } })
}
