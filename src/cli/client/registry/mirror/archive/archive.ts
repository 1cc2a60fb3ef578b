// An archive is a tar, compressed by zstd, of
//   records/000001.ndjson  records, one a line; one of an SBOM is alone, and its document is the file after it
//   documents/000002.zst   as the source gave it, by zstd
//   manifest.json          what is in the files before it
//   signature.json         of the bytes of the manifest
import { createHash, type Hash } from 'node:crypto'
import type { Counts } from '../records.ts'

export interface Manifest {
  /** FORMAT, or that of an archive of another version. */
  readonly format: string
  /** For people. */
  readonly source: string
  readonly exported_at: string
  readonly counts: Counts
  readonly lacks: readonly string[]
  /** How many files come before it, and the SHA-256 of a line for each, `name sha256`. */
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

/** Follows the files of an archive. */
export function filesDigest(): { readonly add: (name: string, hash: Buffer) => void; readonly end: () => string } {
  const hash: Hash = createHash('sha256')
  return {
    add: (name, own) => hash.update(`${name} ${own.toString('hex')}\n`),
    end: () => hash.digest('hex'),
  }
}
