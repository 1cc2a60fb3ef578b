import type { Sbom } from './sbom.ts'

export interface SbomStore {
  /** Writes the document as it was sent (zstd); one of the same build and name is replaced, id included. */
  put(sbom: Sbom, compressed: Uint8Array): Promise<void>
  find(buildId: string, name: string): Promise<Sbom | undefined>
  /** Oldest first. */
  list(buildId: string): Promise<readonly Sbom[]>
  /** How many bytes the document of one SBOM has, and the first HEAD_BYTES of them, without reading it. */
  weigh(id: string): Promise<{ readonly bytes: number; readonly head: Uint8Array } | undefined>
  /** The document of one SBOM, as it was sent. */
  read(id: string): Promise<{ readonly sbom: Sbom; readonly compressed: Uint8Array } | undefined>
}
