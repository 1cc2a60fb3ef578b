// The addresses behind GetSbom's download_url. They carry their own permission, a signature that expires soon, because
// people open them with a browser or curl.
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { SignedUrls } from '../../auth/signed-urls.ts'
import { decompress } from '../../domain/catalog/sbom/decompress.ts'
import { downloadSbom } from '../../domain/catalog/sbom/download-sbom.ts'
import type { Sbom } from '../../domain/catalog/sbom/sbom.ts'
import { type Clock, later } from '../../domain/clock.ts'
import type { Store } from '../../domain/store.ts'
import { type BodyBudget, BUDGET_LIMITS, hold } from '../gate/body-budget.ts'
import { slices } from '../gate/in-slices.ts'
import { rejoin } from '../wire/rejoin.ts'

const LIFETIME_MS = 10 * 60 * 1000

export const sbomDownloadPath =
  ({ clock, links }: { readonly clock: Clock; readonly links: SignedUrls }) =>
  ({ id, name }: Sbom): string =>
    links.sign(`/downloads/sboms/${id}/${encodeURIComponent(name)}.json`, later(clock.now(), LIFETIME_MS))

export interface SbomDownloadParts {
  readonly store: Store
  readonly links: SignedUrls
  /** The memory budget for documents while they are sent. */
  readonly room: BodyBudget
}

export const sbomDownload = ({ store, links, room }: SbomDownloadParts) =>
  async function (scope: FastifyInstance): Promise<void> {
    scope.get<{ Params: { id: string; file: string } }>('/downloads/sboms/:id/:file', async (request, reply) => {
      links.verify(request.url)
      const holder = { address: request.ip, response: reply.raw }
      // No address may hold more, so a document that needs more takes all that one address may hold.
      const { sbom, compressed, isModest } = await downloadSbom(
        store,
        { id: request.params.id, most: BUDGET_LIMITS.perAddress },
        (bytes) => hold(room, bytes, holder),
      )
      try {
        if (!isModest) throw new RangeError('the document takes too large a window')
        const pieces = decompress(compressed)
        const first = await pieces.next()
        const document = rejoin(first.done === true ? [] : [first.value], pieces)
        return await reply.headers(asFile(`${sbom.name}.json`, 'application/json')).send(document)
      } catch {
        // The upload never was zstd, or would take more memory than allowed. The bytes as uploaded are the best response then.
        void reply.headers(asFile(`${sbom.name}.json.zst`, 'application/octet-stream'))
        return reply.header('content-length', compressed.length).send(Readable.from(slices(compressed)))
      }
    })
  }

const asFile = (name: string, type: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${name}"`,
})
