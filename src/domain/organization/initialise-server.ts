import { randomUUID } from 'node:crypto'
import { later } from '../clock.ts'
import type { Context } from '../context.ts'
import { fail, failedPrecondition, unavailable } from '../errors.ts'
import { registryActor } from '../principal/principal.ts'
import {
  type Credentials,
  type HashSecret,
  type KeepCredentials,
  keyFor,
  newCredentials,
} from '../principal/service-principal-key.ts'
import { recordEvents, writeEvents } from '../record/event/record-event.ts'
import type { Ports } from '../store.ts'
import { claimServerKey } from './server-key.ts'

/** What the very first start makes, for people to log in with. */
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
  /** Set only by the one start that made them: the secret is kept nowhere. */
  readonly initial: InitialCredentials | null
}

const NAME = 'default'
const PRINCIPAL_NAME = 'admin'

// Packer ignores projects that are not yet created by its own clock and crashes when none is left (getOldestProject,
// hashicorp/packer internal/hcp/api/client.go); Terraform does alike. A client whose clock is behind ours by up to this
// much works right after the first start. An hour also covers a clock that takes daylight-saving time for UTC.
const BACKDATED_MS = 60 * 60 * 1000

/**
 * Runs at every start, before anybody can ask for anything, hence without an actor. The first start on a database makes,
 * in one transaction, the server key, one organization with one project and its registry (plus, activated), and one
 * service principal with the admin role and a key. Its credentials are told to `keep` before any of it counts; of several
 * servers that start at once, those whose credentials never count have `initial` null. Later starts, and those of other
 * replicas, change nothing and read what there is. Throws `failed_precondition` when the organization has lost its last
 * project.
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
      await makeTenant(tx, initial, { clock, newId, hash: (secret) => hashSecret(serverKey, secret) })
      return { serverKey, organizationId: initial.organizationId, projectId: initial.projectId, initial }
    }
    const [project] = await tx.organizations.listProjects(organization.id)
    if (project === undefined)
      throw failedPrecondition(
        `organization "${organization.name}" (${organization.id}) has no project to serve: restore the database from a backup that has one, or start on another database`,
      )
    return { serverKey, organizationId: organization.id, projectId: project.id, initial: null }
  })
}

interface Making extends Pick<Context, 'clock' | 'newId'> {
  readonly hash: (secret: string) => string
}

async function makeTenant(tx: Ports, initial: InitialCredentials, { clock, newId, hash }: Making): Promise<void> {
  const { organizationId, projectId } = initial
  const now = clock.now()
  const createdAt = later(now, -BACKDATED_MS)
  await tx.organizations.insertOrganization({ id: organizationId, name: NAME, createdAt })
  await tx.organizations.insertProject({ id: projectId, organizationId, name: NAME, description: '', createdAt })
  const stamps = { createdAt: now, updatedAt: now }
  const registry = { id: newId(), projectId, featureTier: 'plus', activated: true, ...stamps } as const
  await tx.registries.insert(registry)

  const principalId = newId()
  const principal = { id: principalId, organizationId, projectId, name: PRINCIPAL_NAME, createdAt: now }
  await tx.principals.insertServicePrincipal(principal)
  await tx.principals.putRole(principalId, projectId, 'admin')
  await tx.principals.insertKey(keyFor(initial, { principalId, createdAt: now }, hash))
  const location = { organizationId, projectId }
  const change = { actor: registryActor, newId, now, events: [] }
  const project = { id: projectId, name: NAME }
  const servicePrincipal = { id: principalId, name: PRINCIPAL_NAME }
  await recordEvents(change, tx, [
    { kind: 'project.created', location, payload: { project } },
    { kind: 'registry.created', location, payload: { registry } },
    {
      kind: 'service-principal.created',
      location,
      payload: { servicePrincipal: { ...servicePrincipal, role: 'admin' } },
    },
    {
      kind: 'service-principal-key.created',
      location,
      payload: { servicePrincipal, clientId: initial.clientId },
    },
  ])
  await writeEvents(change, tx)
}
