import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import { describe, test } from 'node:test'
import { rejoin } from '../../../src/http/wire/rejoin.ts'

/** A generator whose first piece has been read, and a promise that resolves when it has ended. */
async function begin() {
  const { promise: isOver, resolve: end } = Promise.withResolvers<undefined>()
  const pieces = (async function* () {
    try {
      for (const piece of ['a', 'b', 'c']) yield piece
    } finally {
      end(undefined)
    }
  })()
  const { value } = await pieces.next()
  return { begun: [value ?? assert.fail()], pieces, isOver }
}

describe('a stream whose first piece was taken to look at it', { timeout: 60_000 }, () => {
  test('has all pieces', async () => {
    const { begun, pieces, isOver } = await begin()
    assert.equal(await text(rejoin(begun, pieces)), 'abc')
    await isOver
  })

  test('gives up what it is made of when it is destroyed before anybody has read it', async () => {
    const { begun, pieces, isOver } = await begin()
    rejoin(begun, pieces).destroy()
    await isOver
  })

  test('gives up what it is made of when it is destroyed in the middle', async () => {
    const { begun, pieces, isOver } = await begin()
    const stream = rejoin(begun, pieces)
    for await (const piece of stream) {
      assert.equal(String(piece), 'a')
      break
    }
    await isOver
  })
})
