// Builds the pages of web/ into dist/web/, with the compressed forms of each file beside it.
import { globSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { DIST, ROOT } from '../bin/compiled.js'
import { replaceFile } from '../src/machine/write-file.ts'

const FOLDER = 'web'
const PAGE = 'index.html'
const READABLE = 0o644
/** Fonts and pictures are compressed already. */
const COMPRESSIBLE = /\.(?:js|css|svg)$/

/** The sources of the pages: their own, and those of src/ that they import. */
export const pageSources = (): readonly string[] => [
  ...globSync(['web/**/*.{ts,tsx,css,html,svg,json}', 'src/client/*.ts', 'src/contract/**/*.ts'], { cwd: ROOT }).sort(),
  ...['package.json', 'package-lock.json', 'scripts/build-pages.ts'],
  ...['scripts/bundle-pages.ts', 'scripts/asked-operations.ts'],
]

/** Returns the files in dist/ that were built. The files of the previous build are kept: open pages may still request them. */
export async function buildPages(before: readonly string[]): Promise<readonly string[]> {
  const { bundlePages } = await import('./bundle-pages.ts')
  const folder = await mkdtemp(join(DIST, '.pages-'))
  try {
    await bundlePages(folder)
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const names = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    await mkdir(join(DIST, FOLDER, 'assets'), { recursive: true })
    const built: string[] = []
    // The page is written last, after the files that it names.
    for (const name of [...names.filter((one) => one !== PAGE), PAGE])
      built.push(...(await put(name, await readFile(join(folder, name)))))
    await removeOthers([...built, ...before])
    return built
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function put(name: string, bytes: Buffer): Promise<readonly string[]> {
  const file = join(FOLDER, name)
  await replaceFile(join(DIST, file), bytes, READABLE)
  if (!COMPRESSIBLE.test(name)) return [file]
  const hint = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }
  await replaceFile(join(DIST, `${file}.br`), await promisify(brotliCompress)(bytes, hint), READABLE)
  await replaceFile(join(DIST, `${file}.gz`), await promisify(gzip)(bytes, { level: 9 }), READABLE)
  return [file, `${file}.br`, `${file}.gz`]
}

async function removeOthers(kept: readonly string[]): Promise<void> {
  const there = (await readdir(join(DIST, FOLDER, 'assets'))).map((name) => join(FOLDER, 'assets', name))
  for (const file of there.filter((one) => !kept.includes(one))) await rm(join(DIST, file), { force: true })
}
