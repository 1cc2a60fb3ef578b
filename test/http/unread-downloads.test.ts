// Downloads of large documents that nobody reads, while the test decides when seconds pass.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { constants, zstdCompressSync } from 'node:zlib'
import { BUDGET_LIMITS } from '../../src/http/gate/body-budget.ts'
import { newBucket, newBuild, newVersion } from '../support/build-sequences.ts'
import { databases } from '../support/databases.ts'
import { ask, connectTo } from '../support/raw-socket.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { manualSeconds } from '../support/seconds.ts'

const DOCUMENT = randomBytes(12_000_000)
/** As many as one address may have. */
const FIT = Math.floor(BUDGET_LIMITS.perAddress / DOCUMENT.length)
const WINDOW_LOG = 23
/** Tiny until it is decompressed, which reserves a window of this size. */
const REPETITIVE = zstdCompressSync(Buffer.alloc(60_000_000, 'abc'), {
  params: { [constants.ZSTD_c_windowLog]: WINDOW_LOG },
})
const WINDOWS_FIT = Math.floor(BUDGET_LIMITS.perAddress / (2 ** WINDOW_LOG + REPETITIVE.length))
/** The number of documents whose window is only discovered while they are read. They are small, so reading them needs no room. */
const HEADLESS_FIT = BUDGET_LIMITS.perAddress / 2 ** WINDOW_LOG

for (const database of databases())
  describe(`downloads that nobody takes, on ${database.name}`, { timeout: 60_000 }, () => {
    const seconds = manualSeconds()
    let registry: TestRegistry
    let opened: Socket[] = []
    before(async () => {
      registry = await startRegistry(database, { everySecond: seconds.everySecond })
    })
    after(async () => {
      vanish()
      await registry.close()
    })

    const vanish = () => {
      for (const socket of opened) socket.destroy()
      opened = []
    }
    /** Uploads a document to a bucket of its own; returns the request for it. */
    async function requestFor(bucketName: string, document: Uint8Array): Promise<string> {
      const bucket = await newBucket(registry.admin, bucketName)
      await newVersion(bucket, 'fp')
      const build = await newBuild(bucket, 'fp', { component_type: 'file.image', status: 'BUILD_RUNNING' })
      const params = { fingerprint: 'fp', build_id: build.id as string }
      const compressed_sbom = Buffer.from(document).toString('base64')
      await bucket.ok('UploadSbom', { params, body: { format: 'SPDX', name: 'sbom', compressed_sbom } })
      const { download_url } = await bucket.ok('GetSbom', { params: { ...params, sbom_name: 'sbom' } })
      const { pathname, search } = new URL(download_url as string)
      return `GET ${pathname}${search} HTTP/1.1\r\nHost: localhost\r\n\r\n`
    }
    /** Sends the request, and reads no more of the response than its head. */
    const begin = async (request: string, from: string): Promise<string> => {
      const socket = connectTo({ ...registry, from })
      opened.push(socket)
      socket.on('error', () => undefined)
      socket.write(request)
      await once(socket, 'readable')
      return String(socket.read()).slice(0, 'HTTP/1.1 200'.length)
    }
    /** The same for a request that has to wait, until it has a response. */
    const beginLate = async (request: string, from: string): Promise<string> => {
      let status: string | undefined
      const told = begin(request, from).then((line) => {
        status = line
      })
      while (status === undefined) {
        await registry.anonymous.send({ method: 'GET', path: '/healthz' })
        seconds.pass(1)
      }
      await told
      return status
    }

    for (const [description, document, fit] of [
      ['zstd', zstdCompressSync(DOCUMENT), FIT],
      ['no zstd', Buffer.concat(['(', DOCUMENT].map((part) => Buffer.from(part))), FIT],
      ['repetitive', REPETITIVE, WINDOWS_FIT],
      ['repetitive but its head', Buffer.concat([zstdCompressSync('{}'), REPETITIVE]), HEADLESS_FIT],
    ] as const)
      test(`have as much room as large bodies of requests, when they are ${description}`, async () => {
        const request = await requestFor(`unread-${description.replaceAll(' ', '-')}`, document)
        const statuses: string[] = []
        for (let count = 0; count < fit; count++) statuses.push(await begin(request, '127.0.0.2'))
        assert.deepEqual(statuses, Array(fit).fill('HTTP/1.1 200'))
        assert.equal(await beginLate(request, '127.0.0.2'), 'HTTP/1.1 429')
        assert.equal(await begin(request, '127.0.0.3'), 'HTTP/1.1 200')
        const small = await requestFor(`small-${description.replaceAll(' ', '-')}`, zstdCompressSync('{}'))
        assert.equal((await ask(registry, small)).status, 200)

        vanish()
        assert.equal(await beginLate(request, '127.0.0.2'), 'HTTP/1.1 200')
        vanish()
      })
  })
