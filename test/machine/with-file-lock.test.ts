import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { promisify } from 'node:util'
import { setImmediate } from 'node:timers/promises'
import { withFileLock } from '../../src/machine/with-file-lock.ts'
import { comeBetween } from '../support/come-between.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('works with one file are done one after the other, also after one that failed', async (t) => {
  const file = join(await temporaryFolder(t), 'count.json')
  await writeFile(file, '0')
  const count = async (nth: number) => {
    const before = Number(await readFile(file, 'utf8'))
    if (nth === 3) throw new Error('the third')
    await writeFile(file, String(before + 1))
  }
  const all = await Promise.allSettled(Array.from({ length: 12 }, (_, nth) => withFileLock(file, () => count(nth))))
  assert.deepEqual(
    all.flatMap((one, nth) => (one.status === 'rejected' ? [nth] : [])),
    [3],
  )
  assert.equal(await readFile(file, 'utf8'), '11')
  assert.equal(existsSync(`${file}.lock`), false)
})

/** A clock that only the test sets. It counts how often it is read, which is each time another's lock is checked. */
function clockOf(t: TestContext) {
  const clock = { seconds: 0, looks: 0 }
  t.mock.method(performance, 'now', () => {
    clock.looks += 1
    return clock.seconds * 1000
  })
  return clock
}

test('who died holds up nobody for ever, and who was given up opens no lock of another', async (t) => {
  const file = join(await temporaryFolder(t), 'count.json')
  await writeFile(`${file}.lock`, 'of somebody who died')
  const clock = clockOf(t)
  const [slow, other] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const begun: string[] = []
  const work = (name: string, until: Promise<void>) =>
    withFileLock(file, async (isStillHeld) => {
      begun.push(name)
      await until
      return isStillHeld()
    })
  const first = work('slow', slow.promise)
  const passed = async (name: string) => {
    for (; !begun.includes(name); clock.seconds += 1) await setImmediate()
  }
  await passed('slow')
  assert.ok(clock.seconds > 10)
  const second = work('other', other.promise)
  await passed('other')
  slow.resolve()
  assert.equal(await first, false)
  assert.equal(existsSync(`${file}.lock`), true)
  other.resolve()
  assert.equal(await second, true)
  assert.equal(existsSync(`${file}.lock`), false)
})

test('of two that wait for somebody who died neither takes what the other has placed since', async (t) => {
  const file = join(await temporaryFolder(t), 'count.json')
  const lock = `${file}.lock`
  await writeFile(lock, 'of somebody who died')
  const clock = clockOf(t)
  const other = { isThere: false }
  comeBetween(t, { file: lock, when: 'before it is moved or removed' }, async () => {
    await writeFile(lock, 'of the other')
    other.isThere = true
  })
  const done: string[] = []
  const one = withFileLock(file, async () => {
    done.push('one')
  })
  for (; !other.isThere; clock.seconds += 1) await setImmediate()
  for (const { looks } = { ...clock }; done.length === 0 && clock.looks < looks + 3;) await setImmediate()
  assert.deepEqual([done, await readFile(lock, 'utf8')], [[], 'of the other'])
  await rm(lock)
  await one
  assert.deepEqual(done, ['one'])
  assert.deepEqual(await readdir(dirname(file)), [])
})

test('who waits can be called off', async (t) => {
  const file = join(await temporaryFolder(t), 'count.json')
  await writeFile(`${file}.lock`, 'of another')
  const calling = new AbortController()
  const clock = clockOf(t)
  const waiting = withFileLock(file, () => assert.fail('it was not alone'), calling.signal)
  while (clock.looks === 0) await setImmediate()
  calling.abort()
  await assert.rejects(waiting, { name: 'AbortError' })
  assert.equal(await readFile(`${file}.lock`, 'utf8'), 'of another')
})

test('who cannot write a lock leaves none', { skip: process.platform === 'win32' && 'needs ulimit' }, async (t) => {
  const file = join(await temporaryFolder(t), 'count.json')
  const program = `
    import { withFileLock } from ${JSON.stringify(new URL('../../src/machine/with-file-lock.ts', import.meta.url))}
    await withFileLock(${JSON.stringify(file)}, async () => {})`
  const words = [process.execPath, '--input-type=module', '--eval', program]
  // As on a full disk: files can be created, but nothing can be written to them.
  const running = promisify(execFile)('sh', ['-c', 'ulimit -f 0 && exec "$@"', 'sh', ...words])
  await assert.rejects(running, /EFBIG|ENOSPC/)
  assert.deepEqual(await readdir(dirname(file)), [])
})
