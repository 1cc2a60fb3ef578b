import assert from 'node:assert/strict'
import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { publicText, signingKey } from '../../../../src/cli/client/registry/mirror/archive/signing-key.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

test('exports that make the key at once sign with the same one, which is kept', async (t) => {
  const file = join(await temporaryFolder(t), 'archive-key.pem')
  const made = await Promise.all(Array.from({ length: 8 }, () => signingKey(file)))
  const kept = publicText((await signingKey(file)).key)
  assert.deepEqual(
    made.map(({ key }) => publicText(key)),
    made.map(() => kept),
  )
  assert.equal(made.filter(({ isNew }) => isNew).length, 1)
})

test('a key that others can read is used, and people are warned', async (t) => {
  const file = join(await temporaryFolder(t), 'archive-key.pem')
  await signingKey(file)
  const written = t.mock.method(process.stderr, 'write', () => true)
  await signingKey(file)
  assert.equal(written.mock.callCount(), 0)
  await chmod(file, 0o644)
  await signingKey(file)
  const said = written.mock.calls.map(({ arguments: [text] }) => String(text))
  written.mock.restore()
  assert.deepEqual(said, [
    `assay: other users of this machine can open the signing key ${file}: chmod 600 it, or 640 for a group that may read it\n`,
  ])
  assert.match(await readFile(file, 'utf8'), /PRIVATE KEY/)
})
