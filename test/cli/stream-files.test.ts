// Files that streams must not write to, because something else writes or renames them.
import assert from 'node:assert/strict'
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { dataDirectoryAt } from '../../src/config/data-directory.ts'
import { settingsStreams } from '../../src/cli/serve/settings-streams.ts'
import { onSlowFile } from '../../src/machine/slow-files.ts'
import { runCommand } from '../support/command.ts'
import { dataFolder } from '../support/data-folder.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const noWarning = (message: string) => assert.fail(message)

/** A folder with a data directory, which links to a database elsewhere, and a directory for logs; links lead to both directories. */
async function arrange(t: TestContext) {
  const folder = await temporaryFolder(t)
  for (const name of ['data', 'logs', 'disk']) await mkdir(join(folder, name))
  await writeFile(join(folder, 'disk', 'registry.db'), '')
  await symlink(join(folder, 'disk', 'registry.db'), join(folder, 'data', 'assay.db'))
  await symlink('logs', join(folder, 'link'))
  await symlink('data', join(folder, 'linked-data'))
  await symlink('../data/later.ndjson', join(folder, 'logs', 'dangling.ndjson'))
  await symlink('b.ndjson', join(folder, 'logs', 'to-b.ndjson'))
  await symlink('itself', join(folder, 'logs', 'itself'))
  const file = join(folder, 'streams.json')
  const read = async (paths: readonly string[], keep = 10) => {
    const streams = paths.map((path, n) => ({ name: `stream-${n}`, kind: 'file', path, keep }))
    await writeFile(file, JSON.stringify(streams))
    const parts = { directory: dataDirectoryAt(join(folder, 'data')), warn: noWarning }
    return (await settingsStreams(file, parts)).wanted.map(({ config }) => config['path'])
  }
  return { folder, file, read }
}

for (const path of [
  'data/assay.db',
  'data',
  'data/new/audit.ndjson',
  'logs/../data/audit.ndjson',
  'linked-data/audit.ndjson',
  'linked-data/new/audit.ndjson',
  'logs/dangling.ndjson',
  'disk/registry.db',
  'disk/registry.db-wal',
])
  test(`a stream is not sent to what the server keeps itself: ${path}`, async (t) => {
    const { folder, file, read } = await arrange(t)
    await assert.rejects(read(['logs/a.ndjson', path]), {
      code: 'failed_precondition',
      message: `the streams ${file}: "stream-1".path: the server keeps its own data at ${join(folder, path)} (its data directory is ${join(folder, 'data')}): name a file elsewhere`,
    })
  })

for (const [path, why] of [
  ['logs/a.ndjson', 'is also the file of "stream-0"'],
  ['logs/new/../a.ndjson', 'is also the file of "stream-0"'],
  ['link/a.ndjson', 'is also the file of "stream-0"'],
  ['logs/a.ndjson.1', 'is a name that "stream-0" uses when it rotates its file'],
  ['link/a.ndjson.10', 'is a name that "stream-0" uses when it rotates its file'],
  ['logs/a.ndjson.lock', 'is a name that "stream-0" uses when it rotates its file'],
] as const)
  test(`two streams do not share a file: ${path}`, async (t) => {
    const { folder, file, read } = await arrange(t)
    await assert.rejects(read(['logs/a.ndjson', path]), {
      code: 'failed_precondition',
      message: `the streams ${file}: "stream-1".path: ${join(folder, path)} ${why}: name another file`,
    })
  })

test('two streams do not share a file in whatever order, or by a link to the file itself', async (t) => {
  const { read } = await arrange(t)
  await assert.rejects(
    read(['logs/a.ndjson.2', 'logs/a.ndjson']),
    /"stream-0"\.path: .*a\.ndjson\.2 is a name that "stream-1" uses/,
  )
  await assert.rejects(
    read(['logs/b.ndjson', 'logs/to-b.ndjson']),
    /"stream-1"\.path: .*to-b\.ndjson is also the file of "stream-0"/,
  )
})

test('files of streams may lie side by side, and where nothing is yet, or nothing can be', async (t) => {
  const { folder, read } = await arrange(t)
  const paths = [
    'logs/a.ndjson',
    'logs/a.ndjson.3',
    'logs/a.ndjson.old',
    'data2/a.ndjson',
    'new/er/a.ndjson',
    'logs/itself',
  ]
  assert.deepEqual(
    await read(paths, 2),
    paths.map((path) => join(folder, path)),
  )
})

test('a start waits for no disk that hangs: the path is taken as it is written', async (t) => {
  const { folder, read } = await arrange(t)
  const disk = Promise.withResolvers<undefined>()
  const hanging = onSlowFile(join(folder, 'linked-data/a.ndjson'), () => disk.promise, new AbortController().signal)
  t.mock.method(globalThis, 'setTimeout', (ring: () => void) => setImmediate(ring))
  assert.deepEqual(await read(['linked-data/a.ndjson']), [join(folder, 'linked-data/a.ndjson')])
  disk.resolve(undefined)
  await hanging
})

test('a server whose stream names its database does not start, and makes none', async (t) => {
  const folder = await dataFolder(t)
  const file = join(await temporaryFolder(t), 'streams.json')
  await writeFile(file, JSON.stringify([{ name: 'archive', kind: 'file', path: join(folder, 'assay.db') }]))
  const args = ['serve', '--listen', '127.0.0.1:0', '--streams', file]
  const { code, stderr } = await runCommand(t, args, { ASSAY_DATA_DIR: folder })
  assert.equal(code, 1)
  assert.match(stderr, /"archive"\.path: the server keeps its own data at .*assay\.db/)
  assert.ok(!(await readdir(folder)).includes('assay.db'))
})
