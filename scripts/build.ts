// `npm run build`: compiles the command into dist/, together with its packages, so that a start reads a handful of files instead of a
// thousand. Several builds may run at once, while other processes run what is in dist/.
import { existsSync, globSync } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { contentsOf, DIST, isOfTheseSources, lastCompiled, looksOf, type Made, RECORD, ROOT } from '../bin/compiled.js'
import { removeLeftovers, replaceFile } from '../src/machine/write-file.ts'
import { BANNER, withNodeAsked, withoutOwnFiles, withoutPrograms } from './loaded-quickly.ts'

interface Output {
  readonly path: string
  readonly text: string
}

/** The part of esbuild that is used here. It is loaded late, so that its absence can be explained. */
interface Compiler {
  readonly build: (options: object) => Promise<{ readonly outputFiles: readonly Output[] }>
  readonly transform: (text: string, options: object) => Promise<{ readonly code: string }>
}

interface Compiling {
  onLoad(options: object, callback: (asked: { readonly path: string }) => Promise<object>): void
  readonly esbuild: Compiler
}

const CLIENT = join(ROOT, 'src/cli/client/')
const COMMANDER = join(ROOT, 'node_modules/commander/')

/** A program keeps its text in memory, in two bytes a character if any character is not ASCII, so comments are removed. */
function changeText(compiler: Compiling): void {
  compiler.onLoad({ filter: /\.(?:[cm]?js|ts)$/ }, async ({ path }) => {
    const loader = path.endsWith('.ts') ? 'ts' : 'js'
    const options = { loader, sourcefile: path, minifyWhitespace: true, legalComments: 'none', logLevel: 'silent' }
    const { code } = await compiler.esbuild.transform(await readFile(path, 'utf8'), options)
    const asked = withNodeAsked(code)
    if (path.startsWith(CLIENT)) return { contents: withoutOwnFiles(asked) }
    return { contents: path.startsWith(COMMANDER) ? withoutPrograms(asked) : asked }
  })
}

const OPTIONS = {
  absWorkingDir: ROOT,
  entryPoints: ['src/main.ts'],
  outdir: DIST,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  external: [
    // Loads a binary from its own folder.
    'better-sqlite3',
    // Not installed.
    'pg-native',
    // Fastify would load these for schemas and injected requests, which are not used here.
    ...['@fastify/ajv-compiler', '@fastify/fast-json-stringify-compiler', 'light-my-request'],
  ],
  banner: { js: BANNER },
  // The name has a hash of the content: a file that a running server has still to load is never replaced by another.
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  logLevel: 'warning',
  write: false,
  plugins: [{ name: 'text', setup: changeText }],
}

const READABLE = 0o644

async function build(): Promise<void> {
  const before = lastCompiled()
  await mkdir(DIST, { recursive: true })
  await removeLeftovers(DIST)
  const { entry, command } = await compileCommand()
  const pages = await pagesOf(before?.pages ?? null)
  await replaceFile(join(DIST, RECORD), JSON.stringify({ entry, command, pages }), READABLE)
  await removeOthers([...command.outputs, ...(before?.command.outputs ?? [])])
}

/** Read before the inputs are compiled: a file that is edited meanwhile is not the one that was compiled. */
const seenOf = (inputs: readonly string[]): Omit<Made, 'outputs'> => ({
  inputs,
  looks: looksOf(inputs),
  contents: contentsOf(inputs),
})

async function compileCommand(): Promise<{ readonly entry: string; readonly command: Made }> {
  const { build: compile } = createRequire(import.meta.url)('esbuild') as Compiler
  const sources = globSync('src/**/*.ts', { cwd: ROOT }).sort()
  const seen = seenOf([
    ...sources,
    'package.json',
    'package-lock.json',
    'scripts/build.ts',
    'scripts/loaded-quickly.ts',
  ])
  const { outputFiles } = await compile(OPTIONS)
  for (const { path, text } of outputFiles) await replaceFile(path, text, READABLE)
  const outputs = outputFiles.map(({ path }) => basename(path))
  return { entry: outputs.find((name) => name.startsWith('main-')) ?? '', command: { ...seen, outputs } }
}

/** A user who only runs the command has no Vite among the packages; the registry then works without pages. */
async function pagesOf(before: Made | null): Promise<Made> {
  // Where the sources are missing, as in the published package, the pages that were built of them are kept.
  if (!existsSync(join(ROOT, 'web'))) return before ?? { ...seenOf([]), outputs: [] }
  const { buildPages, pageSources } = await import('./build-pages.ts')
  const seen = seenOf(pageSources())
  if (before !== null && before.contents === seen.contents && isOfTheseSources(before))
    return { ...seen, outputs: before.outputs }
  try {
    createRequire(import.meta.url).resolve('vite')
  } catch {
    process.stderr.write(
      'assay: the pages are not built, because vite is not installed: run "npm ci" with all packages\n',
    )
    return { ...seenOf([]), outputs: [] }
  }
  return { ...seen, outputs: await buildPages(before?.outputs ?? []) }
}

/** The previous build is kept, because a running server may still have to load some of it. */
async function removeOthers(kept: readonly string[]): Promise<void> {
  const others = (await readdir(DIST)).filter((name) => name.endsWith('.js') && !kept.includes(name))
  for (const name of others) await rm(join(DIST, name), { force: true })
}

function advice({ code, syscall }: NodeJS.ErrnoException): string {
  if (code === 'MODULE_NOT_FOUND') return 'run "npm ci"'
  return syscall === undefined ? 'mend them' : 'run "npm run build" as a user who may write there'
}

try {
  await build()
} catch (error) {
  const [reason = ''] = (error as Error).message.split('\n')
  process.stderr.write(`assay: its sources could not be compiled (${reason}): ${advice(error as Error)}\n`)
  process.exitCode = 1
}
