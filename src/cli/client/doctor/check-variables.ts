import type { Variables } from '../../../client/environment.ts'
import type { Check } from './check.ts'

const OF_CLIENTS = /^HCP_(?:API_|AUTH_|CLIENT_|ORGANIZATION_ID|PROJECT_ID|CRED_FILE|OAUTH_|PORTAL_|SCADA_|GEOGRAPHY)/

/** Finds environment variables that break stock clients, although assay copes with them. */
export function checkVariables(variables: Variables): readonly Check[] {
  const checks: Check[] = []
  const bad = (found: string, advice: string) => checks.push({ what: 'environment', state: 'bad', found, advice })
  for (const [name, value] of Object.entries(variables))
    if (value === '' && OF_CLIENTS.test(name))
      bad(`${name} is empty`, `unset ${name}: Packer and Terraform treat an empty variable as set`)
  const { HCP_API_ADDRESS: address, HCP_API_HOST: host, HCP_AUTH_URL: authUrl, HCP_GEOGRAPHY: geography } = variables
  if (address?.includes('://'))
    bad('HCP_API_ADDRESS has a scheme', 'remove https://: Packer and Terraform accept it at first and fail later')
  if (address && host && address !== host)
    bad('HCP_API_HOST and HCP_API_ADDRESS differ', 'unset HCP_API_HOST, the older name, which takes precedence')
  if (address && !authUrl)
    bad('HCP_AUTH_URL is not set', 'set it as well: otherwise Packer and Terraform request tokens from HCP')
  if (address && geography)
    checks.push({
      what: 'environment',
      state: 'doubtful',
      found: 'HCP_GEOGRAPHY is set',
      advice: 'unset it, unless the server is HCP',
    })
  return checks.length > 0
    ? checks
    : [{ what: 'environment', state: 'good', found: 'the variables are valid', advice: '' }]
}
