import { verify } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createZstdDecompress } from 'node:zlib'
import { createTarDecoder } from 'modern-tar'
import { reasonOf } from '../../../../../domain/errors.ts'
import { refused, usage } from '../../../client-failure.ts'
import type { MirrorRecord } from '../records.ts'
import { filesDigest, FORMAT, MANIFEST, type Manifest, sha256, type Signature, SIGNATURE } from './archive.ts'
import { publicKeyOf, spkiText } from './signing-key.ts'

/** The largest file that an archive may contain: an SBOM, or a chunk of records. */
const MOST_BYTES = 32 * 1024 * 1024

interface ArchiveFile {
  readonly name: string
  readonly bytes: Buffer
}

/** Reads one file at a time, so that no more than the largest is in memory. */
async function* filesIn(path: string): AsyncGenerator<ArchiveFile> {
  const unpacked = createReadStream(path)
    .on('error', (error) => unpacked.destroy(error))
    .pipe(createZstdDecompress())
  const { readable, writable } = createTarDecoder({ strict: true })
  const fed = Readable.toWeb(unpacked).pipeTo(writable as Parameters<ReadableStream['pipeTo']>[0])
  fed.catch(() => undefined)
  for await (const { header, body } of readable) {
    if (header.size > MOST_BYTES) throw new RangeError(`${header.name} has ${header.size} bytes`)
    yield { name: header.name, bytes: Buffer.from(await new Response(body).arrayBuffer()) }
  }
  await fed
}

/** An archive that was read to its end and matches its signature. */
export interface VerifiedArchive {
  readonly manifest: Manifest
  /** The SHA-256 of each file, concatenated: they show whether anything has changed since. */
  readonly hashes: Buffer
}

/** Reads the whole archive. Throws `ClientFailure` unless it is complete and signed with that key (see `publicKeyOf`). */
export async function verifyArchive(path: string, signedBy: string | undefined): Promise<VerifiedArchive> {
  const key = signedBy === undefined ? null : await publicKeyOf(signedBy)
  const found = await saying(path, () => readEnd(path))
  const { manifest, content, signature } = found
  if (!manifest || !content || !signature)
    throw refused(`${path} has no signed manifest at its end: it was cut short, or is not an archive of assay export`)
  if (key === null || spkiText(key) !== signature.signed_by)
    throw refused(
      `${path} was signed by ${signature.signed_by}${key === null ? '' : ', not by the key of --signed-by'}: ask the exporter whether that key is theirs, and pass it with --signed-by. Nothing was sent`,
    )
  if (!verify(null, content, key, Buffer.from(signature.signature, 'base64')))
    throw refused(`the manifest of ${path} does not match its signature. Nothing was sent`)
  if (manifest.format !== FORMAT)
    throw refused(
      `${path} has the format ${JSON.stringify(manifest.format)}, but this assay reads ${FORMAT}: use a newer assay`,
    )
  if (manifest.files !== found.hashes.length / 32 || manifest.digest !== found.digest)
    throw refused(`files in ${path} do not match the signed manifest: get the archive again. Nothing was sent`)
  return { manifest, hashes: found.hashes }
}

async function readEnd(path: string) {
  const digest = filesDigest()
  const hashes: Buffer[] = []
  let content: Buffer | null = null
  let signature: Signature | null = null
  for await (const { name, bytes } of filesIn(path)) {
    if (signature !== null) throw new RangeError(`${name} comes after the signature`)
    if (name === SIGNATURE) signature = JSON.parse(bytes.toString()) as Signature
    else if (content !== null) throw new RangeError(`${name} comes after the manifest`)
    else if (name === MANIFEST) content = bytes
    else {
      const hash = sha256(bytes)
      digest.add(name, hash)
      hashes.push(hash)
    }
  }
  const manifest = content && (JSON.parse(content.toString()) as Manifest)
  return { manifest, content, signature, hashes: Buffer.concat(hashes), digest: digest.end() }
}

async function saying<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (error) {
    const reason = reasonOf(error)
    // An error of the operating system: the file does not exist, or this user may not read it.
    if (error instanceof Error && 'syscall' in error) throw usage(`${path} cannot be read: ${reason}. Nothing was sent`)
    throw refused(
      `${path} cannot be read as an archive (${reason}): it is damaged, cut short, or not an archive. Nothing was sent`,
    )
  }
}

/** The records of an archive, one of its files at a time. */
export async function* recordsIn(
  path: string,
  { hashes, manifest }: VerifiedArchive,
): AsyncGenerator<readonly MirrorRecord[]> {
  let waiting: NonNullable<MirrorRecord['sbom']> | null = null
  let index = 0
  for await (const { name, bytes } of filesIn(path)) {
    if (index === manifest.files) return
    if (!sha256(bytes).equals(hashes.subarray(index * 32, (index + 1) * 32)))
      throw refused(`${path} was changed while it was read: run the same command again while nothing writes to it`)
    index += 1
    if (waiting !== null) {
      yield [{ sbom: { ...waiting, compressed_sbom: bytes.toString('base64') } }]
      waiting = null
      continue
    }
    const records = linesIn(bytes, name)
    waiting = records.at(-1)?.sbom ?? null
    yield waiting === null ? records : records.slice(0, -1)
  }
}

function linesIn(bytes: Buffer, name: string): readonly MirrorRecord[] {
  try {
    return bytes
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as MirrorRecord)
  } catch {
    throw refused(`${name} in the archive has a line that is not JSON, although its signature is valid`)
  }
}
