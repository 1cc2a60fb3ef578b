import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { startProgram } from './command.ts'
import { temporaryFolder } from './temporary-folder.ts'

const PREPARED = { NODE_OPTIONS: `--import=${import.meta.resolve('./before-tests.ts')}` }

for (const [what, doing] of [
  ['a rejection', "Promise.reject(new Error('lost'))"],
  ['an error', "setTimeout(() => { throw new Error('lost') })"],
] as const)
  test(`${what} that nobody handles fails a test file, and is told`, async (t) => {
    const file = join(await temporaryFolder(t), 'losing.test.mjs')
    const meanwhile = 'return new Promise((resolve) => setTimeout(resolve, 50))'
    await writeFile(file, `import { test } from 'node:test'\ntest('loses it', () => { ${doing}; ${meanwhile} })\n`)
    const { code, stdout } = await startProgram(t, ['--test', file], PREPARED).ended
    assert.equal(code, 1)
    assert.match(stdout, /Error: lost/)
  })
