// The functions of the domain that change stored data, found in the sources so that none is forgotten.
import { codeOf, isOwn, isUnder, readTree, type SourceFile } from './source-tree.ts'

const ROOT = new URL('../../', import.meta.url)
const BEGINS =
  /\b(?:makeChange|changeOrganization|changeHome|changeRegistry|changeBucket|tendRegistry|tendBucket|transaction)\(/
const FUNCTION = /^(?:export )?(?:async )?function (\w+)[^]*?^\}/gm

/** The exported functions that begin a change, themselves or through another function of their file. */
export const writingUseCases = (): readonly string[] =>
  readTree(ROOT)
    .filter((file) => isOwn(file) && isUnder('src/domain')(file) && file.path !== 'src/domain/change.ts')
    .flatMap(writersIn)
    .sort()

function writersIn(file: SourceFile): readonly string[] {
  const bodies = new Map([...file.text.matchAll(FUNCTION)].map(([text, name]) => [name ?? '', text]))
  const writes = (text: string, seen: ReadonlySet<string>): boolean =>
    BEGINS.test(text) ||
    [...bodies].some(
      ([name, body]) =>
        !seen.has(name) && new RegExp(`\\b${name}\\(`).test(text) && writes(body, new Set([...seen, name])),
    )
  return codeOf(file)
    .functions.map(({ text }) => text)
    .filter((name) => writes(bodies.get(name) ?? '', new Set([name])))
}
