import { posix } from 'node:path'
import { codeOf, type SourceFile } from './source-tree.ts'

/** Packages that only the browser may load. */
const OF_PAGES = /^(?:react(?:-dom|-router)?|recharts|@mantine\/|@tanstack\/|@xyflow\/|@dagrejs\/|@fontsource)/

/** Pages import the client, and nothing else of this project. */
export function pageViolations(file: SourceFile): readonly string[] {
  const isPage = file.path.startsWith('web/')
  return codeOf(file).imports.flatMap(({ text: module, line }) => {
    if (!module.startsWith('.'))
      return OF_PAGES.test(module) && !isPage
        ? [`${file.path}:${line}: imports ${module}, which only web/ may`]
        : isPage && module.startsWith('node:')
          ? [`${file.path}:${line}: imports ${module}, which browsers do not have`]
          : []
    const target = posix.join(posix.dirname(file.path), module)
    if (isPage && !/^(?:web|src\/client)\//.test(target))
      return [`${file.path}:${line}: imports ${module}; web may import client and nothing else of ours`]
    return !isPage && target.startsWith('web/') && file.path.startsWith('src/')
      ? [`${file.path}:${line}: imports ${module}, which is a page`]
      : []
  })
}
