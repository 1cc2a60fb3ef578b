import { accepted } from '../../../../client/api-error.ts'
import type { Operations } from '../../../../client/apis.ts'
import type { Asked, Client } from '../../../../client/client.ts'
import type { Fetch, FetchAnswer } from '../../../../client/fetch.ts'
import { outcomeOf, USUAL_RETRIES, withRetries } from '../../../../client/retries.ts'
import { LARGEST_DOCUMENT } from '../../../../domain/catalog/sbom/decompress.ts'
import { ClientFailure } from '../../client-failure.ts'

/** Where a document is to be had. */
export interface PlacedSbom {
  /** For people: `the SBOM packages of ubuntu@v1`. */
  readonly what: string
  /** As the registry gave it: it carries its own permission, because a token is not for whoever keeps the documents. */
  readonly url: string
}

/**
 * The document, by zstd or as it is; asked for again like all that only reads. Throws `ClientFailure` once more of it has come than any
 * registry unpacks.
 */
export async function downloadSbom(fetch: Fetch, { what, url }: PlacedSbom, signal?: AbortSignal): Promise<Buffer> {
  const init = signal ? { signal } : {}
  const outcome = await withRetries({ retries: USUAL_RETRIES, repeatable: true, signal }, () =>
    outcomeOf(fetch(url, init), bytesOf, signal),
  )
  const { origin } = new URL(url)
  const { content } = accepted(outcome, 'GET of the SBOM', `${origin}, which keeps the document, cannot be reached`)
  if (content === null)
    throw new ClientFailure(
      'failed',
      `${what} is not read: ${origin} sends more than ${LARGEST_DOCUMENT} bytes, which no registry takes for a document`,
    )
  return content
}

/** The registry that says where its documents are. */
export interface SbomRegistry {
  readonly client: Client<Operations>
  /** An origin. */
  readonly apiUrl: string
  readonly fetch: Fetch
}

export interface KeptSbom {
  readonly params: Asked<Operations['PackerService_GetSbom']>['params']
  /** Of which version, for people: `ubuntu@v1`. */
  readonly of: string
}

/** The same, from where the registry says that it is. Throws `ClientFailure` also where that is no place to ask. */
export async function downloadKeptSbom(
  { client, apiUrl, fetch }: SbomRegistry,
  { params, of }: KeptSbom,
  signal?: AbortSignal,
): Promise<Buffer> {
  const { download_url: url } = await client.call('PackerService_GetSbom', { params })
  const what = `the SBOM ${params.sbom_name} of ${of}`
  requireSafe(what, url, apiUrl)
  return downloadSbom(fetch, { what, url }, signal)
}

/**
 * A registry may name any address, and what is near this machine often answers whoever asks by plain HTTP, with secrets (169.254.169.254,
 * say). By HTTPS nobody answers whom the client does not trust.
 */
function requireSafe(what: string, url: string, apiUrl: string): void {
  const schemes = apiUrl.startsWith('http:') ? ['http:', 'https:'] : ['https:']
  if (URL.canParse(url) && schemes.includes(new URL(url).protocol)) return
  const place = JSON.stringify(URL.canParse(url) ? new URL(url).origin : url)
  throw new ClientFailure(
    'failed',
    `${what} is not read: ${apiUrl} says that it is at ${place}, and only https is asked for it`,
  )
}

/** Null where there is more than may be; the rest is not taken. */
async function bytesOf({ body }: FetchAnswer): Promise<Buffer | null> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body ?? []) {
    length += piece.length
    // To leave the loop calls off what is still to come.
    if (length > LARGEST_DOCUMENT) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** A frame with something in it, and one that is to be skipped, of sixteen kinds (RFC 8878, 3.1). */
const ZSTD = /^(?:28b52ffd|5[0-9a-f]2a4d18)/

/** Whether a document is as most registries keep it. */
export const isZstd = (bytes: Uint8Array): boolean => ZSTD.test(Buffer.from(bytes.subarray(0, 4)).toString('hex'))
