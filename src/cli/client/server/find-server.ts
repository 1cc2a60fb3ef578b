// Which server a command calls, with which credentials, and which authorities it trusts: from the variables of stock clients, else from
// what `assay login` has stored.
import { readFile } from 'node:fs/promises'
import type { Access } from '../../../client/access.ts'
import { browserLogin } from '../../../client/browser-login.ts'
import { keyIn, locationIn, serverIn, type ServerAddress, type Variables } from '../../../client/environment.ts'
import { credentialFileAccess, type CredentialPlace } from '../../../client/credential-file.ts'
import type { Location } from '../../../client/operation-request.ts'
import { servicePrincipalKey } from '../../../client/service-principal-key.ts'
import type { ClientDirectory } from '../../../config/client-directory.ts'
import { ifThere } from '../../../machine/if-there.ts'
import { ClientFailure, usageIn } from '../client-failure.ts'
import { credentialText } from './credential-text.ts'
import { closeLogins, type Logins, readLogins, replaceLogin, type StoredLogin } from './logins.ts'
import { fetchTrusting, fetchTrustingMachine, readAuthorities } from './trust.ts'
import type { Fetch } from '../../../client/fetch.ts'

export interface FoundServer extends ServerAddress {
  readonly access: Access
  /** As far as it is known. */
  readonly location: Partial<Location>
  readonly fetch: Fetch
  /** What the caller authenticates with, for people: `the key in HCP_CLIENT_ID`. */
  readonly credentialsFrom: string
  /** What makes the server trusted, for people: `SSL_CERT_FILE`. */
  readonly trustFrom: string
}

export interface Whereabouts {
  readonly variables: Variables
  readonly directory: ClientDirectory
  /** Whom to trust, if that does not follow from the variables and the logins. */
  readonly trust?: FoundTrust
}

export interface FoundTrust {
  readonly fetch: Fetch
  /** For people. */
  readonly from: string
}

interface FoundCredentials {
  readonly access: Access
  readonly from: string
}

/** Finds the server to call. Throws `ClientFailure` if something is missing or malformed. */
export async function findServer(whereabouts: Whereabouts): Promise<FoundServer> {
  try {
    return await find(whereabouts)
  } catch (error) {
    throw usageIn(error)
  }
}

async function find({ variables, directory, trust: said }: Whereabouts): Promise<FoundServer> {
  const logins = await readLogins(directory)
  const { address, login } = findAddress(variables, logins)
  const trust = said ?? (await findTrust(variables, login))
  const { access, from } = await findCredentials({ variables, directory }, { address, login, fetch: trust.fetch })
  const { organizationId, projectId } = login ?? {}
  const stored = { ...(organizationId && { organizationId }), ...(projectId && { projectId }) }
  return {
    ...address,
    access,
    location: { ...stored, ...locationIn(variables) },
    fetch: trust.fetch,
    credentialsFrom: from,
    trustFrom: trust.from,
  }
}

interface FoundAddress {
  readonly address: ServerAddress
  /** The login that is stored for it. */
  readonly login: StoredLogin | null
}

function findAddress(variables: Variables, { current, byUrl }: Logins): FoundAddress {
  const named = serverIn(variables)
  if (named !== null) return { address: named, login: byUrl[named.apiUrl] ?? null }
  const login = current === null ? undefined : byUrl[current]
  if (keyIn(variables) !== null || variables['HCP_CRED_FILE'])
    // A secret is for the server that issued it, which may not be the one that the user last logged in to.
    throw new ClientFailure(
      'usage',
      'the environment has credentials, but not the server that they are for: set HCP_API_ADDRESS to its host and port',
    )
  if (login === undefined)
    throw new ClientFailure(
      'unauthenticated',
      'not logged in: run assay login https://HOST[:PORT], or set HCP_API_ADDRESS, HCP_CLIENT_ID and HCP_CLIENT_SECRET',
    )
  return { address: login, login }
}

