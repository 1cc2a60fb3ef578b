import assert from 'node:assert/strict'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { startServer, stop } from '../support/command.ts'
import { dataFolder } from '../support/data-folder.ts'

test('a server whose database is moved away says so within 5 s, once, and that it is back', async (t) => {
  const folder = await dataFolder(t)
  const server = await startServer(t, folder, ['--log-format', 'json'])
  const file = join(folder, 'assay.db')
  const begin = performance.now()
  await rename(file, `${file}.away`)
  await server.says('stderr', 'the files of the database were moved, deleted or replaced under the running server')
  assert.ok(performance.now() - begin < 5000)
  await rename(`${file}.away`, file)
  await server.says('stderr', 'the jobs are looked up again')
  const { code, stderr } = await stop(server)
  assert.equal(code, 0)
  assert.equal(stderr.split('\n').filter((line) => line.includes('the jobs cannot be looked up')).length, 1)
})
