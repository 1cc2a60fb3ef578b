// The credentials of keys as files in the data directory, for users to source: `credentials.env` and its kin.
//
//   before a key is stored   credentials.env.<client id>.pending
//   afterwards               credentials.env, or credentials-<client id>.env if the former has another valid key
//
// A process that dies between the two loses nothing: the next start puts the file in its place.
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DataDirectory } from '../config/data-directory.ts'
import type { Credentials } from '../domain/principal/service-principal/service-principal-key.ts'
import { ifThere } from '../machine/if-there.ts'
import { replaceFile } from '../machine/write-file.ts'
import { type Address, type ClientAccess, clientVariables, readClientVariables } from './client-variables.ts'

export type KeyAccess = ClientAccess & Credentials

/** The contents of an earlier credentials file. */
export interface KeptCredentials extends Credentials {
  readonly url: string | null
  readonly caFile: string | null
  readonly organizationId: string
  readonly projectId: string
}

/** Whether the database has the key, and this is its secret. */
export type Accepts = (credentials: Credentials) => Promise<boolean>

const PENDING = /^credentials\.env\..+\.pending$/
const pendingFile = ({ credentialsFile }: DataDirectory, clientId: string) => `${credentialsFile}.${clientId}.pending`
const pendingFor = (database: string) =>
  `# The key of these counts for ${JSON.stringify(database)} once it is stored there.\n`

/** Writes the credentials of a key that is about to be stored in that database. */
export const keepPending = (directory: DataDirectory, database: string, access: KeyAccess): Promise<void> =>
  replaceFile(pendingFile(directory, access.clientId), pendingFor(database) + clientVariables(access), 0o600)

/** Removes the credentials of a key that was never stored. */
export const dropPending = (directory: DataDirectory, clientId: string): Promise<void> =>
  rm(pendingFile(directory, clientId), { force: true })

export interface PlacedCredentials {
  readonly file: string
  /** Where a file that was in the way is now. */
  readonly setAside: string | null
}

/** Writes the credentials of a stored key where users look for them. A file in the way is kept next to it. */
export async function placeCredentials(
  directory: DataDirectory,
  access: KeyAccess,
  accepts: Accepts,
): Promise<PlacedCredentials> {
  const { root, credentialsFile } = directory
  const kept = await readCredentials(credentialsFile)
  const isSame = kept?.clientId === access.clientId
  const isTaken = kept !== null && !isSame && (await accepts(kept))
  const file = isTaken ? join(root, `credentials-${access.clientId}.env`) : credentialsFile
  const setAside = isTaken || isSame ? null : await moveAside(credentialsFile, access)
  await replaceFile(file, clientVariables(access), 0o600)
  await dropPending(directory, access.clientId)
  return { file, setAside }
}

/** Renames the file, because its secret may be the only copy of a key for another database. */
async function moveAside(file: string, { clientId }: Credentials): Promise<string | null> {
  const aside = `${file}.until-${new Date().toISOString()}`
  if ((await ifThere(rename(file, aside).then(() => aside))) === null) return null
  if ((await readCredentials(aside))?.clientId !== clientId) return aside
  // Another server has written the same credentials there meanwhile.
  await rm(aside, { force: true })
  return null
}

const KEPT = /^credentials(?:\.env\.until-.+|-.+\.env)$/

/** Finds a file next to `credentials.env` whose key is valid. */
export async function findKept(
  { root }: DataDirectory,
  accepts: Accepts,
): Promise<(KeptCredentials & { readonly file: string }) | null> {
  for (const name of (await readdir(root)).filter((name) => KEPT.test(name)).sort()) {
    const file = join(root, name)
    const kept = await readCredentials(file)
    if (kept !== null && (await accepts(kept))) return { ...kept, file }
  }
  return null
}

/**
 * Finishes what a process that died has left pending: puts credentials in place whose key was stored, and removes those whose key was not.
 * Those for another database stay until a start on that one.
 */
export async function settlePending(
  directory: DataDirectory,
  database: string,
  address: Address,
  accepts: Accepts,
): Promise<void> {
  for (const name of (await readdir(directory.root)).filter((name) => PENDING.test(name))) {
    const file = join(directory.root, name)
    const text = await ifThere(readFile(file, 'utf8'))
    // The process that made the key has settled it meanwhile.
    if (text === null) continue
    const kept = credentialsIn(text)
    if (kept !== null && (await accepts(kept))) await placeCredentials(directory, { ...kept, ...address }, accepts)
    else if (text.startsWith(pendingFor(database))) await rm(file, { force: true })
  }
}

/** Null if there is no file, or it has no credentials. */
export async function readCredentials(file: string): Promise<KeptCredentials | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? null : credentialsIn(text)
}

function credentialsIn(text: string): KeptCredentials | null {
  const variables = readClientVariables(text)
  const clientId = variables.get('HCP_CLIENT_ID')
  const clientSecret = variables.get('HCP_CLIENT_SECRET')
  if (clientId === undefined || clientSecret === undefined) return null
  return {
    url: variables.get('HCP_AUTH_URL') ?? null,
    caFile: variables.get('SSL_CERT_FILE') ?? null,
    organizationId: variables.get('HCP_ORGANIZATION_ID') ?? '',
    projectId: variables.get('HCP_PROJECT_ID') ?? '',
    clientId,
    clientSecret,
  }
}
