// The rules of SBOMs: which builds accept them, under which names, and what is listed.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { constants, zstdCompressSync } from 'node:zlib'
import {
  type BucketScene,
  completeVersion,
  doneBuild,
  newBucket,
  newBuild,
  newVersion,
  updateBuild,
} from '../support/build-sequences.ts'
import type { Call, Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused, listOf, shapeOf } from '../support/shapes.ts'

const DOCUMENT = '{"bomFormat":"CycloneDX","components":[]}'
const COMPRESSED = zstdCompressSync(DOCUMENT).toString('base64')

for (const database of databases())
  describe(`SBOMs on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    interface Scene {
      readonly bucket: BucketScene
      readonly build: Json
      readonly params: Record<string, string>
      readonly upload: (body: object) => Promise<Json>
      readonly names: () => Promise<readonly (readonly [name: string, format: string])[]>
      readonly document: (name: string) => Promise<Json>
    }
    /** A running build of the version `fp` (or another fingerprint) in a bucket with that name. */
    async function runningBuild(name: string, fingerprint: string): Promise<Scene> {
      const bucket = await newBucket(admin, name)
      await newVersion(bucket, fingerprint)
      const build = await newBuild(bucket, fingerprint, { component_type: 'file.image', status: 'BUILD_RUNNING' })
      const params = { fingerprint, build_id: build.id as string }
      return {
        bucket,
        build,
        params,
        upload: async (body) => {
          const { sbom } = await bucket.ok('UploadSbom', { params, body: { compressed_sbom: COMPRESSED, ...body } })
          return sbom
        },
        names: async () =>
          listOf((await bucket.ok('ListSboms', { params })).sboms).map(({ name, format }) => [name, format] as const),
        document: async (sbom_name) => {
          const { download_url } = await bucket.ok('GetSbom', { params: { ...params, sbom_name } })
          return (await registry.anonymous.send({ method: 'GET', path: download_url })).body
        },
      }
    }
    const call = ({ params }: Scene, body: object): Call => ({ params, body: { compressed_sbom: COMPRESSED, ...body } })

    test('an SBOM has an id, a name and a format, and is listed oldest first', async () => {
      const scene = await runningBuild('listed', 'fp')
      assert.deepEqual(await scene.names(), [])
      const uploaded = await scene.upload({ format: 'SPDX', name: 'second-by-name' })
      assert.deepEqual(shapeOf(uploaded), { id: '<ulid>', name: 'second-by-name', format: 'SPDX' })
      await scene.upload({ format: 'CYCLONEDX', name: 'a-first-by-name' })
      assert.deepEqual(await scene.names(), [
        ['second-by-name', 'SPDX'],
        ['a-first-by-name', 'CYCLONEDX'],
      ])
    })

    test('a document of the same name is replaced, and links to the old one end', async () => {
      const scene = await runningBuild('replaced', 'fp')
      await scene.upload({ format: 'SPDX', name: 'sbom' })
      const old = await scene.bucket.ok('GetSbom', { params: { ...scene.params, sbom_name: 'sbom' } })
      const other = zstdCompressSync('{"second":true}').toString('base64')
      await scene.upload({ format: 'CYCLONEDX', name: 'sbom', compressed_sbom: other })
      assert.deepEqual(await scene.names(), [['sbom', 'CYCLONEDX']])
      assert.deepEqual(await scene.document('sbom'), { second: true })
      assertRefused(await registry.anonymous.send({ method: 'GET', path: old.download_url }), 5)
    })

    test('without a name an SBOM is called after the fingerprint, and the next one so with a number', async () => {
      const scene = await runningBuild('unnamed', 'v1.0_rc.1')
      for (const name of ['', undefined, null]) await scene.upload({ format: 'CYCLONEDX', name })
      assert.deepEqual(await scene.names(), [
        ['v1.0_rc.1', 'CYCLONEDX'],
        ['v1.0_rc.1-2', 'CYCLONEDX'],
        ['v1.0_rc.1-3', 'CYCLONEDX'],
      ])
      assert.deepEqual(await scene.document('v1.0_rc.1-2'), JSON.parse(DOCUMENT))
    })

    test('a name has 3 to 36 letters, digits and hyphens', async () => {
      const scene = await runningBuild('sbom-names', 'fp')
      for (const name of ['abc', 'A-1', 'x'.repeat(36)]) await scene.upload({ format: 'SPDX', name })
      for (const name of ['ab', 'x'.repeat(37), 'a_b', 'a.b', 'a/b', '../../etc', 'a"b', 'a\nb'])
        assert.match(
          await scene.bucket.refused('UploadSbom', 3, call(scene, { format: 'SPDX', name })),
          /^name: ".*" is not a valid SBOM name/s,
        )
    })

    test('format and document are required', async () => {
      const scene = await runningBuild('required', 'fp')
      const refused = (body: object) => scene.bucket.refused('UploadSbom', 3, call(scene, body))
      assert.match(await refused({ name: 'sbom' }), /^format: is required: one of CYCLONEDX, SPDX/)
      assert.match(await refused({ name: 'sbom', format: 'SWID' }), /^format: must be one of CYCLONEDX, SPDX/)
      for (const compressed_sbom of ['', null])
        assert.match(await refused({ name: 'sbom', format: 'SPDX', compressed_sbom }), /^compressed_sbom: is required/)
      assert.match(await refused({ name: 'sbom', format: 'SPDX', compressed_sbom: 'not base64!' }), /must be base64/)
      assert.deepEqual(await scene.names(), [])
    })

    test('base64 is read in its URL alphabet and without padding too', async () => {
      const scene = await runningBuild('base64', 'fp')
      const bytes = zstdCompressSync('{"text":"\u{1f600}\u{1f600}"}')
      const spellings = [
        bytes.toString('base64'),
        bytes.toString('base64').replace(/=+$/, ''),
        bytes.toString('base64url'),
      ]
      for (const [index, compressed_sbom] of spellings.entries()) {
        await scene.upload({ format: 'SPDX', name: `sbom-${index}`, compressed_sbom })
        assert.deepEqual(await scene.document(`sbom-${index}`), { text: '\u{1f600}\u{1f600}' })
      }
    })

    test('a document that is no zstd, no JSON or no SBOM is kept: it must not fail a build', async () => {
      const scene = await runningBuild('kept', 'fp')
      const documents = [
        Buffer.from('plain text'),
        zstdCompressSync('not json'),
        zstdCompressSync('{}'),
        zstdCompressSync(''),
      ]
      for (const [index, document] of documents.entries())
        await scene.upload({ format: 'SPDX', name: `sbom-${index}`, compressed_sbom: document.toString('base64') })
      assert.equal((await scene.names()).length, documents.length)
    })

    test('a document that wants more memory to be unpacked than it may is refused, with what to do', async () => {
      const scene = await runningBuild('windows', 'fp')
      const compressed = (windowLog: number) =>
        zstdCompressSync(Buffer.alloc(60_000_000, 'abc'), { params: { [constants.ZSTD_c_windowLog]: windowLog } })
      const upload = (windowLog: number) => ({
        format: 'SPDX',
        name: 'sbom',
        compressed_sbom: compressed(windowLog).toString('base64'),
      })
      assert.match(
        await scene.bucket.refused('UploadSbom', 3, call(scene, upload(26))),
        /^compressed_sbom: takes a zstd window of 60000000 bytes to be unpacked, and 33554432 are the most: compress it with a/,
      )
      await scene.upload(upload(25))
    })

    for (const status of ['UNSET', 'RUNNING', 'CANCELLED', 'FAILED'])
      test(`a build that is ${status} takes an SBOM: it may still deliver its image`, async () => {
        const scene = await runningBuild(`takes-${status}`, 'fp')
        await updateBuild(scene.bucket, scene.build, 'fp', { status: `BUILD_${status}` })
        assert.equal((await scene.upload({ format: 'SPDX', name: 'sbom' })).name, 'sbom')
      })

    test('a done build takes none, in an incomplete version or a complete one', async () => {
      const scene = await runningBuild('takes-none', 'fp')
      const done = await newBuild(scene.bucket, 'fp', { ...doneBuild('fp'), component_type: 'file.done' })
      const refused = (params: Record<string, string>) =>
        scene.bucket.refused('UploadSbom', 3, { params, body: { format: 'SPDX', compressed_sbom: COMPRESSED } })
      assert.match(await refused({ ...scene.params, build_id: done.id }), /status isn't Running/)
      const version = await completeVersion(scene.bucket, 'complete')
      assert.match(await refused({ fingerprint: 'complete', build_id: version.builds[0].id }), /status isn't Running/)
    })

    test('SBOMs outlive the end of their build and go with it', async () => {
      const scene = await runningBuild('outlives', 'fp')
      await newBuild(scene.bucket, 'fp', { component_type: 'file.other' })
      await scene.upload({ format: 'SPDX', name: 'sbom' })
      await updateBuild(scene.bucket, scene.build, 'fp', { status: 'BUILD_DONE' })
      assert.deepEqual(await scene.names(), [['sbom', 'SPDX']])
      const { download_url } = await scene.bucket.ok('GetSbom', { params: { ...scene.params, sbom_name: 'sbom' } })
      await scene.bucket.ok('DeleteBuild', { params: scene.params })
      const answer = await registry.anonymous.send({ method: 'GET', path: download_url })
      assert.deepEqual([answer.status, answer.body.code], [404, 5])
    })

    test('an SBOM is found under its own build alone', async () => {
      const scene = await runningBuild('own-build', 'fp')
      const other = await newBuild(scene.bucket, 'fp', { component_type: 'file.other' })
      await scene.upload({ format: 'SPDX', name: 'sbom' })
      const params = { ...scene.params, build_id: other.id as string }
      assert.deepEqual((await scene.bucket.ok('ListSboms', { params })).sboms, [])
      await scene.bucket.refused('GetSbom', 5, { params: { ...params, sbom_name: 'sbom' } })
    })

    test('an upload of 6 MB of compressed data is taken, more than any other request may have', async () => {
      const scene = await runningBuild('large', 'fp')
      const compressed_sbom = Buffer.alloc(6_000_000, 'zstd or not').toString('base64')
      assert.equal((await scene.upload({ format: 'SPDX', name: 'large', compressed_sbom })).name, 'large')
    })
  })
