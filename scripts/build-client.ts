// Builds `assay/client` into dist/client/, before a package is made: one file for browsers and Node, and the types of its exports.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { DIST, ROOT } from '../bin/compiled.js'

const ENTRY = 'src/client/exports.ts'
// `npm run check` checks the types.
const TYPES = [
  '--declaration',
  '--emitDeclarationOnly',
  '--noEmit',
  'false',
  '--rewriteRelativeImportExtensions',
  '--noCheck',
]

await build({
  absWorkingDir: ROOT,
  entryPoints: [ENTRY],
  outfile: `${DIST}/client/client.js`,
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  logLevel: 'warning',
})
const compiler = fileURLToPath(import.meta.resolve('typescript/bin/tsc'))
const place = ['--project', `${ROOT}scripts/client-types.json`, '--outDir', `${DIST}/client/types`]
await promisify(execFile)(process.execPath, [compiler, ...place, ...TYPES], { cwd: ROOT })
