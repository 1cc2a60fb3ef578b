// The result of `npm pack` as people install it: without the sources, and with only its own packages.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { after, before, describe, test, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { RunningServer } from '../../src/cli/running-file.ts'
import { startProgram, stop } from '../support/command.ts'
import { sourced } from '../support/sourced.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const execute = promisify(execFile)

interface Manifest {
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
}

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
    // As in a browser project: the client's types must not need Node's.
    types: [],
    lib: ['ES2024', 'DOM'],
    // The compiler's own declarations are correct.
    skipDefaultLibCheck: true,
  },
  files: ['program.ts'],
}

/** An empty folder with the package installed, as npm lays it out, without a request to a package registry. */
async function installed(
  t: Pick<TestContext, 'after'>,
): Promise<{ readonly folder: string; readonly manifest: Manifest }> {
  const folder = await temporaryFolder(t)
  const options = { cwd: ROOT, env: { ...process.env, npm_config_cache: join(folder, 'cache') } }
  await execute('npm', ['pack', '--silent', '--pack-destination', folder], options)
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Manifest
  const place = join(folder, 'node_modules/assay')
  await mkdir(place, { recursive: true })
  await execute('tar', ['-xzf', join(folder, `assay-${version}.tgz`), '-C', place, '--strip-components=1'])
  const manifest = JSON.parse(await readFile(join(place, 'package.json'), 'utf8')) as Manifest
  for (const name of Object.keys(manifest.dependencies)) {
    const link = join(folder, 'node_modules', name)
    await mkdir(dirname(link), { recursive: true })
    await symlink(join(ROOT, 'node_modules', name), link)
  }
  return { folder, manifest }
}

describe('a package', () => {
  const closing: (() => unknown)[] = []
  let folder: string
  let manifest: Manifest
  before(async () => {
    ;({ folder, manifest } = await installed({ after: (close) => closing.push(close as () => unknown) }))
  })
  after(async () => {
    for (const close of closing) await close()
  })

  test('serves the API and the pages, is asked by its own command and by a program that imports its client', async (t) => {
    const assay = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
      startProgram(t, [join(folder, 'node_modules/assay/bin/assay.js'), ...words], env)
    assert.equal((await assay(['--version']).ended).stdout, `${manifest.version}\n`)

    const data = join(folder, 'data')
    const server = assay(['serve', '--listen', '127.0.0.1:0'], { ASSAY_DATA_DIR: data })
    await server.says('stdout', 'Its database is')
    const { url } = JSON.parse(await readFile(join(data, 'running.json'), 'utf8')) as RunningServer
    const env = Object.fromEntries(await sourced(join(data, 'credentials.env')))

    const created = await assay(['bucket', 'create', 'ubuntu', '--output', 'name'], env).ended
    assert.deepEqual(created, { code: 0, stdout: 'ubuntu\n', stderr: '' })
    const isReady = await assay(['ready', '--listen', new URL(url).host.replace('localhost', '127.0.0.1')]).ended
    assert.deepEqual(isReady, { code: 0, stdout: 'ready\n', stderr: '' })

    const program = `
      import { createClient } from 'assay/client'
      const answer = await fetch(${JSON.stringify(url)} + '/sign-in')
      console.log(typeof createClient, answer.status, (await answer.text()).includes('<html'))`
    await writeFile(join(folder, 'program.mjs'), program)
    const asked = startProgram(t, [join(folder, 'program.mjs')], { NODE_EXTRA_CA_CERTS: env['SSL_CERT_FILE'] ?? '' })
    assert.equal((await asked.ended).stdout, 'function 200 true\n')
    assert.equal((await stop(server)).code, 0)
  })

  test('has a client with types that a program without ours compiles with, in one file that asks for nothing of Node', async () => {
    const built = await readFile(join(folder, 'node_modules/assay/dist/client/client.js'), 'utf8')
    assert.doesNotMatch(built, /\bfrom\s*["']|\brequire\(|node:/)
    const place = join(folder, 'typed')
    await mkdir(place)
    await writeFile(join(place, 'package.json'), '{ "type": "module" }')
    await writeFile(join(place, 'tsconfig.json'), JSON.stringify(OPTIONS))
    await writeFile(join(place, 'program.ts'), PROGRAM)
    const compiler = fileURLToPath(import.meta.resolve('typescript/bin/tsc'))
    await execute(process.execPath, [compiler, '--project', place]).catch((error: unknown) =>
      assert.fail((error as { stdout: string }).stdout),
    )
    const { stdout } = await execute(process.execPath, [join(place, 'program.js')])
    assert.equal(stdout, 'TypeError\nTypeError\n')
  })
})
