import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs'
import { type FileHandle, open, readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { writeArchive } from '../../../../src/cli/client/registry/mirror/archive/write-archive.ts'
import { noCounts } from '../../../../src/cli/client/registry/mirror/records.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const key = generateKeyPairSync('ed25519').privateKey
const told = () => ({ source: 'here', exported_at: '2026-11-28T10:00:00.000Z', counts: noCounts(), lacks: [] })
async function* nothing() {}

test('an archive is on the disk before it has its name, and then the name is', async (t) => {
  const folder = await temporaryFolder(t)
  const file = join(folder, 'registry.tar.zst')
  const handle = await open(folder)
  const handles = Object.getPrototypeOf(handle) as { readonly sync: (this: FileHandle) => Promise<void> }
  await handle.close()
  const seen: (readonly string[])[] = []
  const see = () => seen.push(fs.readdirSync(folder))
  const { sync } = handles
  const { fsync } = fs
  t.mock.method(fs, 'fsync', (...given: Parameters<typeof fsync>) => {
    see()
    fsync(...given)
  })
  t.mock.method(handles, 'sync', function (this: FileHandle) {
    see()
    return sync.call(this)
  })
  await writeArchive(nothing(), { file, key, told })
  assert.deepEqual(seen, [[`${basename(file)}.${process.pid}.part`], [basename(file)]])
})

test('parts are removed that exports to the same file have left which were killed', async (t) => {
  const folder = await temporaryFolder(t)
  const name = 'registry.tar.zst'
  const { pid: dead } = spawnSync(process.execPath, ['--version'])
  const others = [`${name}.1.part`, `other.tar.zst.${dead}.part`]
  for (const left of [`${name}.${dead}.part`, ...others]) await writeFile(join(folder, left), 'half')
  await writeArchive(nothing(), { file: join(folder, name), key, told })
  assert.deepEqual((await readdir(folder)).sort(), [name, ...others].sort())
})
