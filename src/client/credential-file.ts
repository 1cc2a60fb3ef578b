import type { Access } from './access.ts'
import { type ServicePrincipalKey, servicePrincipalKey } from './service-principal-key.ts'
import { type Workload, workloadAccess, type WorkloadSource } from './workload/workload.ts'
import type { WorkloadPlace } from './workload/workload-place.ts'

interface CredentialFile {
  readonly scheme?: unknown
  readonly oauth?: { readonly client_id?: unknown; readonly client_secret?: unknown } | null
  readonly workload?: Readonly<Record<string, unknown>> | null
}

/** What is needed to use the contents of a credential file. */
export interface CredentialPlace extends WorkloadPlace {
  readonly authUrl: string
}

/** Authenticates with a credential file of hcp-sdk-go. Throws a TypeError that says what is wrong with the file. */
export function credentialFileAccess(text: string, place: CredentialPlace): Access {
  const file = readCredentialFile(text)
  return 'clientId' in file
    ? servicePrincipalKey(file, { authUrl: place.authUrl, fetch: place.fetch })
    : workloadAccess(file, place)
}

function readCredentialFile(text: string): ServicePrincipalKey | Workload {
  let file: CredentialFile | null
  try {
    file = JSON.parse(text) as CredentialFile | null
  } catch (cause) {
    throw new TypeError('the credential file is not JSON', { cause })
  }
  if (file?.scheme === 'workload') return workloadIn(file.workload ?? {})
  const { client_id: clientId, client_secret: clientSecret } = file?.oauth ?? {}
  if (typeof clientId !== 'string' || typeof clientSecret !== 'string')
    throw new TypeError(
      `the credential file has no key: its scheme is ${JSON.stringify(file?.scheme ?? null)}, but must be "service_principal_creds" with "oauth", or "workload"`,
    )
  return { clientId, clientSecret }
}

/** The field that each kind of source requires. */
const sources = { token: 'token', file: 'path', env: 'var', url: 'url', aws: null } as const
const kinds = Object.keys(sources) as (keyof typeof sources)[]

function workloadIn(workload: Readonly<Record<string, unknown>>): Workload {
  const { provider_resource_name: name } = workload
  if (typeof name !== 'string' || name === '')
    throw new TypeError('the credential file has no "provider_resource_name" in its "workload"')
  const named = kinds.filter((kind) => workload[kind] !== undefined && workload[kind] !== null)
  const [kind] = named
  if (kind === undefined || named.length > 1)
    throw new TypeError(`the "workload" of the credential file needs exactly one of ${kinds.join(', ')}`)
  const source = workload[kind] as Readonly<Record<string, unknown>>
  const needed = sources[kind]
  if (needed !== null && typeof source[needed] !== 'string')
    throw new TypeError(`"${kind}" in the "workload" of the credential file has no "${needed}"`)
  return { providerResourceName: name, source: { ...source, kind } as WorkloadSource }
}
