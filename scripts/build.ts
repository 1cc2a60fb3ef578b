// `npm run build`: compiles the command into dist/, together with its packages, so that a start reads a handful of files
// instead of a thousand. Several may do so at once, while others run what they find there.
import { existsSync, globSync } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { contentsOf, DIST, isOfTheseSources, lastCompiled, looksOf, type Made, RECORD, ROOT } from '../bin/compiled.js'
import { removeLeftovers, replaceFile } from '../src/machine/write-file.ts'

interface Output {
  readonly path: string
  readonly text: string
}

/** As much of esbuild as is used here: it is loaded late, so that there are words for when it is missing. */
interface Compiler {
  readonly build: (options: object) => Promise<{ readonly outputFiles: readonly Output[] }>
  readonly transform: (text: string, options: object) => Promise<{ readonly code: string }>
}

interface Resolver {
  onResolve(
    options: object,
    callback: (asked: { readonly path: string; readonly namespace: string }) => object | undefined,
  ): void
  onLoad(options: object, callback: (asked: { readonly path: string }) => object | Promise<object>): void
  readonly esbuild: Compiler
}

/**
 * An import of a module of Node's reads all that it has, parts that are loaded when they are read too: undici comes with
 * `node:http`, a tenth of a start and 10 MB.
 */
function ownModules(compiler: Resolver): void {
  compiler.onResolve({ filter: /^node:/ }, ({ path, namespace }) =>
    namespace === 'node' ? undefined : { path, namespace: 'node' },
  )
  compiler.onLoad({ filter: /./, namespace: 'node' }, ({ path }) => ({
    contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)})`,
  }))
}

/** A program keeps its text, in two bytes for each sign when one of all is not ASCII: comments are not for it. */
function withoutComments(compiler: Resolver): void {
  compiler.onLoad({ filter: /\.(?:[cm]?js|ts)$/ }, async ({ path }) => {
    const loader = path.endsWith('.ts') ? 'ts' : 'js'
    const options = { loader, sourcefile: path, minifyWhitespace: true, legalComments: 'none', logLevel: 'silent' }
    const { code } = await compiler.esbuild.transform(await readFile(path, 'utf8'), options)
    return { contents: code }
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
    // Loads a binary that lies beside it.
    'better-sqlite3',
    // Not installed.
    'pg-native',
    // What Fastify would load for schemas and for injected requests, and never does here.
    ...['@fastify/ajv-compiler', '@fastify/fast-json-stringify-compiler', 'light-my-request'],
  ],
  // Packages of the older kind ask for Node's modules by `require`, which a module of the newer kind does not have.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
  // A name tells what is in the file: one that a running server has still to load is never replaced by another.
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  logLevel: 'warning',
  write: false,
  plugins: [
    { name: 'node', setup: ownModules },
    { name: 'comments', setup: withoutComments },
  ],
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

/** Asked before it is compiled: what is edited meanwhile is not what was compiled. */
const seenOf = (inputs: readonly string[]): Omit<Made, 'outputs'> => ({
  inputs,
  looks: looksOf(inputs),
  contents: contentsOf(inputs),
})

async function compileCommand(): Promise<{ readonly entry: string; readonly command: Made }> {
  const { build: compile } = createRequire(import.meta.url)('esbuild') as Compiler
  const sources = globSync('src/**/*.ts', { cwd: ROOT }).sort()
  const seen = seenOf([...sources, 'package.json', 'package-lock.json', 'scripts/build.ts'])
  const { outputFiles } = await compile(OPTIONS)
  for (const { path, text } of outputFiles) await replaceFile(path, text, READABLE)
  const outputs = outputFiles.map(({ path }) => basename(path))
  return { entry: outputs.find((name) => name.startsWith('main-')) ?? '', command: { ...seen, outputs } }
}

/** What bundles them is not among the packages of those who only run the command: the registry does without pages then. */
async function pagesOf(before: Made | null): Promise<Made> {
  // Where their sources are not, as in what is published, what was built of them is.
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

/** What was compiled before stays, because a server that runs may still have some of it to load. */
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
