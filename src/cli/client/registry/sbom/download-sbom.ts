import { accepted } from '../../../../client/api-error.ts'
import type { Operations } from '../../../../client/apis.ts'
import type { Asked, Client } from '../../../../client/client.ts'
import type { Fetch, FetchAnswer } from '../../../../client/fetch.ts'
import { outcomeOf, USUAL_RETRIES, withRetries } from '../../../../client/retries.ts'
import { LARGEST_DOCUMENT } from '../../../../domain/catalog/sbom/decompress.ts'
import { ClientFailure } from '../../client-failure.ts'

/** Where an SBOM can be downloaded. */
export interface PlacedSbom {
  /** For messages: `the SBOM packages of ubuntu@v1`. */
  readonly what: string
  /** As the registry returned it. It carries its own permission, because the storage of the documents must not see a token. */
  readonly url: string
}

/**
 * Downloads the document, compressed with zstd or not, and retries like any read. Throws `ClientFailure` once the document is larger than
 * any registry unpacks.
 */
export async function downloadSbom(fetch: Fetch, { what, url }: PlacedSbom, signal?: AbortSignal): Promise<Buffer> {
  const init = signal ? { signal } : {}
  const outcome = await withRetries({ retries: USUAL_RETRIES, repeatable: true, signal }, () =>
    outcomeOf(fetch(url, init), bytesOf, signal),
  )
  const { origin } = new URL(url)
  const { content } = accepted(outcome, 'GET of the SBOM', `cannot reach ${origin}, where the document is stored`)
  if (content === null)
    throw new ClientFailure(
      'failed',
      `${what} was not downloaded: ${origin} sends more than ${LARGEST_DOCUMENT} bytes, the most that a registry accepts`,
    )
  return content
}

/** The registry that says where its SBOMs can be downloaded. */
export interface SbomRegistry {
  readonly client: Client<Operations>
  /** An origin. */
  readonly apiUrl: string
  readonly fetch: Fetch
}

export interface KeptSbom {
  readonly params: Asked<Operations['PackerService_GetSbom']>['params']
  /** The version, for people: `ubuntu@v1`. */
  readonly of: string
}

/** Downloads an SBOM from the URL that the registry returns. Throws `ClientFailure` also if that URL is not safe to request. */
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
 * A registry may return any URL, and services near this machine often answer plain HTTP with secrets (169.254.169.254, for example). Over
 * HTTPS, only a server that the client trusts can answer.
 */
function requireSafe(what: string, url: string, apiUrl: string): void {
  const schemes = apiUrl.startsWith('http:') ? ['http:', 'https:'] : ['https:']
  if (URL.canParse(url) && schemes.includes(new URL(url).protocol)) return
  const place = JSON.stringify(URL.canParse(url) ? new URL(url).origin : url)
  throw new ClientFailure(
    'failed',
    `${what} was not downloaded: ${apiUrl} gives its address as ${place}, which is not https`,
  )
}

/** Null if the document is larger than the limit; the rest is not read. */
async function bytesOf({ body }: FetchAnswer): Promise<Buffer | null> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body ?? []) {
    length += piece.length
    // Leaving the loop cancels the rest of the stream.
    if (length > LARGEST_DOCUMENT) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** The start of a frame with content, or of a skippable frame, of which there are sixteen kinds (RFC 8878, 3.1). */
const ZSTD = /^(?:28b52ffd|5[0-9a-f]2a4d18)/

/** Whether a document is compressed as most registries store it. */
export const isZstd = (bytes: Uint8Array): boolean => ZSTD.test(Buffer.from(bytes.subarray(0, 4)).toString('hex'))
