import { errorOf, UnreachableError } from '../../../../client/api-error.ts'
import type { Fetch, FetchInit } from '../../../../client/fetch.ts'

/**
 * The document at the address that the registry gave for it, by zstd or as it is. The address carries its own permission: a token is not
 * for whoever keeps the documents.
 */
export async function downloadSbom(fetch: Fetch, url: string, init: FetchInit = {}): Promise<Buffer> {
  const answer = await fetch(url, init).catch((cause: unknown) => {
    throw new UnreachableError(`${new URL(url).origin}, which keeps the document, cannot be reached`, { cause })
  })
  if (!answer.ok) throw await errorOf('GET of the SBOM', answer)
  return Buffer.from(await answer.arrayBuffer())
}
