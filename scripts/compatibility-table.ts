// Makes docs/COMPATIBILITY.md: the preface beside this file, then which operations are served and which tests name them,
// read from the handlers and the tests themselves. `--check` writes nothing and fails when the page is out of date.
import { readFile, writeFile } from 'node:fs/promises'
import { apis } from '../src/http/apis.ts'
import type { Api } from '../src/http/binding/bind-operations.ts'
import { namedIn, type OperationNames, readTests, type TestFile } from './tests-by-operation.ts'

/** The two Packer APIs name many operations alike, and the operation API calls its own just Get and List. */
function testNames(api: string, operationId: string): OperationNames {
  const short = operationId.replace('PackerService_', '')
  switch (api) {
    case 'packer 2023-01-01':
      return { inFull: operationId, short: { api: '2023-01-01', name: short } }
    case 'packer 2021-04-30':
      return { inFull: `2021-04-30/${operationId}`, short: { api: '2021-04-30', name: short } }
    case 'operation 2020-05-05':
      return { inFull: `OperationService_${operationId}`, short: null }
    default:
      return { inFull: operationId, short: null }
  }
}

// --- The page --------------------------------------------------------------------------------------------------------

const PLACE = '/organizations/{location.organization_id}/projects/{location.project_id}'

function table({ name, operations, handlers }: Api, files: readonly TestFile[]): string {
  const served = Object.keys(operations).filter((operationId) => Object.hasOwn(handlers, operationId))
  const listed = Object.entries(operations).sort(([, one], [, other]) =>
    `${one.path} ${one.method}` < `${other.path} ${other.method}` ? -1 : 1,
  )
  const rows = listed.map(([id, { method, path }]) => {
    const isServed = served.includes(id)
    const state = isServed ? 'served' : 'answers 12'
    return `| ${id} | ${method} \`${path.replace(PLACE, '…')}\` | ${state} | ${namedIn(files, testNames(name, id), isServed)} |`
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
const page = [remark, preface, ...apis(() => '').map((api) => table(api, files))].join('\n')
const target = new URL('../docs/COMPATIBILITY.md', import.meta.url)

if (!process.argv.includes('--check')) await writeFile(target, page)
else if (page !== (await readFile(target, 'utf8').catch(() => ''))) {
  console.error('docs/COMPATIBILITY.md does not match the code and the tests: run `npm run compatibility`')
  process.exitCode = 1
}
