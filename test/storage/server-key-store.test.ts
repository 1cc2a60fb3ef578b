import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePort } from '../support/describe-port.ts'

describePort('serverKey', (store) => {
  test('the first key stays; a second one is refused', async () => {
    assert.equal(await store().serverKey.find(), undefined)
    const first = Uint8Array.from({ length: 32 }, (_, index) => index * 8)

    assert.equal(await store().transaction(({ serverKey }) => serverKey.insert(first)), true)
    assert.equal(await store().transaction(({ serverKey }) => serverKey.insert(new Uint8Array(32))), false)

    assert.deepEqual(await store().serverKey.find(), first)
  })
})