async function findTrust(variables: Variables, login: StoredLogin | null): Promise<FoundTrust> {
  const file = variables['SSL_CERT_FILE']
  if (!file || serverIn(variables) === null) return trustOfLogin(login?.authorities ?? null, variables)
  // A server named in the environment is trusted as stock clients trust it.
  return { from: `SSL_CERT_FILE (${file})`, fetch: fetchTrusting(await readAuthorities(file, 'SSL_CERT_FILE')) }
}

/** Trusts the authority that was trusted at login, and those in SSL_CERT_FILE, which on many machines has only the public authorities. */
export async function trustOfLogin(
  kept: StoredLogin['authorities'],
  { SSL_CERT_FILE: file }: Variables,
): Promise<FoundTrust> {
  const own = file ? await readAuthorities(file, 'SSL_CERT_FILE') : ''
  const [by, fetch] =
    kept === null
      ? ['the CAs of this machine', fetchTrustingMachine(own)]
      : ['the CA stored by assay login', fetchTrusting(`${kept}\n${own}`)]
  return { from: file ? `${by}, and SSL_CERT_FILE (${file})` : by, fetch }
}

interface Finding extends FoundAddress {
  readonly fetch: Fetch
}

async function findCredentials(
  { variables, directory }: Whereabouts,
  { address, login, fetch }: Finding,
): Promise<FoundCredentials> {
  const endpoint = { ...address, variables, readFile: readText, fetch }
  const key = keyIn(variables)
  if (key !== null) return { access: servicePrincipalKey(key, endpoint), from: 'the key in HCP_CLIENT_ID' }
  const named = variables['HCP_CRED_FILE']
  if (named) return inFile(named, 'HCP_CRED_FILE', endpoint)
  if (login !== null) return stored(login, { variables, directory }, fetch)
  const usual = directory.usualCredentialFile
  const text = await ifThere(credentialText(usual))
  if (text !== null) return { access: credentialFileAccess(text, endpoint), from: usual }
  throw new ClientFailure(
    'unauthenticated',
    `no credentials for ${address.apiUrl}: run assay login ${address.apiUrl}, or set HCP_CLIENT_ID and HCP_CLIENT_SECRET, or HCP_CRED_FILE`,
  )
}

/** Reads a file that a credential file names. */
export const readText = (path: string): Promise<string> => readFile(path, 'utf8')

async function inFile(path: string, namedBy: string, endpoint: CredentialPlace): Promise<FoundCredentials> {
  const text = await credentialText(path).catch((cause: unknown) => {
    throw new ClientFailure('usage', `${namedBy} names ${path}, which cannot be read: name another file`, cause)
  })
  return { access: credentialFileAccess(text, endpoint), from: `${path}, named by ${namedBy}` }
}

async function stored(
  login: StoredLogin,
  { variables, directory }: Whereabouts,
  fetch: Fetch,
): Promise<FoundCredentials> {
  await closeLogins(directory)
  const { apiUrl, authUrl, credentials } = login
  const endpoint = { apiUrl, authUrl, variables, readFile: readText, fetch }
  switch (credentials.kind) {
    case 'key':
      return { access: servicePrincipalKey(credentials, endpoint), from: 'the key stored by assay login' }
    case 'file':
      return inFile(credentials.path, 'assay login', endpoint)
    case 'browser': {
      const access = browserLogin(credentials, {
        ...endpoint,
        async kept() {
          const kept = (await readLogins(directory)).byUrl[apiUrl]
          // Another user may have logged in meanwhile: what one person began must not continue as another.
          if (kept === undefined || !isOfSame(login, kept)) return null
          return kept.credentials.kind === 'browser' ? kept.credentials : null
        },
        keep: (next, shown) => replaceLogin(directory, { apiUrl, shown, next }),
      })
      return { access, from: 'the browser login stored by assay login' }
    }
  }
}

/** Two logins of unknown principals do not count as the same. */
const isOfSame = ({ principalId = '' }: StoredLogin, other: StoredLogin): boolean =>
  principalId !== '' && principalId === other.principalId
