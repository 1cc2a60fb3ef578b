// Kysely consists of two hundred and fifty files. Loading them takes every test process as long as loading all of src/, so a whole run
// bundles them into two.
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { replaceFile } from '../../src/machine/write-file.ts'

/** The part of esbuild's interface that is used here. */
interface Compiler {
  readonly build: (options: object) => Promise<{ readonly outputFiles: readonly { path: string; text: string }[] }>
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOLDER = join(ROOT, 'node_modules/.cache/assay/kysely')
const READABLE = 0o644

/** Writes the bundles, which before-tests.ts loads. */
export async function bundleKysely(): Promise<void> {
  const { build } = createRequire(import.meta.url)('esbuild') as Compiler
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: { kysely: 'kysely', migration: 'kysely/migration' },
    outdir: FOLDER,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    write: false,
  })
  await mkdir(FOLDER, { recursive: true })
  for (const { path, text } of outputFiles) await replaceFile(join(FOLDER, basename(path)), text, READABLE)
}
