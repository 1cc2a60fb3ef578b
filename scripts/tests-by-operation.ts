// Which tests name an operation, read from the tests themselves for compatibility-table.ts. A name in full tells its API.
// Both Packer APIs share short names ('GetChannel'); those are of the API that the file speaks, or whose callers it imports.
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path/posix'
import { fileURLToPath } from 'node:url'

/** What the tests call an operation. */
export interface OperationNames {
  readonly inFull: string
  /** In files that speak this Packer API; null where an operation has no name but the full one. */
  readonly short: { readonly api: PackerApi; readonly name: string } | null
}

export type PackerApi = '2021-04-30' | '2023-01-01'

interface Module {
  readonly path: string
  readonly text: string
  /** The Packer APIs whose operations it names in short. */
  readonly speaks: ReadonlySet<PackerApi>
}

export interface TestFile {
  /** Below test/; a client's folder stands for the files in it. */
  readonly shownAs: string
  /** The file itself and the helpers that it imports. */
  readonly modules: readonly Module[]
  readonly callsUnserved: boolean
}

const tests = fileURLToPath(new URL('../test', import.meta.url))
const IS_TEST = /\.test\.ts$|_test\.go$/
const IMPORT = /from '(\.{1,2}\/[^']+\.ts)'/g
// A test that goes through this list calls every operation on it, and what else it names it names as an exception.
const CALLS_UNSERVED = '= unimplemented.flatMap((operation) =>'

type Texts = ReadonlyMap<string, string>

export async function readTests(): Promise<readonly TestFile[]> {
  const paths = (await readdir(tests, { recursive: true })).map((path) => path.replaceAll('\\', '/')).sort()
  const isText = (path: string) => /\.(?:ts|go)$/.test(path)
  const texts: Texts = new Map(
    await Promise.all(
      paths.filter(isText).map(async (path) => [path, await readFile(join(tests, path), 'utf8')] as const),
    ),
  )
  return [...texts]
    .filter(([path]) => IS_TEST.test(path))
    .map(([path, text]) => ({
      shownAs: /^clients\/[\w-]+(?=\/)/.exec(path)?.[0] ?? path,
      modules: withHelpers(path, texts, new Set()),
      callsUnserved: text.includes(CALLS_UNSERVED),
    }))
}

/** The files under test/ that name the operation, as the page shows them. */
export function namedIn(files: readonly TestFile[], names: OperationNames, isServed: boolean): string {
  const naming = files.filter(({ modules, callsUnserved }) =>
    callsUnserved ? !isServed : modules.some((module) => isNamed(module, names)),
  )
  return [...new Set(naming.map(({ shownAs }) => shownAs))].join(', ')
}

/** TypeScript names an operation in quotes; Go calls it by its name without the underscore. */
function isNamed({ text, speaks, path }: Module, { inFull, short }: OperationNames): boolean {
  if (text.includes(`'${inFull}'`)) return true
  const isGo = path.endsWith('.go')
  if (short === null) return isGo && callsInGo(text, inFull)
  if (!speaks.has(short.api)) return false
  return isGo ? callsInGo(text, `PackerService_${short.name}`) : text.includes(`'${short.name}'`)
}

const callsInGo = (text: string, name: string) => new RegExp(`\\b${name.replace('_', '_?')}[("]`).test(text)

function withHelpers(path: string, texts: Texts, seen: Set<string>): readonly Module[] {
  const text = texts.get(path)
  if (text === undefined || seen.has(path)) return []
  seen.add(path)
  const helpers = importsOf(path, text).flatMap((helper) => withHelpers(helper, texts, seen))
  // A test that is named after one API may take what is not about operations from helpers of the other.
  const named = apiNamedBy(path)
  const own = { path, text, speaks: new Set(spokenBy(path, texts)) }
  return [own, ...(named && IS_TEST.test(path) ? helpers.filter(({ speaks }) => speaks.has(named)) : helpers)]
}

const importsOf = (path: string, text: string): readonly string[] =>
  [...text.matchAll(IMPORT)].map(([, module = '']) => join(dirname(path), module))

const apiNamedBy = (path: string): PackerApi | null => (/packer-2021/.test(path) ? '2021-04-30' : null)

/** Makes full names out of short ones, or is compiled against one API of the SDK. */
function ownApis(path: string, text: string): readonly PackerApi[] {
  const named = apiNamedBy(path)
  if (named) return [named]
  return [
    ...(/`2021-04-30\/PackerService_\$|\/stable\/2021-04-30\//.test(text) ? (['2021-04-30'] as const) : []),
    ...(/`PackerService_\$|\/stable\/2023-01-01\//.test(text) ? (['2023-01-01'] as const) : []),
  ]
}

/** Where nothing tells, the newer one, whose words the project speaks. */
function spokenBy(path: string, texts: Texts): readonly PackerApi[] {
  const text = texts.get(path) ?? ''
  const own = ownApis(path, text)
  if (own.length > 0) return own
  const imported = importsOf(path, text).flatMap((helper) => ownApis(helper, texts.get(helper) ?? ''))
  return imported.length > 0 ? imported : ['2023-01-01']
}
