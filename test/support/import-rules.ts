// The rule of test/architecture.test.ts about import cycles: of two files that import each other, neither can be read
// first.
import { posix } from 'node:path'
import { codeOf, isOwn, type SourceFile } from './source-tree.ts'

/** One complaint for each file that imports itself through files whose paths do not sort before its own. */
export function importCircles(files: readonly SourceFile[]): readonly string[] {
  const own = files.filter(isOwn)
  const targets = new Map(own.map((file) => [file.path, importsOf(file)]))
  return own.flatMap(({ path }) => {
    const ways = new Map([[path, [path]]])
    for (const [at, way] of ways)
      for (const target of targets.get(at) ?? []) {
        if (target === path) return [`${path}:1: comes back to itself by ${way.slice(1).join(', ') || 'itself'}`]
        if (target > path && !ways.has(target)) ways.set(target, [...way, target])
      }
    return []
  })
}

const importsOf = (file: SourceFile): readonly string[] =>
  codeOf(file)
    .imports.filter(({ text }) => text.startsWith('.'))
    .map(({ text }) => posix.join(posix.dirname(file.path), text))
