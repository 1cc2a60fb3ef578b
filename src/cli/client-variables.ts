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

export function clientVariables(access: ClientAccess): string {
  const variables = {
    // Without a scheme: with one it passes the client's check and breaks later (hcp-sdk-go config/env.go).
    HCP_API_ADDRESS: access.url === null ? null : new URL(access.url).host,
    HCP_AUTH_URL: access.url,
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
  return Object.entries(variables)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([name, value]) => `export ${name}=${quoted(value)}\n`)
    .join('')
}

/** The text as one word of a shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** The variables of lines that `clientVariables` made. */
export function readClientVariables(lines: string): ReadonlyMap<string, string> {
  const found = lines.matchAll(/^export (?<name>\w+)='(?<value>.*)'$/gm)
  return new Map(
    found.map(({ groups }) => [groups?.['name'] ?? '', (groups?.['value'] ?? '').replaceAll(`'\\''`, "'")]),
  )
}
