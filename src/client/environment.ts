import { type Access, type ServicePrincipalKey, servicePrincipalKey } from './access.ts'
import type { Location } from './operation-request.ts'

/** A server, who asks it, and where: what the variables of hcp-sdk-go say. */
export interface Surroundings {
  readonly apiUrl: string
  readonly access: Access
  readonly location: Partial<Location>
}

export interface SurroundingsParts {
  /** The text of the file that HCP_CRED_FILE names, or of the one in the usual place; null where there is none. */
  readonly credentialFile: string | null
  readonly fetch?: typeof fetch
}

type Variables = Readonly<Record<string, string | undefined>>

/**
 * A server as the variables say it that stock clients read: HCP_API_ADDRESS, HCP_AUTH_URL, HCP_CLIENT_ID and
 * HCP_CLIENT_SECRET, HCP_ORGANIZATION_ID, HCP_PROJECT_ID. Throws a TypeError that names the variable to set or to mend.
 */
export function surroundingsOf(variables: Variables, { credentialFile, fetch }: SurroundingsParts): Surroundings {
  // The older name wins where both are there, as in hcp-sdk-go.
  const address = variables['HCP_API_HOST'] ?? variables['HCP_API_ADDRESS'] ?? missing('HCP_API_ADDRESS')
  const scheme = variables['HCP_API_TLS'] === 'disabled' ? 'http' : 'https'
  const apiUrl = urlOf('HCP_API_ADDRESS', `${scheme}://${address.replace(/^https:\/\//, '')}`)
  const authUrl = urlOf('HCP_AUTH_URL', variables['HCP_AUTH_URL'] ?? apiUrl)
  const key = keyIn(variables) ?? keyInFile(credentialFile)
  const organizationId = variables['HCP_ORGANIZATION_ID']
  const projectId = variables['HCP_PROJECT_ID']
  return {
    apiUrl,
    access: servicePrincipalKey(key, { authUrl, ...(fetch && { fetch }) }),
    location: { ...(organizationId && { organizationId }), ...(projectId && { projectId }) },
  }
}

function keyIn({ HCP_CLIENT_ID: clientId, HCP_CLIENT_SECRET: clientSecret }: Variables): ServicePrincipalKey | null {
  if (!clientId && !clientSecret) return null
  if (!clientId) return missing('HCP_CLIENT_ID')
  if (!clientSecret) return missing('HCP_CLIENT_SECRET')
  return { clientId, clientSecret }
}

interface CredentialFile {
  readonly scheme?: unknown
  readonly oauth?: { readonly client_id?: unknown; readonly client_secret?: unknown } | null
}

function keyInFile(text: string | null): ServicePrincipalKey {
  if (text === null) return missing('HCP_CLIENT_ID')
  let file: CredentialFile | null
  try {
    file = JSON.parse(text) as CredentialFile | null
  } catch (cause) {
    throw new TypeError('the credential file is no JSON', { cause })
  }
  const { client_id: clientId, client_secret: clientSecret } = file?.oauth ?? {}
  if (typeof clientId !== 'string' || typeof clientSecret !== 'string')
    throw new TypeError(
      `the credential file has no key: its scheme is ${JSON.stringify(file?.scheme ?? null)}, and "service_principal_creds" with "oauth" is wanted`,
    )
  return { clientId, clientSecret }
}

function urlOf(variable: string, text: string): string {
  if (!URL.canParse(text)) throw new TypeError(`${variable} says no address: ${JSON.stringify(text)}`)
  return new URL(text).origin
}

function missing(variable: string): never {
  throw new TypeError(`${variable} is not set`)
}
