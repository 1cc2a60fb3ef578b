// The texts of the pages: each sentence is used somewhere.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { searchWords } from '../../web/words/search-words.ts'
import { isUnder, readTree, sourceFile } from '../support/source-tree.ts'
import { unusedWords, type Words } from '../support/unused-words.ts'

const tree = readTree(new URL('../../', import.meta.url)).filter(isUnder('web'))
const isWords = isUnder('web/words')
const pages = tree.filter((file) => /\.tsx?$/.test(file.path) && !isWords(file))

test('each sentence of the pages is said by one of them', async () => {
  const modules = await Promise.all(
    tree.filter(isWords).map(async ({ path }) => (await import(`../../${path}`)) as Words),
  )
  // The names of permissions are looked up by key.
  const all = Object.entries(Object.assign({}, ...modules) as Words).filter(([name]) => name !== 'permissionWords')
  assert.deepEqual(unusedWords(Object.fromEntries(all), pages), [])
})

test('a sentence that nobody says is known, whatever names its neighbours have got', () => {
  const all = { someWords: { a: { b: 'said', c: 'not' }, d: { e: 'said', f: 'not' }, g: { h: 'by key' }, i: 'either' } }
  const page = `import { someWords } from '../words/some-words.ts'
    const { a, i } = someWords
    const told = isSo ? someWords.d : someWords.g
    say(a.b, told.e, someWords.g[key], c, f)`
  assert.deepEqual(unusedWords(all, [sourceFile('web/page.tsx', page)]), ['someWords.a.c', 'someWords.d.f'])
})

test('a region that is no word is called a region', () => {
  const regions = ['us-east-1', '.', ''] as const
  assert.deepEqual(
    regions.map((region) => searchWords.inRegion('aws', region)),
    ['aws us-east-1', 'aws region .', 'aws'],
  )
})
