// How a workload authenticates: the identity token of the platform it runs on is exchanged for a token of the server. A credential file
// says where the platform's token is found (hcp-sdk-go auth/workload).
import type { Access } from '../access.ts'
import { askToken, timedToken, tokenAccess } from '../token-access.ts'
import { signedCallerIdentity } from './signed-caller-identity.ts'
import type { WorkloadPlace } from './workload-place.ts'

export interface Workload {
  /** `iam/project/<id>/service-principal/<name>/workload-identity-provider/<name>` */
  readonly providerResourceName: string
  readonly source: WorkloadSource
}

/** How to find a token in the text that was read: the whole text, or in JSON by a pointer (RFC 6901). */
export interface TokenFormat {
  readonly format_type?: string
  readonly subject_cred_pointer?: string
}

export type WorkloadSource =
  | { readonly kind: 'token'; readonly token: string }
  | ({ readonly kind: 'file'; readonly path: string } & TokenFormat)
  | ({ readonly kind: 'env'; readonly var: string } & TokenFormat)
  | ({
      readonly kind: 'url'
      readonly url: string
      readonly headers?: Readonly<Record<string, string>>
    } & TokenFormat)
  | { readonly kind: 'aws' }

/** Authenticates a workload. The platform's token is read afresh for each exchange: platforms replace it before it expires. */
export const workloadAccess = ({ providerResourceName, source }: Workload, place: WorkloadPlace): Access =>
  tokenAccess(async () => {
    const body = JSON.stringify(await wordOf(source, providerResourceName, place))
    const headers = { 'content-type': 'application/json' }
    const path = `/2019-12-10/${providerResourceName}/exchange-token`
    const request = { path, headers, body, repeatable: true }
    return timedToken(await askToken({ authUrl: place.apiUrl, fetch: place.fetch }, request))
  })

async function wordOf(source: WorkloadSource, resourceName: string, place: WorkloadPlace): Promise<object> {
  switch (source.kind) {
    case 'token':
      return { jwt_token: source.token }
    case 'file':
      return { jwt_token: tokenIn(await place.readFile(source.path), source) }
    case 'env': {
      const text = place.variables[source.var]
      if (!text) throw new TypeError(`${source.var}, which the credential file names, is not set`)
      return { jwt_token: tokenIn(text, source) }
    }
    case 'url': {
      const answer = await place.fetch(source.url, { headers: { ...source.headers } })
      if (!answer.ok) throw new TypeError(`${source.url}, which the credential file names, answered ${answer.status}`)
      return { jwt_token: tokenIn(await answer.text(), source) }
    }
    case 'aws':
      return { aws_get_caller_id_token: await signedCallerIdentity(resourceName, place) }
  }
}

function tokenIn(
  text: string,
  { format_type: format = 'value', subject_cred_pointer: pointer = '' }: TokenFormat,
): string {
  if (format !== 'json') return text.trim()
  const parts = pointer.split('/').slice(1)
  const found = parts.reduce<unknown>((value, part) => {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    return value !== null && typeof value === 'object' ? (value as Readonly<Record<string, unknown>>)[key] : undefined
  }, JSON.parse(text))
  if (typeof found !== 'string') throw new TypeError(`there is no token at ${JSON.stringify(pointer)} in the JSON`)
  return found
}
