import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { HEAD_BYTES } from '../../src/domain/catalog/sbom/zstd-window.ts'
import { describePort } from '../support/describe-port.ts'
import { anSbom, at, storedVersion } from './arrange.ts'

describePort('sboms', (store) => {
  test('a document is read as it was sent', async () => {
    const { version } = await storedVersion(store())
    const sbom = anSbom(version.builds[0]!)
    const compressed = new Uint8Array(randomBytes(2_000_000))
    await store().transaction(({ sboms }) => sboms.put(sbom, compressed))

    assert.deepEqual(await store().sboms.read(sbom.id), { sbom, compressed })
    assert.equal(await store().sboms.read('unknown'), undefined)
  })

  test('a document is weighed by the bytes that were sent, and its head is shown', async () => {
    const { version } = await storedVersion(store())
    const sbom = anSbom(version.builds[0]!)
    const document = new Uint8Array(randomBytes(2_000_000))
    await store().transaction(({ sboms }) => sboms.put(sbom, document))

    const { bytes, head } = (await store().sboms.weigh(sbom.id)) ?? assert.fail()
    assert.equal(bytes, 2_000_000)
    assert.deepEqual(head, document.subarray(0, HEAD_BYTES))
    assert.equal(await store().sboms.weigh('unknown'), undefined)
  })

  test('an SBOM of the same build and name is replaced, id included', async () => {
    const { version } = await storedVersion(store())
    const [build, other] = version.builds
    const old = anSbom(build!, { createdAt: at(1) })
    const replacement = anSbom(build!, { createdAt: at(3), format: 'spdx' })
    const second = anSbom(build!, { createdAt: at(2), name: 'second' })
    const elsewhere = anSbom(other!)
    await store().transaction(async ({ sboms }) => {
      for (const sbom of [old, second, elsewhere, replacement]) await sboms.put(sbom, Buffer.from(sbom.id))
    })

    assert.deepEqual(await store().sboms.list(build!.id), [second, replacement])
    assert.deepEqual(await store().sboms.find(build!.id, 'sbom'), replacement)
    assert.equal(await store().sboms.find(build!.id, 'unknown'), undefined)
    assert.equal(await store().sboms.read(old.id), undefined)
    assert.deepEqual(await store().sboms.read(replacement.id), {
      sbom: replacement,
      compressed: new Uint8Array(Buffer.from(replacement.id)),
    })
  })
})
