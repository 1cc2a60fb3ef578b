// Makes docs/COMPATIBILITY.md: the preface beside this file, then which operations are served, and in which tests a response of each was
// checked against the contract, as the last complete run recorded it. `--check` writes nothing and fails when the page does not match that
// record.
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { format } from 'prettier'
import { apis } from '../src/http/apis.ts'
import { unasked } from '../test/support/unasked.ts'
import type { Api } from '../src/http/binding/api.ts'
import type { AnsweredOperations } from '../test/support/answered-operations.ts'
import { contractName } from '../test/support/contract.ts'
import { PUBLISHED, SEEN } from '../test/support/listen-for-answered.ts'
import { isCheck, makePage } from './made-page.ts'

// --- The tests -------------------------------------------------------------------------------------------------------

const read = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as AnsweredOperations

/** For test files that the run did not see, because this machine lacks what they need, the earlier record is kept. */
async function answeredOperations(): Promise<AnsweredOperations> {
  const seen = !isCheck && existsSync(SEEN) ? await read(SEEN) : {}
  const isThere = (file: string) => existsSync(new URL(`../test/${file}`, import.meta.url))
  const all = Object.entries({ ...(await read(PUBLISHED)), ...seen })
  return Object.fromEntries(all.filter(([file]) => isThere(file)).sort(([one], [other]) => (one < other ? -1 : 1)))
}

const answered = await answeredOperations()

const testsOf = (operation: string): string =>
  Object.keys(answered)
    .filter((file) => answered[file]?.includes(operation))
    .join(', ')

// --- The page --------------------------------------------------------------------------------------------------------

const PLACE = '/organizations/{location.organization_id}/projects/{location.project_id}'

function table({ name, operations, handlers }: Api): string {
  const served = Object.keys(operations).filter((operationId) => Object.hasOwn(handlers, operationId))
  const listed = Object.entries(operations).sort(([, one], [, other]) =>
    `${one.path} ${one.method}` < `${other.path} ${other.method}` ? -1 : 1,
  )
  const rows = listed.map(([id, { method, path }]) => {
    const state = served.includes(id) ? 'served' : 'answers 12'
    return `| ${id} | ${method} \`${path.replace(PLACE, '…')}\` | ${state} | ${testsOf(contractName(name, id))} |`
  })
  return [
    `### ${name}: ${served.length} of ${Object.keys(operations).length} operations`,
    '',
    '| Operation | Method and path | State | Tested in |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

const preface = await readFile(new URL('compatibility-preface.md', import.meta.url), 'utf8')
const remark =
  '<!-- Made by scripts/compatibility-table.ts from scripts/compatibility-preface.md and the code. Never edited. -->'
const page = [remark, preface, ...apis(unasked).map(table)].join('\n')
const from = 'the code and what was seen of the tests'
await makePage({ name: 'COMPATIBILITY.md', text: page, from, command: 'compatibility' })
if (!isCheck) {
  await writeFile(PUBLISHED, await format(JSON.stringify(answered), { parser: 'json', printWidth: 120 }))
  await rm(SEEN, { force: true })
}
