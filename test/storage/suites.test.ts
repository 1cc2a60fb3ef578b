import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { openStore } from '../../src/storage/open.ts'

test('every port has a suite that runs on every database', async () => {
  const store = await openStore({ sqliteFile: ':memory:' })
  await store.close()
  const ports = Object.entries(store).filter(([, member]) => typeof member === 'object')
  const files = (await readdir(import.meta.dirname, { recursive: true })).filter((name) => name.endsWith('.test.ts'))
  const texts = await Promise.all(files.map((name) => readFile(`${import.meta.dirname}/${name}`, 'utf8')))
  const missing = ports.filter(([port]) => !texts.some((text) => text.includes(`describePort('${port}'`)))
  assert.deepEqual(missing, [])
  assert.ok(ports.length > 10)
})
