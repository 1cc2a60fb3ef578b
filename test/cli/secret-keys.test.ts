import assert from 'node:assert/strict'
import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { secretKeys } from '../../src/cli/serve/secret-keys.ts'
import { dataDirectoryAt } from '../../src/config/data-directory.ts'
import { DomainError } from '../../src/domain/errors.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const [one, two] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')]

async function arrange(t: TestContext) {
  const directory = dataDirectoryAt(await temporaryFolder(t))
  const warnings: string[] = []
  const given = join(directory.root, 'given')
  const keys = (file: string | null) => secretKeys(file, directory, (message) => warnings.push(message))
  const write = async (text: string) => {
    await writeFile(given, text, { mode: 0o600 })
    return given
  }
  return { directory, keys, write, warnings, given }
}

test('the first start makes a key in the data directory, for its owner alone, and later ones find it', async (t) => {
  const { directory, keys, warnings } = await arrange(t)
  const [made, ...others] = await keys(null)
  assert.deepEqual([made.length, others], [32, []])
  assert.equal((await stat(directory.secretKeysFile)).mode & 0o777, 0o600)
  assert.ok((await readFile(directory.secretKeysFile, 'utf8')).includes(Buffer.from(made).toString('base64')))
  assert.deepEqual(await keys(null), [made])
  assert.deepEqual(warnings, [])
})

test('several servers that start at once get the same key', async (t) => {
  const { keys } = await arrange(t)
  const all = await Promise.all([keys(null), keys(null), keys(null), keys(null)])
  for (const each of all) assert.deepEqual(each, all[0])
})

test('an operator gives several keys, the first of which encrypts, and none is made beside them', async (t) => {
  const { directory, keys, write, warnings, given } = await arrange(t)
  await write(`# since March\n${two}\n\n${one}\n`)
  assert.deepEqual(await keys(given), [new Uint8Array(32).fill(2), new Uint8Array(32).fill(1)])
  await assert.rejects(stat(directory.secretKeysFile))
  assert.deepEqual(warnings, [])
  await chmod(given, 0o644)
  await keys(given)
  assert.match(warnings.join(), /other users of this machine can open the secret keys/)
})

test('a file that holds anything else is refused, and nothing of it is told', async (t) => {
  const { keys, write, given } = await arrange(t)
  for (const [text, why] of [
    ['', 'it has no keys; it must'],
    [`${one}\nswordfish\n`, 'it has no valid key in line 2; it must'],
    [`${one.slice(0, -2)}\n`, 'it has no valid key in line 1; it must'],
    [`${one}\n`.repeat(21), 'it has too many keys; it must'],
  ] as const)
    await assert.rejects(keys(await write(text)), (error: unknown) => {
      assert.ok(error instanceof DomainError && error.message.startsWith(`the secret keys ${given}: ${why}`))
      assert.ok(!error.message.includes('swordfish'))
      return true
    })
  await assert.rejects(keys(`${given}-not`), /^DomainError: the secret keys .*given-not cannot be read: ENOENT/)
})
