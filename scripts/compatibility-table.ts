// Makes docs/COMPATIBILITY.md: the preface beside this file, then which operations are served and which tests name them,
// read from the handlers and the tests themselves. `--check` writes nothing and fails when the page is out of date.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path/posix'
import { fileURLToPath } from 'node:url'
import type { OperationEntry } from '../src/contract/operation.ts'
import * as iam from '../src/contract/generated/iam-2019-12-10.ts'
import * as operation from '../src/contract/generated/operation-2020-05-05.ts'
import * as packer2023 from '../src/contract/generated/packer-2023-01-01.ts'
import * as resourceManager from '../src/contract/generated/resource-manager-2019-12-10.ts'
import { iamHandlers } from '../src/http/iam/index.ts'
import { operationHandlers } from '../src/http/operation/index.ts'
import { packer2023Handlers } from '../src/http/packer-2023/index.ts'
import { unimplemented } from '../src/http/packer-2023/unimplemented.ts'
import { resourceManagerHandlers } from '../src/http/resource-manager/index.ts'

interface Api {
  readonly name: string
  readonly operations: Readonly<Record<string, OperationEntry>>
  readonly handlers: object
  /** Operations that are listed although they are not served; of other APIs only what is served is listed. */
  readonly unserved: readonly string[]
  /** What tests call an operation. */
  readonly testNames: (operationId: string) => readonly string[]
}

const itsOwnName = (operationId: string) => [operationId]

const apis: readonly Api[] = [
  {
    name: 'packer 2023-01-01',
    operations: packer2023.operations,
    handlers: packer2023Handlers(() => ''),
    unserved: unimplemented,
    testNames: (operationId) => [operationId, operationId.replace('PackerService_', '')],
  },
  {
    name: 'resource-manager 2019-12-10',
    operations: resourceManager.operations,
    handlers: resourceManagerHandlers,
    unserved: [],
    testNames: itsOwnName,
  },
  { name: 'iam 2019-12-10', operations: iam.operations, handlers: iamHandlers, unserved: [], testNames: itsOwnName },
  {
    name: 'operation 2020-05-05',
    operations: operation.operations,
    handlers: operationHandlers,
    unserved: [],
    testNames: (operationId) => [`OperationService_${operationId}`],
  },
]

// --- Tests -----------------------------------------------------------------------------------------------------------

const tests = fileURLToPath(new URL('../test', import.meta.url))
const IS_TEST = /\.test\.ts$|_test\.go$/
const IMPORT = /from '(\.{1,2}\/[^']+\.ts)'/g
// A test that goes through this list calls every operation on it, and what else it names it names as an exception.
const CALLS_UNSERVED = 'const operation of unimplemented)'

interface TestFile {
  /** Below test/; a client's folder stands for the files in it. */
  readonly shownAs: string
  /** With the text of the helpers that it imports. */
  readonly text: string
  readonly callsUnserved: boolean
}

async function readTests(): Promise<readonly TestFile[]> {
  const paths = (await readdir(tests, { recursive: true })).map((path) => path.replaceAll('\\', '/')).sort()
  const isText = (path: string) => /\.(?:ts|go)$/.test(path)
  const texts = new Map(
    await Promise.all(
      paths.filter(isText).map(async (path) => [path, await readFile(join(tests, path), 'utf8')] as const),
    ),
  )
  return [...texts]
    .filter(([path]) => IS_TEST.test(path))
    .map(([path, text]) => ({
      shownAs: /^clients\/[\w-]+(?=\/)/.exec(path)?.[0] ?? path,
      text: withHelpers(path, texts, new Set()),
      callsUnserved: text.includes(CALLS_UNSERVED),
    }))
}

function withHelpers(path: string, texts: ReadonlyMap<string, string>, seen: Set<string>): string {
  const text = texts.get(path)
  if (text === undefined || seen.has(path)) return ''
  seen.add(path)
  const helpers = [...text.matchAll(IMPORT)].map(([, module = '']) => join(dirname(path), module))
  return [text, ...helpers.map((helper) => withHelpers(helper, texts, seen))].join('\n')
}

/** TypeScript names an operation in quotes; Go calls it by its name without the underscore. */
const callOf = (name: string) => new RegExp(`'${name}'|\\b${name.replace('_', '_?')}[("/]`)

function namedIn(files: readonly TestFile[], names: readonly string[], isServed: boolean): string {
  const calls = names.map(callOf)
  const naming = files.filter(({ text, callsUnserved }) =>
    callsUnserved ? !isServed : calls.some((call) => call.test(text)),
  )
  return [...new Set(naming.map(({ shownAs }) => shownAs))].join(', ')
}

// --- The page --------------------------------------------------------------------------------------------------------

const PLACE = '/organizations/{location.organization_id}/projects/{location.project_id}'

function table({ name, operations, handlers, unserved, testNames }: Api, files: readonly TestFile[]): string {
  const served = Object.keys(operations).filter((operationId) => Object.hasOwn(handlers, operationId))
  const listed = Object.entries(operations)
    .filter(([id]) => served.includes(id) || unserved.includes(id))
    .sort(([, one], [, other]) => (`${one.path} ${one.method}` < `${other.path} ${other.method}` ? -1 : 1))
  const rows = listed.map(([id, { method, path }]) => {
    const isServed = served.includes(id)
    const state = isServed ? 'served' : 'answers 12'
    return `| ${id} | ${method} \`${path.replace(PLACE, '…')}\` | ${state} | ${namedIn(files, testNames(id), isServed)} |`
  })
  return [
    `### ${name}: ${served.length} of ${Object.keys(operations).length} operations`,
    '',
    '| Operation | Method and path | State | Named in |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

const files = await readTests()
const preface = await readFile(new URL('compatibility-preface.md', import.meta.url), 'utf8')
const remark =
  '<!-- Made by scripts/compatibility-table.ts from scripts/compatibility-preface.md and the code. Never edited. -->'
const page = [remark, preface, ...apis.map((api) => table(api, files))].join('\n')
const target = new URL('../docs/COMPATIBILITY.md', import.meta.url)

if (!process.argv.includes('--check')) await writeFile(target, page)
else if (page !== (await readFile(target, 'utf8').catch(() => ''))) {
  console.error('docs/COMPATIBILITY.md does not match the code and the tests: run `npm run compatibility`')
  process.exitCode = 1
}
