// The part of the contract that the pages get is enough for all their requests, and contains nothing else.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { build } from 'vite'
import { askedOperations, namedOperations } from '../../scripts/asked-operations.ts'
import { currentApi } from '../../src/client/apis.ts'
import { ROOT } from '../../bin/compiled.js'
import { isTypeScript, isUnder, readTree } from '../support/source-tree.ts'

type Table = Readonly<Record<string, object>>
interface Bundled {
  readonly currentApi: { readonly operations: Table }
}

const pages = readTree(new URL('../../', import.meta.url)).filter((file) => isUnder('web')(file) && isTypeScript(file))
const named = [...namedOperations(pages.map(({ text }) => text))].sort()
const full: Table = currentApi.operations
let bundled: Table

before(async () => {
  const entry = `${ROOT}/src/client/apis.ts`
  const made = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'silent',
    plugins: [askedOperations()],
    build: { write: false, minify: false, lib: { entry, formats: ['es'] } },
  })
  const [output] = Array.isArray(made) ? made : assert.fail('nothing was built')
  const code = output?.output[0].code ?? assert.fail('nothing was built')
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Bundled
  bundled = module.currentApi.operations
})

test('pages have all operations that one of them names, as they are called, and no others', () => {
  assert.ok(named.length > 60)
  assert.deepEqual(Object.keys(bundled).sort(), named)
  for (const name of named) {
    const { method, path, body } = full[name] as (typeof currentApi.operations)['PackerService_GetBucket']
    assert.deepEqual(bundled[name], { method, path, body }, name)
  }
})

test('a page names an operation whole, so that it is found', () => {
  const pieces = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/.?\w*Service_\w*.?/g)]
      .filter(([piece]) => namedOperations([piece]).size === 0)
      .map(([piece]) => `${path}: ${piece}`),
  )
  assert.deepEqual(pieces, [])
  assert.deepEqual(
    [...namedOperations(["call('GroupsService_ListGroups', `PackerService_${verb}Bucket`, name + 'Service_Get')"])],
    ['GroupsService_ListGroups'],
  )
})
