import type { Access } from './access.ts'
import { credentialFileAccess } from './credential-file.ts'
import type { Location } from './operation-request.ts'
import { type ServicePrincipalKey, servicePrincipalKey } from './service-principal-key.ts'
import type { Fetch } from './fetch.ts'

/** A server, the credentials for it and the location, as the environment variables of hcp-sdk-go give them. */
export interface Surroundings {
  readonly apiUrl: string
  readonly access: Access
  readonly location: Partial<Location>
}

export interface SurroundingsParts {
  /** The text of the file that HCP_CRED_FILE names, or of the one in the default place; null when there is none. */
  readonly credentialFile: string | null
  readonly fetch?: Fetch
  /** Reads a file that a credential file names. Without it no such file can be read. */
  readonly readFile?: (path: string) => Promise<string>
}

export type Variables = Readonly<Record<string, string | undefined>>

/**
 * Finds the server in the variables that stock clients read: HCP_API_ADDRESS, HCP_AUTH_URL, HCP_CLIENT_ID and HCP_CLIENT_SECRET,
 * HCP_ORGANIZATION_ID, HCP_PROJECT_ID. Throws a TypeError that names the variable to set or to correct.
 */
export function surroundingsOf(variables: Variables, parts: SurroundingsParts): Surroundings {
  const { credentialFile, fetch = globalThis.fetch, readFile = unreadable } = parts
  const { apiUrl, authUrl } = serverIn(variables) ?? missing('HCP_API_ADDRESS')
  const key = keyIn(variables)
  const place = { apiUrl, authUrl, variables, readFile, fetch }
  return {
    apiUrl,
    access:
      key === null
        ? credentialFileAccess(credentialFile ?? missing('HCP_CLIENT_ID'), place)
        : servicePrincipalKey(key, { authUrl, fetch }),
    location: locationIn(variables),
  }
}

/** The origins of a server. */
export interface ServerAddress {
  readonly apiUrl: string
  /** The origin of the server that issues tokens. */
  readonly authUrl: string
}

const HCP_API = /^https:\/\/api\.cloud\.(?<geography>eu\.)?hashicorp\.com$/

/** Whether an origin is HCP's rather than that of a self-hosted registry. */
export const isHcp = (apiUrl: string): boolean => HCP_API.test(apiUrl)

/** The server that the variables name; null when they name none. */
export function serverIn(variables: Variables): ServerAddress | null {
  // The older variable wins when both are set, as in hcp-sdk-go.
  const address = variables['HCP_API_HOST'] ?? variables['HCP_API_ADDRESS']
  if (address === undefined) return null
  const scheme = variables['HCP_API_TLS'] === 'disabled' ? 'http' : 'https'
  const host = address.replace(/^https:\/\//, '')
  if (/^\w+:\/\//.test(host))
    throw new TypeError(
      'HCP_API_ADDRESS has a scheme that is not https: set it to host and port only, and HCP_API_TLS to disabled for plain HTTP',
    )
  const apiUrl = urlOf('HCP_API_ADDRESS', `${scheme}://${host}`)
  const authUrl = urlOf('HCP_AUTH_URL', variables['HCP_AUTH_URL'] || authUrlOf(apiUrl))
  if (scheme === 'https' && authUrl.startsWith('http:'))
    throw new TypeError(
      'HCP_AUTH_URL is not https, so the secret would be sent unencrypted: set it to an https address, or HCP_API_TLS to disabled for plain HTTP',
    )
  return { apiUrl, authUrl }
}

/** The default origin for tokens: the server itself, except for HCP. */
export function authUrlOf(apiUrl: string): string {
  const hcp = HCP_API.exec(apiUrl)
  return hcp === null ? apiUrl : `https://auth.idp.${hcp.groups?.['geography'] ?? ''}hashicorp.com`
}

export function locationIn(variables: Variables): Partial<Location> {
  const { HCP_ORGANIZATION_ID: organizationId, HCP_PROJECT_ID: projectId } = variables
  return { ...(organizationId && { organizationId }), ...(projectId && { projectId }) }
}

/** Whether the variables hold credentials. */
export const credentialsIn = (variables: Variables): boolean =>
  keyIn(variables) !== null || Boolean(variables['HCP_CRED_FILE'])

/** The key in the variables; null when they have none. */
export function keyIn({ HCP_CLIENT_ID: clientId, HCP_CLIENT_SECRET: clientSecret }: Variables) {
  if (!clientId && !clientSecret) return null
  if (!clientId) return missing('HCP_CLIENT_ID')
  if (!clientSecret) return missing('HCP_CLIENT_SECRET')
  return { clientId, clientSecret } satisfies ServicePrincipalKey
}

function urlOf(variable: string, text: string): string {
  if (!URL.canParse(text)) throw new TypeError(`${variable} is not an address: ${JSON.stringify(text)}`)
  return new URL(text).origin
}

const unreadable = async (path: string): Promise<string> => {
  throw new TypeError(`${path}, which the credential file names, cannot be read: pass readFile to the client`)
}

function missing(variable: string): never {
  throw new TypeError(`${variable} is not set`)
}
