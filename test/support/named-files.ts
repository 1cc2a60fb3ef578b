import type { SourceFile } from './source-tree.ts'

const NAMED_FILE = /`((?:[\w-]+\/)*[\w.-]+\.tsx?)`/g

/** Files that a page of the documentation names and that do not exist. */
export function missingFiles(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap((page) =>
      page.lines.flatMap((line, index) =>
        [...line.matchAll(NAMED_FILE)]
          .map(([, name = '']) => name)
          .filter((name) => !name.includes('NNNN') && !files.some(({ path }) => `/${path}`.endsWith(`/${name}`)))
          .map((name) => `${page.path}:${index + 1}: names ${name}, which does not exist`),
      ),
    )
}
