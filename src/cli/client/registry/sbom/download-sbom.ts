import { accepted } from '../../../../client/api-error.ts'
import type { Fetch } from '../../../../client/fetch.ts'
import { outcomeOf, USUAL_RETRIES, withRetries } from '../../../../client/retries.ts'

/**
 * The document at the address that the registry gave for it, by zstd or as it is; asked for again like all that only reads. The address
 * carries its own permission: a token is not for whoever keeps the documents.
 */
export async function downloadSbom(fetch: Fetch, url: string, signal?: AbortSignal): Promise<Buffer> {
  const init = signal ? { signal } : {}
  const outcome = await withRetries({ retries: USUAL_RETRIES, repeatable: true, signal }, () =>
    outcomeOf(fetch(url, init), async (answer) => Buffer.from(await answer.arrayBuffer()), signal),
  )
  const unanswered = `${new URL(url).origin}, which keeps the document, cannot be reached`
  return accepted(outcome, 'GET of the SBOM', unanswered).content
}

/** A frame with something in it, and one that is to be skipped, of sixteen kinds (RFC 8878, 3.1). */
const ZSTD = /^(?:28b52ffd|5[0-9a-f]2a4d18)/

/** Whether a document is as most registries keep it. */
export const isZstd = (bytes: Uint8Array): boolean => ZSTD.test(Buffer.from(bytes.subarray(0, 4)).toString('hex'))
