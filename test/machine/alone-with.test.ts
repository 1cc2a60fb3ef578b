import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mock, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { aloneWith } from '../../src/machine/alone-with.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('works with one file are done one after the other, also after one that failed', async (t) => {
  const file = join(await temporaryFolder(t), 'count.json')
  await writeFile(file, '0')
  const count = async (nth: number) => {
    const before = Number(await readFile(file, 'utf8'))
    if (nth === 3) throw new Error('the third')
    await writeFile(file, String(before + 1))
  }
  const all = await Promise.allSettled(Array.from({ length: 12 }, (_, nth) => aloneWith(file, () => count(nth))))
  assert.deepEqual(
    all.flatMap((one, nth) => (one.status === 'rejected' ? [nth] : [])),
    [3],
  )
  assert.equal(await readFile(file, 'utf8'), '11')
  assert.equal(existsSync(`${file}.lock`), false)
})

test('who died holds up nobody for ever, and who was given up opens no lock of another', async (t) => {
  const file = join(await temporaryFolder(t), 'count.json')
  await writeFile(`${file}.lock`, 'of somebody who died')
  let seconds = 0
  mock.method(performance, 'now', () => seconds * 1000)
  t.after(() => {
    mock.restoreAll()
  })
  const [slow, other] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const begun: string[] = []
  const work = (name: string, until: Promise<void>) =>
    aloneWith(file, async () => {
      begun.push(name)
      await until
    })
  const first = work('slow', slow.promise)
  const passed = async (name: string) => {
    for (; !begun.includes(name); seconds += 1) await setImmediate()
  }
  await passed('slow')
  assert.ok(seconds > 10)
  const second = work('other', other.promise)
  await passed('other')
  slow.resolve()
  await first
  assert.equal(existsSync(`${file}.lock`), true)
  other.resolve()
  await second
  assert.equal(existsSync(`${file}.lock`), false)
})
