// The links from GetSbom: what they serve, for how long, and what a hostile document can do.
import assert from 'node:assert/strict'
import { get } from 'node:https'
import { after, before, describe, test } from 'node:test'
import { constants, zstdCompressSync } from 'node:zlib'
import { newBucket, newBuild, newVersion } from '../../support/build-sequences.ts'
import { databases } from '../../support/databases.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'
import { assertRefused } from '../../support/shapes.ts'

const MEGABYTE = 1024 * 1024

interface Download {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly bytes: number
  /** Whether the server closed the connection before the end. */
  readonly broken: boolean
}

// In sequence: one of them moves the clock, another one measures the memory.
for (const database of databases())
  describe(`downloads of SBOMs on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    /** Uploads a document as the SBOM `sbom` of a build in this bucket; returns its link. */
    async function linkTo(bucketName: string, document: Uint8Array): Promise<string> {
      const bucket = await newBucket(registry.admin, bucketName)
      await newVersion(bucket, 'fp')
      const build = await newBuild(bucket, 'fp', { component_type: 'file.image', status: 'BUILD_RUNNING' })
      const params = { fingerprint: 'fp', build_id: build.id as string }
      const compressed_sbom = Buffer.from(document).toString('base64')
      await bucket.ok('UploadSbom', { params, body: { format: 'SPDX', name: 'sbom', compressed_sbom } })
      return (await bucket.ok('GetSbom', { params: { ...params, sbom_name: 'sbom' } })).download_url as string
    }
    const open = (link: string) => registry.anonymous.send({ method: 'GET', path: link })

    /** Reads to the end without keeping anything. */
    function drain(link: string): Promise<Download> {
      const { promise, resolve, reject } = Promise.withResolvers<Download>()
      get(link, { ca: registry.ca }, (incoming) => {
        let bytes = 0
        incoming.on('data', (piece: Uint8Array) => {
          bytes += piece.length
        })
        incoming.on('error', () => undefined)
        incoming.on('close', () => {
          resolve({ status: incoming.statusCode, headers: incoming.headers, bytes, broken: !incoming.complete })
        })
      }).on('error', reject)
      return promise
    }

    test('the link is absolute, needs no token and serves the document as a file called after the SBOM', async () => {
      const link = await linkTo('served', zstdCompressSync('{"components":[]}'))
      assert.ok(link.startsWith(`${registry.url}/`), link)
      const { status, headers, body } = await open(link)
      assert.deepEqual([status, body], [200, { components: [] }])
      assert.equal(headers['content-type'], 'application/json')
      assert.equal(headers['content-disposition'], 'attachment; filename="sbom.json"')
    })

    test('a document in several frames, skippable ones among them, is served whole', async () => {
      const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4])
      const frames = ['{"a":', '1', '}'].map((text) => zstdCompressSync(text))
      assert.deepEqual((await open(await linkTo('frames', Buffer.concat([skippable, ...frames])))).body, { a: 1 })
    })

    test('what is not zstd is served as it was sent', async () => {
      for (const [index, document] of ['{"plain":"json"}', 'AAAA', '('].entries()) {
        const { status, headers, body } = await open(await linkTo(`plain-${index}`, Buffer.from(document)))
        assert.equal(status, 200)
        assert.deepEqual(typeof body === 'string' ? body : JSON.stringify(body), document)
        assert.equal(headers['content-type'], 'application/octet-stream')
        assert.equal(headers['content-disposition'], 'attachment; filename="sbom.json.zst"')
      }
    })

    test('a document as large as the window that Packer takes for it is unpacked', async () => {
      const content = Buffer.alloc(32 * MEGABYTE, 'abc')
      const compressed = zstdCompressSync(content, { params: { [constants.ZSTD_c_windowLog]: 25 } })
      const { bytes, broken } = await drain(await linkTo('windows', compressed))
      assert.deepEqual([bytes, broken], [content.length, false])
    })

    test('what wants more memory than it may, kept from before that was refused, is served as it was sent', async () => {
      const content = Buffer.alloc(40 * MEGABYTE, 'abc')
      const hungry = zstdCompressSync(content, { params: { [constants.ZSTD_c_windowLog]: 27 } })
      for (const [index, document] of [hungry, Buffer.concat([zstdCompressSync('{}'), hungry])].entries()) {
        const link = await linkTo(`hungry-${index}`, zstdCompressSync('{}'))
        const id = /sboms\/([^/]+)/.exec(link)?.[1] ?? ''
        const { sbom } = (await registry.store.sboms.read(id)) ?? assert.fail()
        await registry.store.transaction((tx) => tx.sboms.put(sbom, document))
        const { status, headers, bytes, broken } = await drain(link)
        assert.deepEqual([status, bytes, broken], [200, document.length, false])
        assert.equal(headers['content-disposition'], 'attachment; filename="sbom.json.zst"')
      }
    })

    test('a document that breaks off is not passed for a whole one', async () => {
      const compressed = zstdCompressSync(Buffer.alloc(MEGABYTE, 'abc'))
      const { broken } = await drain(await linkTo('cut', compressed.subarray(0, -1)))
      assert.ok(broken)
    })

    test('an empty document is empty', async () => {
      const { status, bytes, broken } = await drain(await linkTo('empty', zstdCompressSync('')))
      assert.deepEqual([status, bytes, broken], [200, 0, false])
    })

    test('a document that would unpack to 16 GB ends after 64 MB, within bounded memory', async () => {
      const frame = zstdCompressSync(Buffer.alloc(16 * MEGABYTE))
      const link = await linkTo('bomb', Buffer.concat(Array<Uint8Array>(1000).fill(frame)))
      const before = process.memoryUsage().rss
      const { broken, bytes } = await drain(link)
      assert.ok(broken)
      assert.ok(bytes <= 64 * MEGABYTE, `${bytes} bytes`)
      const grown = process.memoryUsage().rss - before
      assert.ok(grown < 256 * MEGABYTE, `${grown} bytes more`)
    })

    test('a document of 100,000 empty frames costs no time: the number of frames is bounded', async () => {
      const frames = Buffer.concat(Array<Uint8Array>(100_000).fill(zstdCompressSync('')))
      const link = await linkTo('empty-frames', frames)
      const { user, system } = process.cpuUsage()
      await drain(link)
      const spent = process.cpuUsage({ user, system })
      assert.ok((spent.user + spent.system) / 1e6 < 4, `${JSON.stringify(spent)} microseconds`)
    })

    test('a link opens the same document when slashes of its path are doubled, and nothing else of it may be', async () => {
      const link = await linkTo('doubled', zstdCompressSync('{"a":1}'))
      for (const same of [
        link.replace('/downloads/', '//downloads/'),
        link.replace('/downloads/sboms/', '/downloads///sboms//'),
        link.replace('/sbom.json', '//sbom.json'),
      ])
        assert.deepEqual((await open(same)).body, { a: 1 }, same)
      for (const changed of [
        link.replace('/sbom.json', '%2Fsbom.json'),
        link.replace('?', '//?'),
        link.replace('?expires', '?//expires'),
        `${link}//`,
      ])
        assert.ok([5, 7].includes((await open(changed)).body.code as number), changed)
    })

    test('a link that was changed is refused', async () => {
      const link = await linkTo('tampered', zstdCompressSync('{}'))
      const other = await linkTo('tampered-other', zstdCompressSync('{}'))
      const idOf = (url: string) => /sboms\/([^/]+)/.exec(url)?.[1] ?? ''
      const expiry = Number(/expires=(\d+)/.exec(link)?.[1])
      for (const changed of [
        link.replace(idOf(link), idOf(other)),
        link.replace(String(expiry), String(expiry + 1)),
        link.replace('/sbom.json', '/other.json'),
        link.replace(/signature=./, (start) => (start.endsWith('A') ? 'signature=B' : 'signature=A')),
        link.replace(/&signature=.*/, ''),
        link.replace(/\?.*/, ''),
        `${link}&more=1`,
        `${link}A`,
      ])
        assertRefused(await open(changed), 7)
      assert.equal((await open(link)).status, 200)
    })

    test('a link ends after ten minutes, and a new one may be had', async () => {
      const link = await linkTo('expired', zstdCompressSync('{}'))
      registry.clock.advance(9 * 60 * 1000)
      assert.equal((await open(link)).status, 200)
      registry.clock.advance(60 * 1000)
      assert.match(assertRefused(await open(link), 7), /expired/)
      assert.equal((await open(await linkTo('renewed', zstdCompressSync('{}')))).status, 200)
    })

    test('a link to what has been deleted is 404', async () => {
      const link = await linkTo('deleted', zstdCompressSync('{}'))
      await registry.admin.ok('PackerService_DeleteBucket', { params: { bucket_name: 'deleted' } })
      assertRefused(await open(link), 5)
    })
  })
