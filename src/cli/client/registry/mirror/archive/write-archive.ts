import { type KeyObject, sign } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { createZstdCompress } from 'node:zlib'
import { createTarPacker } from 'modern-tar'
import { isAlive } from '../../../../../machine/is-alive.ts'
import { syncFolder } from '../../../../../machine/write-file.ts'
import type { MirrorRecord } from '../records.ts'
import { filesDigest, FORMAT, MANIFEST, type Manifest, sha256, type Signature, SIGNATURE } from './archive.ts'
import { publicText } from './signing-key.ts'

const CHUNK_BYTES = 256 * 1024

export interface Writing {
  readonly file: string
  readonly key: KeyObject
  /** Called once all records have been read. */
  readonly told: () => Pick<Manifest, 'source' | 'exported_at' | 'counts' | 'lacks'>
}

/** Writes an archive, which then exists whole or not at all, even if the machine crashes. Only some records are in memory at a time. */
export async function writeArchive(records: AsyncIterable<MirrorRecord>, { file, key, told }: Writing): Promise<void> {
  await removeParts(file)
  const part = `${file}.${process.pid}.part`
  const { readable, controller } = createTarPacker()
  const written = pipeline(
    Readable.fromWeb(readable as ReadableStream<Uint8Array>),
    createZstdCompress(),
    createWriteStream(part, { mode: 0o600, flush: true }),
  )
  // The error is thrown where `written` is awaited.
  written.catch(() => undefined)
  const add = async (name: string, bytes: Uint8Array) => {
    const entry = controller.add({ name, size: bytes.length, mode: 0o600, type: 'file' }).getWriter()
    await entry.write(bytes)
    await entry.close()
  }
  try {
    await writeFiles(records, add, { file, key, told })
    controller.finalize()
    await written
    await rename(part, file)
    await syncFolder(dirname(file))
  } catch (error) {
    controller.error(error)
    await written.catch(() => undefined)
    await rm(part, { force: true })
    throw error
  }
}

const PART = /^\.(?<pid>\d+)\.part$/

/** Removes the partial files of earlier exports to this file that were killed. */
async function removeParts(file: string): Promise<void> {
  const [folder, name] = [dirname(file), basename(file)]
  for (const other of await readdir(folder)) {
    const pid = Number(other.startsWith(name) && PART.exec(other.slice(name.length))?.groups?.['pid'])
    if (pid > 0 && !isAlive(pid)) await rm(join(folder, other), { force: true })
  }
}

async function writeFiles(
  records: AsyncIterable<MirrorRecord>,
  add: (name: string, bytes: Uint8Array) => Promise<void>,
  { key, told }: Writing,
): Promise<void> {
  const digest = filesDigest()
  let files = 0
  let lines: string[] = []
  let bytes = 0
  const addNext = async (folder: string, ending: string, content: Uint8Array) => {
    files += 1
    const name = `${folder}/${String(files).padStart(6, '0')}.${ending}`
    digest.add(name, sha256(content))
    await add(name, content)
  }
  const flush = async () => {
    if (lines.length === 0) return
    await addNext('records', 'ndjson', Buffer.from(lines.join('')))
    lines = []
    bytes = 0
  }
  for await (const record of records) {
    const { compressed_sbom: document, ...sbom } = record.sbom ?? {}
    const line = `${JSON.stringify(record.sbom ? { sbom } : record)}\n`
    if (document !== undefined || bytes + line.length > CHUNK_BYTES) await flush()
    lines.push(line)
    bytes += line.length
    if (document === undefined) continue
    await flush()
    await addNext('documents', 'zst', Buffer.from(document, 'base64'))
  }
  await flush()
  const manifest: Manifest = { format: FORMAT, ...told(), files, digest: digest.end() }
  const content = Buffer.from(JSON.stringify(manifest, null, 2))
  await add(MANIFEST, content)
  const signature: Signature = { signed_by: publicText(key), signature: sign(null, content, key).toString('base64') }
  await add(SIGNATURE, Buffer.from(JSON.stringify(signature, null, 2)))
}
