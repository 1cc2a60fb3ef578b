// The environment variables that point stock Packer and Terraform at this server, as lines for a POSIX shell.

/** What clients need to know; null is left out. */
export interface ClientAccess {
  /** `https://host[:port]`. */
  readonly url: string | null
  /** The CA to trust, when it is one that the machine does not trust by itself. */
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
    // Without a scheme: with one it passes the client's check and breaks later (hcp-sdk-go config/env.go).
    HCP_API_ADDRESS: new URL(url).host,
    HCP_AUTH_URL: url,
    SSL_CERT_FILE: access.caFile,
    HCP_CLIENT_ID: access.clientId,
    HCP_CLIENT_SECRET: access.clientSecret,
    HCP_ORGANIZATION_ID: access.organizationId,
    HCP_PROJECT_ID: access.projectId,
    // Terraform would ask HashiCorp's status page at every run, Packer and Terraform for newer releases of themselves.
    HCP_SKIP_STATUS_CHECK: 'true',
    CHECKPOINT_DISABLE: '1',
  }
  // An empty variable counts as set for the clients, and most of them refuse it: what is not there is not named.
  const lines = Object.entries(variables)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([name, value]) => `export ${name}=${quoted(value)}\n`)
  return (access.url === null ? NO_SERVER_REMARK : '') + lines.join('')
}

// Clients that are told no address take HashiCorp's, and would send it the secret. No name server knows this name and no
// CA may certify it (RFC 6761 6.4), and whoever meets it in an error message reads what to do.
const NO_SERVER = 'https://run-assay-env.invalid'
const NO_SERVER_REMARK = `# No server was known when this was written. While one runs, after this: eval "$(assay env)"\n`

/** The same for a shell that has sourced a file of earlier, which named that CA. */
export function correctedVariables(access: ClientAccess, earlierCaFile: string | null): string {
  const isStale = access.caFile === null && isPrivateCa(earlierCaFile)
  return (isStale ? 'unset SSL_CERT_FILE\n' : '') + clientVariables(access)
}

/** Whether what was said of the server still counts. A CA of their own that people named in their file is theirs to know. */
export const isCurrent = (earlier: Address, now: Address): boolean =>
  earlier.url === now.url && (earlier.caFile === now.caFile || (now.caFile === null && !isPrivateCa(earlier.caFile)))

const PRIVATE_CA = /[\\/]tls[\\/]ca\.pem$/
const isPrivateCa = (caFile: string | null) => caFile !== null && PRIVATE_CA.test(caFile)

/** The text as one word of a shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** The variables of lines that `clientVariables` made; no address where it knew none. */
export function readClientVariables(lines: string): ReadonlyMap<string, string> {
  const found = lines.matchAll(/^export (?<name>\w+)='(?<value>.*)'$/gm)
  const variables = new Map(
    found.map(({ groups }) => [groups?.['name'] ?? '', (groups?.['value'] ?? '').replaceAll(`'\\''`, "'")]),
  )
  if (variables.get('HCP_AUTH_URL') === NO_SERVER)
    for (const name of ['HCP_AUTH_URL', 'HCP_API_ADDRESS']) variables.delete(name)
  return variables
}
