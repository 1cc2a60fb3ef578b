import type { Sbom } from './sbom.ts'

export interface SbomStore {
  /** Stores the document as it was sent (zstd). Replaces one of the same build and name, including its id. */
  put(sbom: Sbom, compressed: Uint8Array): Promise<void>
  find(buildId: string, name: string): Promise<Sbom | undefined>
  /** Oldest first. */
  list(buildId: string): Promise<readonly Sbom[]>
  /** The size of the document of one SBOM in bytes, and its first HEAD_BYTES bytes, without reading all of it. */
  weigh(id: string): Promise<{ readonly bytes: number; readonly head: Uint8Array } | undefined>
  /** The document of one SBOM, as it was sent. */
  read(id: string): Promise<{ readonly sbom: Sbom; readonly compressed: Uint8Array } | undefined>
}
