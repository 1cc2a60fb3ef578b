import { fail, notFound } from '../../errors.ts'
import type { Ports } from '../../store.ts'
import type { Sbom } from './sbom.ts'
import { LARGEST_WINDOW, type Needed, neededToUnpack } from './zstd-window.ts'

export interface SbomDocument {
  readonly sbom: Sbom
  /** As the client sent it, which need not be zstd. */
  readonly compressed: Uint8Array
  /** Whether it may be unpacked: nobody may have more memory for it than LARGEST_WINDOW. */
  readonly isModest: boolean
}

/**
 * The document behind a signed link, whose signature is all the permission that it takes. `makeRoom` is told, and waited
 * for, how many bytes more it will take to send it, before they are there; never more than `most` in all. `not_found` when it is gone.
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
  // Frames are seldom larger than the first.
  await makeRoom(roomFor(needed) - expected)
  return { sbom, compressed, isModest: needed.window <= LARGEST_WINDOW }
}
