// Bodies as a whole: invalid JSON, bodies that are too deep, too long or too clever, and bodies that look so but must
// be accepted.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { zstdCompressSync } from 'node:zlib'
import { doneBuild, inBucket, newBucket, newBuild, newVersion, updateBuild } from '../support/build-sequences.ts'
import type { Answer, Json, Sent } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { type Dumper, openDumper } from '../support/dump.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'

const MIB = 1024 * 1024
/** JSON text with this many nested brackets. */
const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`
const nestedValue = (depth: number) => JSON.parse(nested(depth)) as unknown

for (const database of databases())
  describe(`bodies that clients should not send, on ${database.name}`, () => {
    let registry: TestRegistry
    let dumper: Dumper
    before(async () => {
      registry = await startRegistry(database)
      dumper = await openDumper(registry.location)
    })
    after(async () => {
      await dumper.close()
      await registry.close()
    })

    const buckets = () =>
      `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}/buckets`
    const put = (body: string | Uint8Array, headers: Sent['headers'] = { 'content-type': 'application/json' }) =>
      registry.admin.send({ method: 'PUT', path: buckets(), body, headers })
    /** The request must be refused as invalid, with a message that begins like this, and must leave no trace. */
    const refuses = async (beginning: string, send: () => Promise<Answer>): Promise<string> => {
      const before = await dumper.dump()
      const message = assertRefused(await send(), 3)
      assert.equal(message.slice(0, beginning.length), beginning)
      assert.ok(message.length < 400, 'a long text is not repeated')
      assert.deepEqual(await dumper.dump(), before)
      return message
    }

    const notJson: Readonly<Record<string, string | Uint8Array>> = {
      'an object that breaks off': '{"name":"ubun',
      'a bare word': 'ubuntu',
      'a form': 'name=ubuntu',
      XML: '<name>ubuntu</name>',
      'single quotes': "{'name':'ubuntu'}",
      'a trailing comma': '{"name":"ubuntu",}',
      'two objects': '{"name":"ubuntu"}{"name":"debian"}',
      'a comment': '{"name":"ubuntu"} // golden',
      'a number that JSON does not have': '{"name":"ubuntu","labels":NaN}',
      'a line break in a text': '{"name":"ubun\ntu"}',
      'a hundred open brackets': '['.repeat(100),
      'nothing but NUL': '\0\0\0\0',
      'a member called __proto__': '{"name":"ubuntu","__proto__":{"admin":true}}',
      'a label called __proto__': '{"name":"ubuntu","labels":{"__proto__":"x"}}',
    }
    for (const [description, body] of Object.entries(notJson))
      test(`${description} is refused as a body that is not JSON`, async () => {
        await refuses('body: must be JSON', () => put(body))
      })

    const notText: Readonly<Record<string, readonly number[]>> = {
      'bytes that no UTF-8 has': [0xff, 0xfe],
      'a character that breaks off': [0xe2, 0x82],
      'half of a surrogate pair': [0xed, 0xa0, 0x80],
      'an overlong NUL': [0xc0, 0x80],
    }
    for (const [description, bytes] of Object.entries(notText))
      test(`${description} is refused as a body that is not UTF-8, and not repaired`, async () => {
        const body = Buffer.concat([
          Buffer.from('{"name":"ubuntu","description":"'),
          Buffer.from(bytes),
          Buffer.from('"}'),
        ])
        await refuses('body: must be UTF-8', () => put(body))
      })

    test('a content type that is none is refused by its name', async () => {
      for (const type of [';;;', 'json', 'application/'])
        await refuses('Content-Type: must be', () => put('{"name":"ubuntu"}', { 'content-type': type }))
    })

    test('a long text is refused in a short message', async () => {
      await refuses('name: "xxx', () => put(JSON.stringify({ name: 'x'.repeat(60_000) })))
      const bucket = await newBucket(registry.admin, 'long-names')
      await newVersion(bucket, 'fp')
      const long = 'x'.repeat(60_000)
      const call = (operation: string, body: object) => () =>
        bucket.call(operation, { params: { fingerprint: 'fp', channel_name: 'latest' }, body })
      await refuses('fingerprint: "xxx', call('CreateVersion', { fingerprint: long }))
      await refuses('component_type: ', call('CreateBuild', { component_type: 'x'.repeat(MIB) }))
      await refuses('name: "xxx', call('CreateChannel', { name: long }))
      for (const mask of [long, ','.repeat(60_000), 'restricted,'.repeat(100)])
        await refuses('body.update_mask: must have at most 1024 ', call('UpdateChannel', { update_mask: mask }))
      await refuses('labels.xxx', call('UpdateBucket', { labels: { [long]: 1 } }))
      for (const operation of ['CreateChannel', 'AssignChannelVersion']) {
        const text = 'x'.repeat(20_000)
        const body = { name: 'some', version_fingerprint: text, source_channel: text, target_channel: text }
        const message = assertRefused(await call(operation, body)(), 5)
        assert.ok(message.length < 400)
      }
    })

    test('names that every object has are ordinary names of labels', async () => {
      const labels = { constructor: 'a', prototype: 'b', toString: 'c', hasOwnProperty: 'd', length: 'e', '': 'f' }
      const bucket = inBucket(registry.admin, 'ordinary')
      await bucket.ok('CreateBucket', { body: { name: bucket.name, labels } })
      assert.deepEqual((await bucket.ok('GetBucket')).bucket.labels, labels)
      await newVersion(bucket, 'fp')
      const build = await newBuild(bucket, 'fp', { component_type: 'constructor', labels })
      const more = { valueOf: 'g' }
      assert.deepEqual((await updateBuild(bucket, build, 'fp', { labels: more })).labels, { ...labels, ...more })
      assert.equal(({} as Record<string, unknown>).admin, undefined)
    })

    test('an unknown field may hold anything within the limits of all bodies: it is not looked at', async () => {
      const { status, body } = await put(`{"name":"unknown-depth","x":[${nested(126)},"${'['.repeat(1000)}"]}`)
      assert.equal(status, 200, JSON.stringify(body))
    })

    const outOfShape: Readonly<Record<string, readonly [body: string, limit: string]>> = {
      'a level too many': [`{"name":"deep","x":${nested(128)}}`, 'be nested at most 128 levels deep'],
      'brackets without end': ['['.repeat(60_000), 'be nested at most 128 levels deep'],
      'braces without end': ['{"a":'.repeat(10_000), 'be nested at most 128 levels deep'],
      'more names than any build has': [
        `{"name":"names","x":[${Array.from({ length: 5000 }, () => '{"a":1}').join()}],${'"a":{},'.repeat(15_000)}"b":1}`,
        'have at most 20000 names in its objects',
      ],
      'more values than any build has': [`[${'0,'.repeat(65_536)}0]`, 'have at most 65536 values'],
      'more empty lists than any build has': [`[${'[],'.repeat(40_000)}0]`, 'have at most 65536 values'],
    }
    for (const [description, [body, limit]] of Object.entries(outOfShape))
      test(`${description} is refused by naming the limit, whatever it would be read as`, async () => {
        const path = `${buckets()}/some/versions/fp/builds/any`
        await refuses(`body: must ${limit}`.slice(0, 200), () => registry.admin.send({ method: 'PATCH', path, body }))
      })

    describe('metadata', () => {
      let scene: (metadata: unknown) => Promise<Answer>
      let stored: () => Promise<Json>
      before(async () => {
        const bucket = await newBucket(registry.admin, 'metadata')
        await newVersion(bucket, 'fp')
        const build = await newBuild(bucket, 'fp', { component_type: 'file.image' })
        const params = { fingerprint: 'fp', build_id: build.id as string }
        scene = (packer) => bucket.call('UpdateBuild', { params, body: { metadata: { packer } } })
        stored = async () => (await bucket.ok('GetVersion', { params })).version.builds[0].metadata.packer
      })

      const kept: Readonly<Record<string, unknown>> = {
        'NUL and halves of surrogate pairs': { 'a\0b\ud800': ['\0', '\udc00', '\ud83e\ude99'] },
        'names that every object has': { constructor: { prototype: { x: 1 } }, toString: null },
        'text that looks like SQL or JSON': ["'; drop table build; --", '"}', '\\u0000', '${x}', '\u2028'],
        'the largest and smallest numbers': [1.7976931348623157e308, 5e-324, -9007199254740991, 0.1],
        '64 levels': nestedValue(63),
        'a long list': Array.from({ length: 50_000 }, (_, index) => index),
        'a long text': 'ä'.repeat(MIB / 4),
        'no object at all': 'text',
      }
      for (const [description, value] of Object.entries(kept))
        test(`of ${description} comes back as it was sent`, async () => {
          const { status, body } = await scene(value)
          assert.equal(status, 200, JSON.stringify(body))
          assert.deepEqual(await stored(), value)
        })

      test('deeper than 64 levels is refused, however deep', async () => {
        for (const depth of [65, 100]) await refuses('metadata.packer: ', () => scene(nestedValue(depth)))
        const path = `${buckets()}/metadata/versions/fp/builds/any`
        const body = `{"metadata":{"packer":${nested(MIB)}}}`
        await refuses('body: must be nested', () => registry.admin.send({ method: 'PATCH', path, body }))
      })

      test('with a number beyond all numbers does no harm', async () => {
        const bucket = await newBucket(registry.admin, 'infinity')
        await newVersion(bucket, 'fp')
        const build = await newBuild(bucket, 'fp', { component_type: 'file.image' })
        const path = `${buckets()}/infinity/versions/fp/builds/${build.id as string}`
        const body = '{"metadata":{"packer":[1e999,-1e999,-0,123456789012345678901234567890]}}'
        const answer = await registry.admin.send({ method: 'PATCH', path, body })
        assert.equal(answer.status, 200, JSON.stringify(answer.body))
        assert.equal((await updateBuild(bucket, build, 'fp', doneBuild('fp'))).status, 'BUILD_DONE')
      })
    })

    test('a zstd bomb costs the upload neither memory nor time', async () => {
      const bucket = await newBucket(registry.admin, 'bomb')
      await newVersion(bucket, 'fp')
      const build = await newBuild(bucket, 'fp', { component_type: 'file.image', status: 'BUILD_RUNNING' })
      // A gigabyte of zeros in some 50 KB; all frames together are one document.
      const frame = zstdCompressSync(Buffer.alloc(16 * MIB))
      const bomb = Buffer.concat(Array.from({ length: 64 }, () => frame))
      assert.ok(bomb.length < MIB)
      const upload = () =>
        bucket.ok('UploadSbom', {
          params: { fingerprint: 'fp', build_id: build.id as string },
          body: { name: 'bomb', format: 'SPDX', compressed_sbom: bomb.toString('base64') },
        })
      const before = process.resourceUsage()
      await upload()
      const after = process.resourceUsage()
      // Decompressing it would take most of a second of processor time and fill the memory that it is written to.
      const cpuMs = (after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime) / 1000
      assert.ok(cpuMs < 300, `${cpuMs} ms`)
      assert.ok((after.maxRSS - before.maxRSS) / 1024 < 100, `${(after.maxRSS - before.maxRSS) / 1024} MB`)
    })
  })
