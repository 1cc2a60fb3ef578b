import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { lossyOutput } from '../../src/log/lossy-output.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'

const FULL = '/dev/full'
const KIB = 1024
const hasFifo = process.platform !== 'win32'

describe('the output of the log', () => {
  test('has all lines in their order', async (t) => {
    const file = join(await temporaryFolder(t), 'log')
    await using handle = await open(file, 'w')
    const output = lossyOutput(handle.fd, Infinity, () => assert.fail('nothing is lost'))
    const lines = Array.from({ length: 2000 }, (_, index) => `line ${index}: äöü\n`)
    for (const [index, line] of lines.entries()) {
      output.write(line)
      if (index % 500 === 0) await setImmediate()
    }
    await until(async () => (await readFile(file, 'utf8')).includes('line 1900'))
    output.flush()
    await until(async () => (await readFile(file, 'utf8')) === lines.join(''))
  })

  test('has at its end also what waits behind a write in the background', async (t) => {
    const file = join(await temporaryFolder(t), 'log')
    await using handle = await open(file, 'w')
    const output = lossyOutput(handle.fd, Infinity, () => assert.fail('nothing is lost'))
    const long = `${'x'.repeat(5 * KIB)}\n`
    output.write(long)
    output.write('the last line\n')
    output.flush()
    // Before the event loop turns, as when a process ends.
    assert.match(readFileSync(file, 'utf8'), /the last line\n/)
    await until(async () => (await readFile(file, 'utf8')).length === long.length + 'the last line\n'.length)
  })

  test('drops what it has no room for, and says how much once it writes again', async (t) => {
    const file = join(await temporaryFolder(t), 'log')
    await using handle = await open(file, 'w')
    const lost: number[] = []
    const output = lossyOutput(handle.fd, Infinity, (lines) => lost.push(lines))
    const line = `${'x'.repeat(KIB - 1)}\n`
    for (let index = 0; index < 6 * KIB; index += 1) output.write(line)
    await until(() => lost.length > 0)
    const written = (await readFile(file, 'utf8')).length / KIB
    output.flush()
    const [dropped = 0] = lost
    await until(async () => (await readFile(file, 'utf8')).length === (6 * KIB - dropped) * KIB)
    assert.ok(written > 0 && dropped > KIB)
  })

  test(
    'of several processes keeps lines whole in a pipe that is full',
    { skip: !hasFifo && 'needs mkfifo' },
    async (t) => {
      const fifo = join(await temporaryFolder(t), 'fifo')
      execFileSync('mkfifo', [fifo])
      await using pipe = await open(fifo, 'r+')
      const lines = ['a', 'b'].map((letter) => `${letter.repeat(KIB - 1)}\n`)
      for (const line of lines) {
        const output = lossyOutput(pipe.fd, 4 * KIB, () => assert.fail('nothing is lost'))
        for (let index = 0; index < 256; index += 1) output.write(line)
      }
      const read = Buffer.alloc(512 * KIB)
      for (let at = 0; at < read.length;) at += (await pipe.read(read, at)).bytesRead
      assert.deepEqual(new Set(read.toString().match(/.*\n/g)), new Set(lines))
    },
  )

  test(`goes on where nothing can be written, and ends`, { skip: !existsSync(FULL) && `needs ${FULL}` }, async () => {
    await using handle = await open(FULL, 'w')
    const output = lossyOutput(handle.fd, Infinity, () => assert.fail('nothing could be written'))
    for (let round = 0; round < 5; round += 1) {
      output.write(`${'x'.repeat(5 * KIB)}\n`)
      await setImmediate()
    }
    output.flush()
  })
})
