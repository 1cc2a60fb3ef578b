import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdir, readdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Compiled, contentsOf, lastCompiled } from '../../bin/compiled.js'
import { startProgram, stop } from '../support/command.ts'
import { databases } from '../support/databases.ts'
import { canLogIn } from '../support/sourced.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PROGRAM = 'src/cli/program.ts'
const PARTS = ['bin', 'scripts', 'src', 'package.json', 'package-lock.json']
const execute = promisify(execFile)

interface Checkout {
  readonly root: string
  readonly assay: (...args: readonly string[]) => Promise<{ readonly stdout: string; readonly stderr: string }>
  /** The files in dist/, except the record of what was compiled. */
  readonly outputs: () => Promise<readonly string[]>
  readonly record: () => Promise<Compiled>
  /** Changes the text that --help prints. */
  readonly edit: (words: string) => Promise<void>
}

const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string }

// A small program, because when something is compiled does not depend on its size, but the time that it takes does.
const SMALL_PROGRAM = `
export async function runCommandLine([, , asked]: readonly string[]): Promise<number> {
  if (asked === 'part') await import('./part.ts')
  process.stdout.write(asked === '--version' ? '${version}\\n' : 'A registry for golden machine images\\n')
  return 0
}
`

/** A checkout with the packages of this one, a small program in place of the real one, and nothing compiled. */
async function checkout(t: TestContext): Promise<Checkout> {
  const made = await checkoutIn(await temporaryFolder(t))
  await writeFile(join(made.root, PROGRAM), SMALL_PROGRAM)
  await writeFile(join(made.root, 'src/cli/part.ts'), 'export {}')
  return made
}

/** A checkout with the sources of this one and their compiled files. */
async function compiledCheckout(t: TestContext): Promise<Checkout> {
  const root = await temporaryFolder(t)
  const { command, ...record } = lastCompiled() ?? assert.fail('nothing is compiled')
  await mkdir(join(root, 'dist'))
  for (const name of command.outputs) await cp(join(ROOT, 'dist', name), join(root, 'dist', name))
  const pages = { inputs: [], outputs: [], looks: '', contents: contentsOf([]) }
  await writeFile(join(root, 'dist/compiled.json'), JSON.stringify({ ...record, command, pages }))
  return checkoutIn(root)
}

async function checkoutIn(root: string): Promise<Checkout> {
  for (const part of PARTS) await cp(join(ROOT, part), join(root, part), { recursive: true })
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  return {
    root,
    assay: (...args) => execute(process.execPath, [join(root, 'bin/assay.js'), ...args]),
    outputs: async () => (await readdir(join(root, 'dist'))).filter((name) => name !== 'compiled.json').sort(),
    record: async () => JSON.parse(await readFile(join(root, 'dist/compiled.json'), 'utf8')) as Compiled,
    edit: (words) =>
      writeFile(join(root, PROGRAM), SMALL_PROGRAM.replace('A registry for golden machine images', words)),
  }
}

test('commands that are the first, all at once, compile their sources and say only what they were asked', async (t) => {
  const { assay, outputs, record } = await checkout(t)
  const said = await Promise.all(Array.from({ length: 3 }, () => assay('--version')))
  assert.deepEqual(said, Array(3).fill({ stdout: `${version}\n`, stderr: '' }))
  assert.deepEqual(await outputs(), [...(await record()).command.outputs].sort())
})

test('under a Node that is too old says so, and what to do', async () => {
  const old = `data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '20.19.0' })`
  await assert.rejects(execute(process.execPath, ['--import', old, join(ROOT, 'bin/assay.js'), '--version']), {
    code: 1,
    stdout: '',
    stderr: /^assay: needs Node 24 or later.*npm ci brings it/,
  })
})

test('what was compiled serves on every database', async (t) => {
  const { root } = await compiledCheckout(t)
  for (const database of databases()) {
    const { location, drop } = await database.createEmpty()
    t.after(drop)
    const data = join(root, database.name)
    const place = 'postgresUrl' in location ? { ASSAY_DATABASE_URL: location.postgresUrl } : {}
    const server = startProgram(t, [join(root, 'bin/assay.js'), 'serve', '--listen', '127.0.0.1:0'], {
      ASSAY_DATA_DIR: data,
      ...place,
    })
    await server.says('stdout', 'Its database is')
    assert.equal(await canLogIn(join(data, 'credentials.env')), true)
    assert.equal((await stop(server)).code, 0)
  }
})

test('what was compiled is ASCII: one sign that is not would have the process keep its text in twice the memory', async (t) => {
  const { outputs, root } = await compiledCheckout(t)
  for (const name of await outputs()) {
    const text = await readFile(join(root, 'dist', name), 'utf8')
    assert.equal(/[^\x00-\x7f].*/.exec(text)?.[0], undefined, name)
  }
})

test('what was compiled is run as it is until its sources are others', async (t) => {
  const { root, assay, outputs, record, edit } = await checkout(t)
  const help = async () => (await assay('--help')).stdout
  await edit('First')
  assert.match(await help(), /^First/m)
  const [first, written] = [await record(), await stat(join(root, 'dist/compiled.json'))]
  // As in a copy of a checkout, where every file is younger.
  await utimes(join(root, 'src/app.ts'), new Date(), new Date())
  assert.match(await help(), /^First/m)
  assert.deepEqual(await stat(join(root, 'dist/compiled.json')), written)

  await edit('Second')
  assert.match(await help(), /^Second/m)
  const second = await record()
  assert.deepEqual(
    new Set(await outputs()),
    new Set([...first.command.outputs, ...second.command.outputs]),
    'a server that was started before finds what it has still to load',
  )
  await edit('Third')
  assert.match(await help(), /^Third/m)
  assert.deepEqual(new Set(await outputs()), new Set([...second.command.outputs, ...(await record()).command.outputs]))
})

test('a file that is missing of what was compiled is made again', async (t) => {
  const { root, assay, record } = await checkout(t)
  await assay('--version')
  const { outputs } = (await record()).command
  await rm(join(root, 'dist', outputs.find((name) => name.startsWith('part-')) ?? ''))
  assert.equal((await assay('--version')).stdout, `${version}\n`)
  assert.deepEqual((await readdir(join(root, 'dist'))).length, outputs.length + 1)
})

test('what cannot be compiled says why, and nothing old is run', async (t) => {
  const { root, assay, edit } = await checkout(t)
  await assay('--version')
  const refusal =
    (words: RegExp) => (error: { readonly code: number; readonly stdout: string; readonly stderr: string }) => {
      assert.match(error.stderr, words)
      assert.deepEqual([error.code, error.stdout], [1, ''])
      return true
    }
  await edit("an apostrophe's mistake")
  await assert.rejects(assay('--version'), refusal(/program\.ts:\d+.*could not be compiled/s))

  await edit('Fourth')
  await rename(join(root, 'dist'), join(root, 'was-dist'))
  // Nobody can write there, not even root.
  await symlink('/proc/self/fdinfo', join(root, 'dist'))
  await assert.rejects(assay('--version'), refusal(/could not be compiled \(.*dist.*\): run "npm run build"/))
  await rm(join(root, 'dist'))
  await mkdir(join(root, 'dist'))
  await rm(join(root, 'node_modules'))
  await assert.rejects(assay('--version'), refusal(/Cannot find module 'esbuild'.*run "npm ci"/))
})
