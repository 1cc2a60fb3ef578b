// What others import as `assay/client` is one file that asks for nothing of Node's, and types that a project without ours compiles with.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { temporaryFolder } from '../support/temporary-folder.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const execute = promisify(execFile)

const PROGRAM = `import { createClient, currentApi, session } from 'assay/client'
const registry = createClient({ api: currentApi, apiUrl: 'https://registry.invalid', access: session() })
export const named = async (): Promise<string | undefined> =>
  (await registry.call('PackerService_GetBucket', { params: { bucket_name: 'ubuntu' } })).bucket?.name
// @ts-expect-error no operation is called so
await registry.call('PackerService_GetBuckets', {}).catch((error: Error) => console.log(error.name))
await registry.call('PackerService_GetBucket', { params: { bucket_name: '' } }).catch((error: Error) => console.log(error.name))
`
const OPTIONS = {
  compilerOptions: {
    module: 'NodeNext',
    target: 'ES2024',
    strict: true,
    // As in a browser's project: the types of the client ask for nothing of Node's either.
    types: [],
    lib: ['ES2024', 'DOM'],
    // What comes with the compiler is right.
    skipDefaultLibCheck: true,
  },
  files: ['program.ts'],
}

test('a program that imports the client compiles with its types, and runs', async (t) => {
  await execute(process.execPath, [join(ROOT, 'scripts/build-client.ts')])
  const built = await readFile(join(ROOT, 'dist/client/client.js'), 'utf8')
  assert.doesNotMatch(built, /\bfrom\s*["']|\brequire\(|node:/)

  const folder = await temporaryFolder(t)
  await mkdir(join(folder, 'node_modules'))
  await symlink(ROOT, join(folder, 'node_modules/assay'))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(OPTIONS))
  await writeFile(join(folder, 'program.ts'), PROGRAM)
  const compiler = fileURLToPath(import.meta.resolve('typescript/bin/tsc'))
  await execute(process.execPath, [compiler, '--project', folder]).catch((error: unknown) =>
    assert.fail((error as { stdout: string }).stdout),
  )
  const { stdout } = await execute(process.execPath, [join(folder, 'program.js')])
  assert.equal(stdout, 'TypeError\nTypeError\n')
})
