import { fail, notFound } from '../../errors.ts'
import type { Ports } from '../../store.ts'
import type { Sbom } from './sbom.ts'
import { LARGEST_WINDOW, type Needed, neededToUnpack } from './zstd-window.ts'

export interface SbomDocument {
  readonly sbom: Sbom
  /** As the client sent it, which need not be zstd. */
  readonly compressed: Uint8Array
  /** Whether it may be unpacked: it needs no larger window than LARGEST_WINDOW. */
  readonly isModest: boolean
}

/**
 * The document behind a signed link; the link's signature is the only permission needed. `makeRoom` is called with the
 * number of further bytes of memory that sending will take, at most `most` in all, and awaited before they are used.
 * `not_found` when the document was deleted.
 */
export async function downloadSbom(
  { sboms }: Pick<Ports, 'sboms'>,
  { id, most }: { readonly id: string; readonly most: number },
  makeRoom: (bytes: number) => Promise<void>,
): Promise<SbomDocument> {
  const { bytes, head } = (await sboms.weigh(id)) ?? fail(notFound('SBOM', id))
  const roomFor = ({ window, memory }: Needed) => Math.min(bytes + (window > LARGEST_WINDOW ? 0 : memory), most)
  const expected = roomFor(neededToUnpack(head))
  await makeRoom(expected)
  const { sbom, compressed } = (await sboms.read(id)) ?? fail(notFound('SBOM', id))
  const needed = neededToUnpack(compressed)
  // Later frames seldom need more than the first.
  await makeRoom(roomFor(needed) - expected)
  return { sbom, compressed, isModest: needed.window <= LARGEST_WINDOW }
}
