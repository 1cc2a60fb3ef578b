// Makes docs/COMPATIBILITY.md: the preface beside this file, then which operations are served and which tests name them,
// read from the handlers and the tests themselves. `--check` writes nothing and fails when the page is out of date.
import { readFile, writeFile } from 'node:fs/promises'
import type { OperationEntry } from '../src/contract/operation.ts'
import * as iam from '../src/contract/generated/iam-2019-12-10.ts'
import * as operation from '../src/contract/generated/operation-2020-05-05.ts'
import * as packer2021 from '../src/contract/generated/packer-2021-04-30.ts'
import * as packer2022 from '../src/contract/generated/packer-2022-12-02.ts'
import * as packer2023 from '../src/contract/generated/packer-2023-01-01.ts'
import * as resourceManager from '../src/contract/generated/resource-manager-2019-12-10.ts'
import { iamHandlers } from '../src/http/iam/index.ts'
import { operationHandlers } from '../src/http/operation/index.ts'
import { packer2021Handlers } from '../src/http/packer-2021/index.ts'
import { packer2022Handlers } from '../src/http/packer-2022/index.ts'
import { packer2023Handlers } from '../src/http/packer-2023/index.ts'
import { unimplemented } from '../src/http/packer-2023/unimplemented.ts'
import { resourceManagerHandlers } from '../src/http/resource-manager/index.ts'
import { namedIn, type OperationNames, readTests, type TestFile } from './tests-by-operation.ts'

interface Api {
  readonly name: string
  readonly operations: Readonly<Record<string, OperationEntry>>
  readonly handlers: object
  /** Operations that are listed although they are not served; of other APIs only what is served is listed. */
  readonly unserved: readonly string[]
  readonly testNames: (operationId: string) => OperationNames
}

const inFull = (operationId: string): OperationNames => ({ inFull: operationId, short: null })
const shortOf = (operationId: string) => operationId.replace('PackerService_', '')

const apis: readonly Api[] = [
  {
    name: 'packer 2023-01-01',
    operations: packer2023.operations,
    handlers: packer2023Handlers(() => ''),
    unserved: unimplemented,
    testNames: (operationId) => ({
      inFull: operationId,
      short: { api: '2023-01-01', name: shortOf(operationId) },
    }),
  },
  {
    name: 'packer 2021-04-30',
    operations: packer2021.operations,
    handlers: packer2021Handlers,
    unserved: [],
    testNames: (operationId) => ({
      inFull: `2021-04-30/${operationId}`,
      short: { api: '2021-04-30', name: shortOf(operationId) },
    }),
  },
  {
    name: 'packer 2022-12-02',
    operations: packer2022.operations,
    handlers: packer2022Handlers,
    unserved: [],
    testNames: inFull,
  },
  {
    name: 'resource-manager 2019-12-10',
    operations: resourceManager.operations,
    handlers: resourceManagerHandlers,
    unserved: [],
    testNames: inFull,
  },
  { name: 'iam 2019-12-10', operations: iam.operations, handlers: iamHandlers, unserved: [], testNames: inFull },
  {
    name: 'operation 2020-05-05',
    operations: operation.operations,
    handlers: operationHandlers,
    unserved: [],
    testNames: (operationId) => inFull(`OperationService_${operationId}`),
  },
]

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
