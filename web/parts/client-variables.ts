import { words } from '../words/words.ts'

interface ClientAccess {
  readonly organizationId: string
  /** Absent when the client is to find a project by itself. */
  readonly projectId: string | undefined
  readonly clientId: string
  readonly clientSecret: string
}

/** Lines for the shell in which Packer and Terraform run, that point them at this server. */
export const clientVariables = ({ organizationId, projectId, clientId, clientSecret }: ClientAccess): string =>
  [
    `export HCP_API_ADDRESS=${location.host}`,
    `export HCP_AUTH_URL=${location.origin}`,
    `export HCP_ORGANIZATION_ID=${organizationId}`,
    ...(projectId === undefined ? [] : [`export HCP_PROJECT_ID=${projectId}`]),
    `export HCP_CLIENT_ID='${clientId}'`,
    `export HCP_CLIENT_SECRET='${clientSecret}'`,
    `# ${words.registry.first.authority}`,
    '[ ! -e ca.pem ] || export SSL_CERT_FILE="$PWD/ca.pem"',
  ].join('\n')
