// An archive is a zstd-compressed tar of
//   records/000001.ndjson  records, one per line; that of an SBOM is alone, and its document is the next file
//   documents/000002.zst   an SBOM as the source returned it, in zstd
//   manifest.json          what is in the files before it
//   signature.json         the signature of the manifest's bytes
import { createHash, type Hash } from 'node:crypto'
import type { Counts } from '../records.ts'

export interface Manifest {
  /** FORMAT, or the format of another version. */
  readonly format: string
  /** The exported registry, for people. */
  readonly source: string
  readonly exported_at: string
  readonly counts: Counts
  readonly lacks: readonly string[]
  /** How many files precede the manifest, and the SHA-256 of one line for each, `name sha256`. */
  readonly files: number
  readonly digest: string
}

export interface Signature {
  /** SPKI in base64. */
  readonly signed_by: string
  /** Ed25519 (RFC 8032), in base64. */
  readonly signature: string
}

export const FORMAT = 'assay-archive-1'
export const MANIFEST = 'manifest.json'
export const SIGNATURE = 'signature.json'

export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** Computes the digest of the files of an archive. */
export function filesDigest(): { readonly add: (name: string, hash: Buffer) => void; readonly end: () => string } {
  const hash: Hash = createHash('sha256')
  return {
    add: (name, own) => hash.update(`${name} ${own.toString('hex')}\n`),
    end: () => hash.digest('hex'),
  }
}
