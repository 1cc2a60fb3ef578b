// Builds action/assay.js, the one file that the GitHub Action runs. A workflow that names the repository runs the file as it is, without a
// build of its own (ADR 42). With `--check` it writes nothing, and fails when the file does not match the sources.
import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from '../bin/compiled.js'
import { isCheck } from './made-page.ts'

const ENTRY = 'src/cli/client/action/main.ts'
const FILE = join(ROOT, 'action/assay.js')

// CommonJS packages load Node's modules by `require`, which an ES module does not have.
const REQUIRE = "import { createRequire as requireOf } from 'node:module'\nconst require = requireOf(import.meta.url)\n"

const { outputFiles, metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: [ENTRY],
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  charset: 'ascii',
  legalComments: 'none',
  banner: { js: REQUIRE },
  logLevel: 'warning',
  metafile: true,
  write: false,
})

const [bundle] = outputFiles
const made = `// Made by scripts/build-action.ts from ${ENTRY}. Never edited.\n${await licences()}${bundle?.text ?? ''}`

if (!isCheck) await writeFile(FILE, made)
else if (made !== (await readFile(FILE, 'utf8').catch(() => ''))) {
  process.stderr.write('action/assay.js is not what the sources make: run `npm run action`\n')
  process.exitCode = 1
}

/** The licences of the packages in the bundle, which require that. */
async function licences(): Promise<string> {
  const inputs = Object.values(metafile.outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  )
  const folders = new Set(inputs.flatMap((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []))
  const texts = await Promise.all([...folders].sort().map(licenceOf))
  return texts.join('')
}

async function licenceOf(folder: string): Promise<string> {
  const read = (file: string) => readFile(join(ROOT, folder, file), 'utf8')
  const { name, version } = JSON.parse(await read('package.json')) as {
    readonly name: string
    readonly version: string
  }
  const [file] = globSync('{LICENSE,LICENCE,license}*', { cwd: join(ROOT, folder) }).sort()
  if (file === undefined) throw new Error(`${name} has no text of its licence`)
  const lines = `${name} ${version}\n\n${(await read(file)).trim()}`.split('\n')
  return `${lines.map((line) => `// ${line}`.trimEnd()).join('\n')}\n//\n`
}
