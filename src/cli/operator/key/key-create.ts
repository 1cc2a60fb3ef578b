import { resolve } from 'node:path'
import { findRightKey, hashSecret } from '../../../auth/secret-hash.ts'
import type { Config } from '../../../config/config.ts'
import { type DataDirectory, dataDirectoryAt, makeDataDirectory } from '../../../config/data-directory.ts'
import { fail, failedPrecondition, notFound, unavailable } from '../../../domain/errors.ts'
import { createServicePrincipalKey } from '../../../domain/principal/service-principal/create-service-principal-key.ts'
import {
  type KeyHolder,
  listServicePrincipalKeys,
} from '../../../domain/principal/service-principal/list-service-principal-keys.ts'
import type { Principal } from '../../../domain/principal/principal.ts'
import { type Address, clientVariables, quoted } from '../../client-variables.ts'
import { type Accepts, type KeyAccess, readCredentials } from '../../credentials-file.ts'
import { findRunning } from '../../running-file.ts'
import { databaseName } from '../database-name.ts'
import { atFile, inDirectory, type KeyPlace } from './key-place.ts'
import { type OperatorRegistry, withRegistry } from '../operator-registry.ts'

export interface KeyCreateOptions {
  /** Name or id; the oldest admin when absent. */
  readonly principal?: string
  /** The file to write; one in the data directory when absent. */
  readonly output?: string
}

/** Makes one more key, for whoever has lost theirs: to a file, and to the terminal when there is one. */
export const keyCreate = (config: Config, { principal, output }: KeyCreateOptions): Promise<void> =>
  withRegistry(config, async (registry) => {
    const directory = dataDirectoryAt(config.dataDirectory)
    for (const warning of await makeDataDirectory(directory)) process.stderr.write(`assay: ${warning}\n`)
    const holder = await findHolder(registry, principal)
    const accepts = await acceptedBy(registry)
    const place =
      output === undefined ? inDirectory(directory, databaseName(config, directory), accepts) : atFile(resolve(output))
    const address = await findAddress(directory, registry.location.projectId)
    const access = await createKey(registry, holder, address, { place, accepts })
    process.stdout.write(told(access, holder, await place.settle(access)))
  })

const administers = (roles: KeyHolder['roles']) => roles.includes('admin') || roles.includes('owner')

const SHOWN_PRINCIPALS = 10

async function findHolder({ context, location }: OperatorRegistry, wanted?: string): Promise<Principal> {
  const holders = await listServicePrincipalKeys(context, location)
  const found = holders.find(({ principal, roles }) =>
    wanted === undefined ? administers(roles) : principal.id === wanted || principal.name === wanted,
  )
  return found?.principal ?? fail(noHolder(holders, wanted))
}

function noHolder(holders: readonly KeyHolder[], wanted?: string): Error {
  if (holders.length === 0)
    return failedPrecondition('the project has no service principal: restore the database from a backup that has one')
  const missing =
    wanted === undefined ? 'no service principal has the admin role' : notFound('service principal', wanted).message
  const shown = holders
    .slice(0, SHOWN_PRINCIPALS)
    .map(({ principal, roles }) => `${principal.name} (${roles.join('+') || 'no role'})`)
  const more = holders.length > shown.length ? ` and ${holders.length - shown.length} more` : ''
  return failedPrecondition(`${missing}: name one with --principal, of ${shown.join(', ')}${more}`)
}

async function acceptedBy({ context: { store } }: OperatorRegistry): Promise<Accepts> {
  const serverKey = (await store.serverKey.find()) ?? fail(unavailable('the database has no server key'))
  return async ({ clientId, clientSecret }) =>
    (await findRightKey(store.principals, clientId, hashSecret(serverKey, clientSecret))) !== undefined
}

/** How clients reach the registry: as the server that runs says, else as an earlier file does. */
async function findAddress(directory: DataDirectory, projectId: string): Promise<Address> {
  for (const known of [await findRunning(directory.runningFile), await readCredentials(directory.credentialsFile)])
    if (known?.projectId === projectId) return { url: known.url, caFile: known.caFile }
  return { url: null, caFile: null }
}

async function createKey(
  { context, location }: OperatorRegistry,
  { id }: Principal,
  address: Address,
  { place, accepts }: { readonly place: KeyPlace; readonly accepts: Accepts },
): Promise<KeyAccess> {
  const kept: KeyAccess[] = []
  const keep = async (credentials: Pick<KeyAccess, 'clientId' | 'clientSecret'>) => {
    const access = { ...address, ...location, ...credentials }
    await place.keep(access)
    kept.push(access)
  }
  try {
    const credentials = await createServicePrincipalKey(
      context,
      { home: location, id },
      { hashSecret, keep, limit: Infinity },
    )
    return { ...address, ...location, clientId: credentials.clientId, clientSecret: credentials.clientSecret }
  } catch (error) {
    // A connection that is lost during a commit leaves open whether the key counts: then its credentials stay.
    for (const access of kept) if (!(await accepts(access).catch(() => true))) await place.discard(access)
    throw error
  }
}

function told(access: KeyAccess, holder: Principal, file: string): string {
  const shown = process.stdout.isTTY ? `\n\n${clientVariables(access)}\nIt is shown only now.` : ''
  const address =
    access.url === null
      ? '\nNo server is known yet, so that it leads clients nowhere. While one runs, after it:\n\n  eval "$(assay env)"\n'
      : ''
  return `A new key of ${holder.name}.${shown} It is kept in a file:\n\n  source ${quoted(file)}\n${address}`
}
