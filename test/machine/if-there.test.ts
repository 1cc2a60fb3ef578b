import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { ifThere } from '../../src/machine/if-there.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('what is not there is null, and everything else as it was', async (t) => {
  const folder = await temporaryFolder(t)
  const file = join(folder, 'file')
  const read = (path: string) => ifThere(readFile(path, 'utf8'))
  assert.equal(await read(file), null)
  await writeFile(file, 'text')
  assert.equal(await read(file), 'text')
  await assert.rejects(read(folder), { code: 'EISDIR' })
})
