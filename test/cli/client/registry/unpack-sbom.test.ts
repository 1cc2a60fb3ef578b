import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zstdCompressSync } from 'node:zlib'
import { unpackSbom } from '../../../../src/cli/client/registry/sbom/unpack-sbom.ts'

const MEGABYTE = 1024 * 1024
const text = async (bytes: Uint8Array): Promise<string> => Buffer.from(await unpackSbom(bytes)).toString()

test('a document in several frames is unpacked whole, and what is not compressed stays', async () => {
  const frames = ['{"a":', '1', '}'].map((part) => zstdCompressSync(part))
  assert.equal(await text(Buffer.concat(frames)), '{"a":1}')
  const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4])
  assert.equal(await text(Buffer.concat([skipped, ...frames])), '{"a":1}')
  assert.equal(await text(Buffer.from('{"a":1}')), '{"a":1}')
})

test('a document that unpacks to more than any registry takes, or breaks off, is refused in words', async () => {
  const packed = zstdCompressSync(Buffer.alloc(65 * MEGABYTE))
  const refused = { name: 'ClientFailure', exit: 'failed' }
  await assert.rejects(unpackSbom(packed), { ...refused, message: /unpacks to more than 67108864 bytes$/ })
  const cut = zstdCompressSync('{"bomFormat": "CycloneDX"}').subarray(0, -3)
  await assert.rejects(unpackSbom(cut), {
    ...refused,
    message: /^the document cannot be unpacked, so nothing was/,
  })
})
