import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { promisify } from 'node:util'
import { filesUnderWay, onSlowFile } from '../../src/machine/slow-files.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'

const execute = promisify(execFile)
const MODULE = new URL('../../src/machine/slow-files.ts', import.meta.url).href

/** Named pipes: whoever opens one to read blocks a thread until somebody opens it to write. */
async function pipes(t: TestContext, count: number): Promise<readonly string[]> {
  const folder = await temporaryFolder(t)
  const paths = Array.from({ length: count }, (_, n) => join(folder, String(n)))
  await execute('mkfifo', paths)
  return paths
}
const never = new AbortController().signal

/** Unblocks the reader of the pipe, even one that has yet to open it. */
async function answer(path: string, read: Promise<unknown> | undefined): Promise<void> {
  const pipe = await open(path, constants.O_RDWR)
  await read
  await pipe.close()
}

test('files on disks that hang leave threads to all else, and one after the other goes on when they answer', async (t) => {
  const paths = await pipes(t, 6)
  const begun: string[] = []
  const all = paths.map((path) =>
    onSlowFile(
      path,
      async () => {
        begun.push(path)
        await (await open(path, 'r')).close()
      },
      never,
    ),
  )
  await until(() => begun.length > 0)
  const file = join(await temporaryFolder(t), 'file')
  await writeFile(file, 'there')
  assert.equal(await readFile(file, 'utf8'), 'there')
  assert.deepEqual(begun, paths.slice(0, 2))
  assert.deepEqual(filesUnderWay(), paths.slice(0, 2))
  for (const [n, path] of paths.entries()) {
    await until(() => begun.includes(path))
    await answer(path, all[n])
  }
  await Promise.all(all)
  assert.deepEqual([begun, filesUnderWay()], [paths, []])
})

test('a file that hangs is not asked again, and who no longer wants to wait does nothing', async (t) => {
  const [path = ''] = await pipes(t, 1)
  const first = onSlowFile(path, async () => (await open(path, 'r')).close(), never)
  const ending = new AbortController()
  let isBegun = false
  const second = onSlowFile(path, async () => (isBegun = true), ending.signal)
  ending.abort(new Error('enough'))
  await assert.rejects(second, /^Error: enough$/)
  await answer(path, first)
  assert.equal(isBegun, false)
})

test('a process ends though a disk hangs, and with its own code where none does', async (t) => {
  const [path = ''] = await pipes(t, 1)
  const ends = (work: string) =>
    execute(
      process.execPath,
      ['--input-type=module', '-e', `import { exitAnyway, onSlowFile } from '${MODULE}'; ${work}; exitAnyway(3)`],
      { timeout: 20_000, killSignal: 'SIGTERM' },
    ).catch((error: unknown) => {
      const { code, signal } = error as { readonly code: number | null; readonly signal: string | null }
      return { code, signal }
    })
  const hang = `const { open } = await import('node:fs/promises')
    void onSlowFile('${path}', () => open('${path}', 'r'), new AbortController().signal)
    await new Promise((resolve) => setImmediate(resolve))`
  assert.deepEqual(await ends(hang), { code: null, signal: 'SIGKILL' })
  assert.deepEqual(await ends(''), { code: 3, signal: null })
})
