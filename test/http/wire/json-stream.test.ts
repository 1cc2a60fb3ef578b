import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { isStreamed, jsonPieces, streamOut, writtenOnce } from '../../../src/http/wire/json-stream.ts'

const textOf = async (message: object) => (await Array.fromAsync(jsonPieces(message))).join('')
async function* yielding<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items
}

describe('a message that is written while it is read', () => {
  test('is the text that it would be if it were there at once', async () => {
    const value = fc.jsonValue()
    const message = fc.record({ list: fc.array(value), other: value, none: fc.constant(null), empty: fc.constant([]) })
    await fc.assert(
      fc.asyncProperty(message, async (given) => {
        assert.equal(await textOf({ ...given, list: yielding(given.list) }), JSON.stringify(given))
      }),
    )
    assert.equal(await textOf({ list: yielding([]) }), '{"list":[]}')
    assert.equal(await textOf({}), '{}')
  })

  test('is told from one that is there', () => {
    assert.equal(isStreamed({ list: yielding([]), pagination: null }), true)
    for (const whole of [{ list: [] }, {}, null, undefined, 'text', { list: null }])
      assert.equal(isStreamed(whole), false)
  })

  test('has pieces of some size, and asks for no more items than it writes', async () => {
    let asked = 0
    let isOver = false
    async function* endless() {
      try {
        for (;;) {
          asked += 1
          yield { text: 'x'.repeat(1000) }
        }
      } finally {
        isOver = true
      }
    }
    const pieces = jsonPieces({ list: streamOut(endless(), (item) => item) })
    assert.equal(asked, 0)
    for (let count = 1; count <= 3; count += 1) {
      const { value } = await pieces.next()
      assert.ok(value!.length >= 64 * 1024 && value!.length < 66 * 1024, `${value!.length} characters`)
      assert.ok(asked <= 66 * count, `${asked} items for ${count} pieces`)
    }
    await pieces.return(undefined)
    assert.equal(isOver, true)
  })

  test('lets others have their turn while items come that cost something', async () => {
    let turns = 0
    let isOver = false
    const others = async () => {
      while (!isOver) {
        await setImmediate()
        turns += 1
      }
    }
    const costly = Array.from({ length: 20 }, () => 2)
    const watched = others()
    await textOf({
      list: streamOut(costly, (milliseconds) => {
        const until = performance.now() + milliseconds
        while (performance.now() < until);
        return milliseconds
      }),
    })
    isOver = true
    await watched
    assert.ok(turns >= 5, `${turns} turns`)
  })

  test('writes what is in many items once', async () => {
    let written = 0
    const version = { name: 'v1', builds: [1, 2] }
    const versionOf = writtenOnce((given: typeof version) => {
      written += 1
      return { ...given, 'a "name"': 'ü' }
    })
    const channels = ['a', 'b', 'c'].map((name) => ({ name, version }))
    const message = {
      channels: streamOut(channels, ({ name, version: given }) => ({
        name,
        version: versionOf(given),
        pointer: { iteration: versionOf(given), more: null },
        list: [1],
      })),
    }
    const whole = { ...version, 'a "name"': 'ü' }
    const expected = channels.map(({ name }) => ({
      name,
      version: whole,
      pointer: { iteration: whole, more: null },
      list: [1],
    }))
    assert.equal(await textOf(message), JSON.stringify({ channels: expected }))
    assert.equal(written, 1)
    // The ordinary way of writing it gives the same text.
    assert.equal(JSON.stringify([versionOf(version)]), JSON.stringify([whole]))
  })
})
