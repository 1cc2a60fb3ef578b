import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { createFile, removeLeftovers, replaceFile } from '../../src/machine/write-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('a file is replaced whole, with the permission asked for', async (t) => {
  const folder = await temporaryFolder(t)
  const file = join(folder, 'key')
  await writeFile(file, 'a much longer text of earlier', { mode: 0o644 })
  await replaceFile(file, 'new', 0o600)
  assert.equal(await readFile(file, 'utf8'), 'new')
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  assert.deepEqual(await readdir(folder), ['key'])
})

test('of many that create the same file, one does', async (t) => {
  const folder = await temporaryFolder(t)
  const file = join(folder, 'key')
  const made = await Promise.all(Array.from({ length: 8 }, (_, index) => createFile(file, String(index), 0o600)))
  assert.equal(made.filter(Boolean).length, 1)
  assert.equal(await readFile(file, 'utf8'), String(made.indexOf(true)))
  assert.deepEqual(await readdir(folder), ['key'])
})

test('a file that cannot be put in its place leaves nothing behind', async (t) => {
  const folder = await temporaryFolder(t)
  await mkdir(join(folder, 'key', 'in the way'), { recursive: true })
  await assert.rejects(replaceFile(join(folder, 'key'), 'new', 0o600))
  assert.deepEqual(await readdir(folder), ['key'])
})

test('what processes that are dead left half-written is removed, and nothing else', async (t) => {
  const folder = await temporaryFolder(t)
  const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(gone, 'close')
  const temporary = (pid: number) => `key.${pid}.0123456789ab.tmp`
  const alive = temporary(process.ppid)
  const kept = ['key', 'key.tmp', 'notes.0123456789ab.tmp', alive]
  for (const name of [...kept, temporary(gone.pid ?? 0), temporary(process.pid)])
    await writeFile(join(folder, name), '')
  await removeLeftovers(folder)
  assert.deepEqual((await readdir(folder)).sort(), kept.sort())
})
