import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Answer } from '../../support/client.ts'
import { databases } from '../../support/databases.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'

const [database] = databases()
const SCRIPT = 'const pages = "are here"\n'

describe('the files of the pages', () => {
  let registry: TestRegistry
  let folder: string
  before(async () => {
    assert.ok(database)
    folder = await mkdtemp(join(tmpdir(), 'assay-'))
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<!doctype html><meta content="%STYLE_NONCE%">')
    await writeFile(join(folder, 'secret.txt'), 'not a file of the pages')
    for (const [ending, bytes] of [
      ['', SCRIPT],
      ['.br', brotliCompressSync(SCRIPT)],
      ['.gz', gzipSync(SCRIPT)],
    ] as const)
      await writeFile(join(folder, 'assets', `main-a1b2c3d4.js${ending}`), bytes)
    await writeFile(join(folder, 'assets/licenses.md'), 'MIT')
    registry = await startRegistry(database, { webPages: folder })
  })
  after(async () => {
    await registry.close()
    await rm(folder, { recursive: true })
  })

  const get = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> =>
    registry.anonymous.send({ method, path, headers })

  test('every address of a page answers the document, which may load nothing of others and is kept by nobody', async () => {
    const nonces = new Set<string>()
    for (const path of ['/', '/p/default/buckets?view=matrix', '/search?q=ami', '/access/members', '/you']) {
      const { status, headers, body } = await get(path, { accept: 'text/html,*/*' })
      assert.equal(status, 200)
      assert.equal(headers['content-type'], 'text/html; charset=utf-8')
      assert.equal(headers['cache-control'], 'no-store')
      const policy = String(headers['content-security-policy'])
      const [, nonce = ''] = /style-src 'self' 'nonce-([^']+)'/.exec(policy) ?? []
      assert.match(String(body), new RegExp(`content="${nonce.replaceAll('+', '\\+')}"`))
      assert.match(policy, /default-src 'none'; script-src 'self';/)
      assert.doesNotMatch(policy, /unsafe|https?:|data:/)
      nonces.add(nonce)
    }
    assert.equal(nonces.size, 5)
  })

  test('so does the beginning of one, and one with a slash at its end', async () => {
    for (const path of ['/p', '/p/', '/p/default/', '/search/', '/access', '/access/', '/access/members/', '/you/']) {
      const { status, headers } = await get(path, { accept: 'text/html' })
      assert.deepEqual([path, status, headers['content-type']], [path, 200, 'text/html; charset=utf-8'])
    }
  })

  test('a file is sent as small as the browser takes it, once a year', async () => {
    const sizes: Record<string, unknown> = {}
    for (const accepted of ['br, gzip', 'gzip, br;q=0', 'identity']) {
      const { status, headers } = await get('/assets/main-a1b2c3d4.js', { 'accept-encoding': accepted })
      assert.equal(status, 200)
      assert.equal(headers['content-type'], 'text/javascript; charset=utf-8')
      assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable')
      assert.equal(headers['vary'], 'accept-encoding')
      sizes[accepted] = headers['content-encoding']
    }
    assert.deepEqual(sizes, { 'br, gzip': 'br', 'gzip, br;q=0': 'gzip', identity: undefined })
    const { headers, body } = await get('/assets/main-a1b2c3d4.js')
    assert.equal(body, SCRIPT)
    assert.equal((await get('/assets/main-a1b2c3d4.js', { 'if-none-match': String(headers['etag']) })).status, 304)
    assert.equal((await get('/assets/main-a1b2c3d4.js', {}, 'HEAD')).body, '')
  })

  test('of a file a part is sent, and it is told when there is none, or when another file was meant', async () => {
    const part = async (headers: Readonly<Record<string, string>>) => {
      const answer = await get('/assets/licenses.md', headers)
      return [answer.status, answer.headers['content-range'], answer.body]
    }
    assert.deepEqual(await part({ range: 'bytes=1-' }), [206, 'bytes 1-2/3', 'IT'])
    assert.deepEqual(await part({ range: 'bytes=7-' }), [416, 'bytes */3', ''])
    assert.deepEqual(await part({ 'if-match': '"other"' }), [412, undefined, ''])
    assert.deepEqual(await part({ 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' }), [412, undefined, ''])
  })

  test('what has no hash in its name is asked for again', async () => {
    const { headers } = await get('/assets/licenses.md')
    assert.equal(headers['cache-control'], 'public, max-age=0')
    assert.equal(headers['content-type'], 'text/plain; charset=utf-8')
  })

  test('no file but these is sent', async () => {
    for (const name of [
      'other.js',
      '..%2fsecret.txt',
      '..%2findex.html',
      '%2e%2e%2fsecret.txt',
      '.',
      '%00',
      'main-a1b2c3d4.js%2f',
    ])
      assert.equal((await get(`/assets/${name}`)).status, 404, name)
  })

  test('a program that asks for the address alone is told what it has missed', async () => {
    const { status, body } = await get('/')
    assert.deepEqual([status, body.code], [404, 5])
  })
})

test('where no pages were built, a browser that asks for the address alone comes to the account', async (t) => {
  assert.ok(database)
  const registry = await startRegistry(database)
  t.after(() => registry.close())
  const { status, headers } = await registry.anonymous.send({
    method: 'GET',
    path: '/',
    headers: { accept: 'text/html' },
  })
  assert.deepEqual([status, headers['location']], [303, '/account'])
})
