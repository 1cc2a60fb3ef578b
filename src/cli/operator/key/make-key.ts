import { resolve } from 'node:path'
import { findRightKey, hashSecret } from '../../../auth/secret-hash.ts'
import type { Config } from '../../../config/config.ts'
import { dataDirectoryAt, makeDataDirectory } from '../../../config/data-directory.ts'
import { fail, unavailable } from '../../../domain/errors.ts'
import type { Principal } from '../../../domain/principal/principal.ts'
import { createServicePrincipalKey } from '../../../domain/principal/service-principal/create-service-principal-key.ts'
import { type Address, clientVariables, quoted } from '../../client-variables.ts'
import type { Accepts, KeyAccess } from '../../credentials-file.ts'
import { databaseName } from '../database/database-name.ts'
import { findAddress } from '../find-address.ts'
import type { OperatorRegistry } from '../operator-registry.ts'
import { atFile, inDirectory, type KeyPlace } from './key-place.ts'

/** Makes a key for the principal, writes it to the file (one in the data directory if none is named), and says so. */
export async function makeKey(
  config: Config,
  registry: OperatorRegistry,
  principal: Principal,
  output?: string,
): Promise<void> {
  const directory = dataDirectoryAt(config.dataDirectory)
  for (const warning of await makeDataDirectory(directory)) process.stderr.write(`assay: ${warning}\n`)
  const accepts = await acceptedBy(registry)
  const place =
    output === undefined ? inDirectory(directory, databaseName(config, directory), accepts) : atFile(resolve(output))
  const address = await findAddress(directory, registry.location.organizationId)
  const access = await createKey(registry, principal, address, { place, accepts })
  process.stdout.write(keyText(access, principal, await place.settle(access)))
}

async function acceptedBy({ context: { store } }: OperatorRegistry): Promise<Accepts> {
  const serverKey = (await store.serverKey.find()) ?? fail(unavailable('the database has no server key'))
  return async ({ clientId, clientSecret }) =>
    (await findRightKey(store.principals, clientId, hashSecret(serverKey, clientSecret))) !== undefined
}

async function createKey(
  { context, location }: OperatorRegistry,
  { id, organizationId, projectId }: Principal,
  address: Address,
  { place, accepts }: { readonly place: KeyPlace; readonly accepts: Accepts },
): Promise<KeyAccess> {
  const kept: KeyAccess[] = []
  const known = { ...address, organizationId, projectId: projectId ?? location.projectId }
  const keep = async ({ clientId, clientSecret }: Pick<KeyAccess, 'clientId' | 'clientSecret'>) => {
    const access = { ...known, clientId, clientSecret }
    await place.keep(access)
    kept.push(access)
  }
  try {
    const home = { organizationId, projectId }
    const { clientId, clientSecret } = await createServicePrincipalKey(
      context,
      { home, id },
      { hashSecret, keep, limit: Infinity },
    )
    return { ...known, clientId, clientSecret }
  } catch (error) {
    // If the connection is lost during the commit, the key may have been stored: then its credentials stay.
    for (const access of kept) if (!(await accepts(access).catch(() => true))) await place.discard(access)
    throw error
  }
}

function keyText(access: KeyAccess, holder: Principal, file: string): string {
  const shown = process.stdout.isTTY ? `\n\n${clientVariables(access)}\nThe secret is shown only now.` : ''
  const address =
    access.url === null
      ? '\nThe address of the server is not known yet, so the file does not have it. Once a server runs, also run:\n\n  eval "$(assay env)"\n'
      : ''
  return `Created a key for ${holder.name}.${shown} It is stored in a file:\n\n  source ${quoted(file)}\n${address}`
}
