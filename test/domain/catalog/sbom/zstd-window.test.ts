import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { constants, zstdCompressSync } from 'node:zlib'
import { neededToUnpack } from '../../../../src/domain/catalog/sbom/zstd-window.ts'

const MIB = 1024 * 1024
const CONTENT = Buffer.alloc(12 * MIB, 'abc')
const frame = (content: Uint8Array, windowLog: number, checksumFlag = 0) =>
  zstdCompressSync(content, {
    params: {
      [constants.ZSTD_c_windowLog]: windowLog,
      [constants.ZSTD_c_checksumFlag]: checksumFlag,
    },
  })
const SKIPPABLE = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4])
const NOTHING = { window: 0, memory: 0 }

describe('what a zstd decoder would need', () => {
  test('is the window, or what is in the frame where that is less', () => {
    for (const [content, windowLog, window] of [
      [CONTENT, 20, MIB],
      [CONTENT, 23, 8 * MIB],
      [CONTENT, 27, CONTENT.length],
      [CONTENT.subarray(0, 100), 20, 100],
      [CONTENT.subarray(0, 300), 20, 300],
      [CONTENT.subarray(0, 70_000), 20, 70_000],
      [CONTENT.subarray(0, 0), 20, 0],
    ] as const)
      assert.deepEqual(neededToUnpack(frame(content, windowLog)), { window, memory: window })
  })

  test('is that of the largest frame, whatever lies between frames', () => {
    const frames = [frame(CONTENT, 20), SKIPPABLE, frame(CONTENT, 22, 1), frame(Buffer.alloc(10), 20)]
    assert.deepEqual(neededToUnpack(Buffer.concat(frames)), { window: 4 * MIB, memory: 4 * MIB })
  })

  test('is the window that is asked for, though less be used, and all of it where nobody says how much there is', () => {
    const magic = [0x28, 0xb5, 0x2f, 0xfd]
    // A window of 2^(10 + 17) bytes and an eighth of that; a content size of 256 + 1 bytes.
    assert.deepEqual(neededToUnpack(Buffer.from([...magic, 0x40, (17 << 3) | 1, 1, 0])), {
      window: 144 * MIB,
      memory: 257,
    })
    assert.deepEqual(neededToUnpack(Buffer.from([...magic, 0x00, 17 << 3])), { window: 128 * MIB, memory: 128 * MIB })
  })

  test('is told of what is cut short, and is nothing of what is no zstd', () => {
    const whole = frame(CONTENT, 23)
    assert.equal(neededToUnpack(whole.subarray(0, -5)).window, 8 * MIB)
    for (const bytes of [whole.subarray(0, 5), Buffer.from('{"a":1}'), Buffer.from('('), Buffer.alloc(0)])
      assert.deepEqual(neededToUnpack(bytes), NOTHING)
  })
})
