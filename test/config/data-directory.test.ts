import assert from 'node:assert/strict'
import { chmod, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { dataDirectoryAt, makeDataDirectory } from '../../src/config/data-directory.ts'
import { closedNow } from '../../src/machine/keep-private.ts'
import { asNobody } from '../support/as-nobody.ts'
import { runCommand } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const modeOf = async (path: string) => (await stat(path)).mode & 0o7777
const make = (root: string) => makeDataDirectory(dataDirectoryAt(root))

/** A folder with this mode and these files. */
async function open(test: TestContext, mode: number, names: readonly string[]): Promise<string> {
  const folder = join(await temporaryFolder(test), 'data')
  await mkdir(folder)
  for (const name of names) await writeFile(join(folder, name), '', { mode: 0o600 })
  await chmod(folder, mode)
  return folder
}

test('a data directory that is missing is made for its owner alone, whatever the umask', async (t) => {
  const folder = join(await temporaryFolder(t), 'a', 'b')
  const before = process.umask(0)
  try {
    assert.deepEqual(await make(folder), [])
  } finally {
    process.umask(before)
  }
  assert.deepEqual([await modeOf(dirname(folder)), await modeOf(folder)], [0o700, 0o700])
})

test('a data directory that cannot be made is refused, wherever it is', { timeout: 60_000 }, async (t) => {
  const folder = await temporaryFolder(t)
  await writeFile(join(folder, 'file'), '')
  const places = [
    join(folder, 'file'),
    join(folder, 'file', 'x', 'y'),
    ...(process.platform === 'linux' ? ['/proc/x/y'] : []),
  ]
  for (const place of places)
    // In a process of its own: a call that never ends here would keep the test's process from ending, too.
    assert.match(
      (await runCommand(t, ['serve', '--data-dir', place], {})).stderr,
      /^assay: the data directory "\S+" cannot be used \(E[A-Z]+: [^)]+\): choose another with --data-dir or ASSAY_DATA_DIR\n$/,
    )
})

test('a data directory that others can open is closed to them, with a warning when there was anything to see', async (t) => {
  const empty = await open(t, 0o755, [])
  assert.deepEqual(await make(empty), [])
  const used = await open(t, 0o777, ['assay.db', 'assay.db-wal', 'credentials.env', 'running.json', 'lost+found'])
  assert.deepEqual(await make(used), [closedNow(used)])
  assert.deepEqual([await modeOf(empty), await modeOf(used)], [0o700, 0o700])
  assert.deepEqual(await make(used), [])
})

test('secrets that others can read are closed to them with a warning', async (t) => {
  const folder = await open(t, 0o700, ['credentials.env', 'credentials.env.until-2026-01-02', 'assay.db'])
  const [kept = '', earlier = ''] = ['credentials.env', 'credentials.env.until-2026-01-02'].map((n) => join(folder, n))
  await chmod(kept, 0o644)
  await chmod(earlier, 0o640)
  assert.deepEqual((await make(folder)).toSorted(), [closedNow(kept), closedNow(earlier)])
  assert.deepEqual([await modeOf(kept), await modeOf(earlier)], [0o600, 0o600])
})

test('a name with nothing behind it, like that of a file which another server has just moved, is passed over', async (t) => {
  const folder = await open(t, 0o700, [])
  await symlink(join(folder, 'gone'), join(folder, 'credentials.env.assay-1.pending'))
  assert.deepEqual(await make(folder), [])
})

test('a link to a data directory is as good as the directory', async (t) => {
  const folder = await open(t, 0o755, [])
  const link = `${folder}-link`
  await symlink(folder, link)
  assert.deepEqual(await make(link), [])
  assert.equal(await modeOf(folder), 0o700)
})

test('a folder that others use as well is refused and left as it is', async (t) => {
  const foreign = await open(t, 0o755, ['assay.db', 'holiday.jpg'])
  const empty = await open(t, 0o755, ['holiday.jpg'])
  const shared = await open(t, 0o1777, [])
  const another = (folder: string) =>
    `name a folder of its own with --data-dir or ASSAY_DATA_DIR, ${folder}/assay for example`
  const toAnother = (folder: string) => `${another(folder)}, or chmod 700 this one if nobody else needs it`
  for (const [folder, why, advice] of [
    [
      foreign,
      'also holds "holiday.jpg"',
      `chmod 700 it if nobody else needs it; for a new registry ${another(foreign)}`,
    ],
    [empty, 'also holds "holiday.jpg"', toAnother(empty)],
    [shared, 'is theirs too', toAnother(shared)],
  ] as const) {
    const mode = await modeOf(folder)
    await assert.rejects(make(folder), {
      code: 'failed_precondition',
      message: `other users of this machine can open the data directory ${folder}, which ${why}: ${advice}`,
    })
    assert.equal(await modeOf(folder), mode)
  }
  await chmod(foreign, 0o700)
  assert.deepEqual(await make(foreign), [])
  assert.deepEqual((await readdir(foreign)).sort(), ['assay.db', 'holiday.jpg'])
})

test('a folder of another user that cannot be closed is refused', async (t) => {
  const folder = await open(t, 0o777, [])
  if (process.geteuid?.() !== 0) {
    t.skip('needs root, to make a folder that belongs to another user')
    return
  }
  await chmod(dirname(folder), 0o755)
  await asNobody(() =>
    assert.rejects(make(folder), {
      message: /, which belongs to another user: name a folder of its own with --data-dir/,
    }),
  )
})
