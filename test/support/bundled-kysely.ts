// Kysely comes in two hundred and fifty files, which every test process would read: they take as long as all of src/. For a whole
// run they are put into two.
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { replaceFile } from '../../src/machine/write-file.ts'

/** As much of esbuild as is used here. */
interface Compiler {
  readonly build: (options: object) => Promise<{ readonly outputFiles: readonly { path: string; text: string }[] }>
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOLDER = join(ROOT, 'node_modules/.cache/assay/kysely')
const READABLE = 0o644

/** Makes them; before-tests.ts takes them from there. */
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
