// The environment variables that point stock Packer and Terraform at this server, as lines for a POSIX shell.

/** What clients need to know; null values are left out. */
export interface ClientAccess {
  /** `https://host[:port]`. */
  readonly url: string | null
  /** The CA to trust, if the machine does not trust it by itself. */
  readonly caFile: string | null
  readonly organizationId: string
  readonly projectId: string
  readonly clientId: string | null
  readonly clientSecret: string | null
}

/** How clients reach the server. */
export type Address = Pick<ClientAccess, 'url' | 'caFile'>

export function clientVariables(access: ClientAccess): string {
  const url = access.url ?? NO_SERVER
  const variables = {
    // Without a scheme: an address with one passes the client's check and fails later (hcp-sdk-go config/env.go).
    HCP_API_ADDRESS: new URL(url).host,
    HCP_AUTH_URL: url,
    SSL_CERT_FILE: access.caFile,
    HCP_CLIENT_ID: access.clientId,
    HCP_CLIENT_SECRET: access.clientSecret,
    HCP_ORGANIZATION_ID: access.organizationId,
    HCP_PROJECT_ID: access.projectId,
    // Otherwise Terraform would query HashiCorp's status page at every run, and both would look for newer releases of themselves.
    HCP_SKIP_STATUS_CHECK: 'true',
    CHECKPOINT_DISABLE: '1',
  }
  // Clients take an empty variable for a set one, and most of them refuse it, so null values are omitted.
  const lines = Object.entries(variables)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([name, value]) => `export ${name}=${quoted(value)}\n`)
  return (access.url === null ? NO_SERVER_REMARK : '') + lines.join('')
}

// Clients without an address call HashiCorp's, and would send it the secret. No name server knows this name and no CA may certify it (RFC
// 6761 6.4), and a user who sees it in an error message reads what to do.
const NO_SERVER = 'https://run-assay-env.invalid'
const NO_SERVER_REMARK = `# The address of the server was not known when this was written. Once a server runs, also run: eval "$(assay env)"\n`

/** The same for a shell that has sourced an earlier file, which may have named a CA that no longer applies. */
export function correctedVariables(access: ClientAccess, earlierCaFile: string | null): string {
  const isStale = access.caFile === null && isPrivateCa(earlierCaFile)
  return (isStale ? 'unset SSL_CERT_FILE\n' : '') + clientVariables(access)
}

/** Whether the earlier address still applies. A CA that users put into their file themselves is left to them. */
export const isCurrent = (earlier: Address, now: Address): boolean =>
  earlier.url === now.url && (earlier.caFile === now.caFile || (now.caFile === null && !isPrivateCa(earlier.caFile)))

const PRIVATE_CA = /[\\/]tls[\\/]ca\.pem$/
const isPrivateCa = (caFile: string | null) => caFile !== null && PRIVATE_CA.test(caFile)

/** The text as one word of a shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** Reads the lines that `clientVariables` wrote; there is no address if it knew none. */
export function readClientVariables(lines: string): ReadonlyMap<string, string> {
  const found = lines.matchAll(/^export (?<name>\w+)='(?<value>.*)'$/gm)
  const variables = new Map(
    found.map(({ groups }) => [groups?.['name'] ?? '', (groups?.['value'] ?? '').replaceAll(`'\\''`, "'")]),
  )
  if (variables.get('HCP_AUTH_URL') === NO_SERVER)
    for (const name of ['HCP_AUTH_URL', 'HCP_API_ADDRESS']) variables.delete(name)
  return variables
}
