import { serverIn } from '../../../client/environment.ts'
import { workloadAccess } from '../../../client/workload/workload.ts'
import { clientDirectory } from '../../../config/client-directory.ts'
import { ClientFailure, usage } from '../client-failure.ts'
import { findServer, type FoundServer, type FoundTrust, readText } from '../server/find-server.ts'
import { fetchTrustingMachine, hasCertificate, readAuthorities } from '../server/trust.ts'
import type { Inputs } from './action-inputs.ts'
import type { Variables } from './runner.ts'

/**
 * The server that a step asks: as its inputs say it, else as the variables of stock clients. By a `provider` the job asks with what
 * GitHub says of it, so that there is no secret. Throws `ClientFailure` where something is missing.
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
  return provider === undefined
    ? findServer({ variables: said, directory: clientDirectory(), trust })
    : vouchedFor({ provider, audience: inputs['audience'] ?? provider, trust }, said)
}

/** What is named counts beside what is believed anyway, because GitHub is asked as well. */
async function findTrust({ ca }: Inputs, { SSL_CERT_FILE: file }: Variables): Promise<FoundTrust> {
  const machine = 'the authorities of this machine'
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
}

function vouchedFor({ provider, audience, trust }: Vouched, variables: Variables): FoundServer {
  const found = PROVIDER.exec(provider)
  if (found === null)
    throw usage(
      `the input provider is ${JSON.stringify(provider)}, and no iam/project/ID/service-principal/NAME/workload-identity-provider/NAME`,
    )
  const address = serverIn(variables)
  if (address === null) throw usage('no server is known: say it with the input address, or in HCP_API_ADDRESS')
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = variables
  if (!url || !token)
    throw new ClientFailure(
      'unauthenticated',
      'GitHub does not say who this job is: give the job "permissions: { id-token: write }"',
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
    ...address,
    access: workloadAccess(
      { providerResourceName: provider, source },
      { apiUrl: address.apiUrl, variables, readFile: readText, fetch },
    ),
    location: { ...(organizationId && { organizationId }), ...(projectId && { projectId }) },
    fetch,
    credentialsFrom: `what GitHub says of this job, by ${provider}`,
    trustFrom,
  }
}
