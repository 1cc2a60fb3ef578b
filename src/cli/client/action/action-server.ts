import { serverIn, type ServerAddress, type Variables } from '../../../client/environment.ts'
import { workloadAccess } from '../../../client/workload/workload.ts'
import { clientDirectory } from '../../../config/client-directory.ts'
import { ClientFailure, usage, usageIn } from '../client-failure.ts'
import { findServer, type FoundServer, type FoundTrust, readText } from '../server/find-server.ts'
import { fetchTrustingMachine, hasCertificate, readAuthorities } from '../server/trust.ts'
import type { Inputs } from './action-inputs.ts'

/**
 * The server that a step calls: from its inputs, else from the variables of stock clients. With a `provider` the job authenticates with the
 * ID token that GitHub issues to it, without a secret. Throws `ClientFailure` if something is missing.
 */
export async function findActionServer(inputs: Inputs, variables: Variables): Promise<FoundServer> {
  const trust = await findTrust(inputs, variables)
  const { address, provider, 'client-id': clientId, 'client-secret': clientSecret } = inputs
  const said: Variables = {
    ...variables,
    ...(address !== undefined && { HCP_API_HOST: undefined, HCP_AUTH_URL: undefined, HCP_API_ADDRESS: address }),
    ...(clientId !== undefined && { HCP_CLIENT_ID: clientId }),
    ...(clientSecret !== undefined && { HCP_CLIENT_SECRET: clientSecret }),
  }
  const server = serverOf(said)
  return provider === undefined
    ? shownKey(said, trust)
    : vouchedFor({ provider, audience: inputs['audience'] ?? provider, trust, server }, said)
}

function serverOf(variables: Variables): ServerAddress {
  let server: ServerAddress | null
  try {
    server = serverIn(variables)
  } catch (error) {
    throw usageIn(error)
  }
  if (server === null) throw usage('no server: set the input address, or HCP_API_ADDRESS')
  return server
}

/** With a key, or any other credentials of the runner. */
async function shownKey(variables: Variables, trust: FoundTrust): Promise<FoundServer> {
  const { HCP_CLIENT_ID: clientId, HCP_CLIENT_SECRET: clientSecret } = variables
  if (Boolean(clientId) !== Boolean(clientSecret))
    throw usage(`the input client-${clientId ? 'secret' : 'id'} is missing: the id of a key and its secret belong together`)
  try {
    return await findServer({ variables, directory: clientDirectory(), trust })
  } catch (error) {
    if (!(error instanceof ClientFailure && error.exit === 'unauthenticated')) throw error
    const message = 'no credentials: set the inputs client-id and client-secret, or provider'
    throw new ClientFailure('unauthenticated', message, error)
  }
}

/** A named authority is trusted in addition to those of the machine, because the step calls GitHub as well. */
async function findTrust({ ca }: Inputs, { SSL_CERT_FILE: file }: Variables): Promise<FoundTrust> {
  const machine = 'the CAs of this machine'
  if (ca === undefined && !file) return { fetch: fetchTrustingMachine(), from: machine }
  const [named, namedBy] = ca === undefined ? [file ?? '', 'SSL_CERT_FILE'] : [ca, 'the input ca']
  const authorities = hasCertificate(named) ? named : await readAuthorities(named, namedBy)
  return { fetch: fetchTrustingMachine(authorities), from: `${machine} and ${namedBy}` }
}

const PROVIDER = /^iam\/project\/(?<projectId>[^/]+)\/service-principal\/[^/]+\/workload-identity-provider\/[^/]+$/

interface Vouched {
  readonly provider: string
  readonly audience: string
  readonly trust: FoundTrust
  readonly server: ServerAddress
}

function vouchedFor({ provider, audience, trust, server }: Vouched, variables: Variables): FoundServer {
  const found = PROVIDER.exec(provider)
  if (found === null)
    throw usage(
      `the input provider is ${JSON.stringify(provider)}, not iam/project/ID/service-principal/NAME/workload-identity-provider/NAME`,
    )
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = variables
  if (!url || !token)
    throw new ClientFailure(
      'unauthenticated',
      'GitHub issues no ID token to this job: give the job "permissions: { id-token: write }"',
    )
  const asked = new URL(url)
  asked.searchParams.set('audience', audience)
  const { fetch, from: trustFrom } = trust
  const source = {
    kind: 'url',
    url: asked.href,
    headers: { authorization: `bearer ${token}` },
    format_type: 'json',
    subject_cred_pointer: '/value',
  } as const
  const { HCP_ORGANIZATION_ID: organizationId, HCP_PROJECT_ID: projectId = found.groups?.['projectId'] } = variables
  return {
    ...server,
    access: workloadAccess(
      { providerResourceName: provider, source },
      { apiUrl: server.apiUrl, variables, readFile: readText, fetch },
    ),
    location: { ...(organizationId && { organizationId }), ...(projectId && { projectId }) },
    fetch,
    credentialsFrom: `the ID token of this job from GitHub, through ${provider}`,
    trustFrom,
  }
}
