import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { readSlices, slicesOf, type Weighed, weighInTurn } from '../../../src/storage/query/slices.ts'

const KIB = 1024
const MIB = 1024 * KIB
const weighed = (...sizes: readonly number[]): readonly Weighed[] =>
  sizes.map((bytes, index) => ({ id: String(index), bytes }))

describe('slices', () => {
  test('have half a mebibyte and a hundred rows at most, or a single row that is larger', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 700 * KIB }), { maxLength: 300 })
    fc.assert(
      fc.property(sizes, (bytes) => {
        const given = weighed(...bytes)
        const slices = slicesOf(given)
        assert.deepEqual(
          slices.flat(),
          given.map(({ id }) => id),
        )
        const bytesOf = new Map(given.map((each) => [each.id, each.bytes]))
        for (const slice of slices) {
          const total = slice.reduce((sum, id) => sum + (bytesOf.get(id) ?? 0), 0)
          assert.ok(slice.length === 1 || (slice.length <= 100 && total <= 512 * KIB))
        }
      }),
    )
  })

  test('are as few as can be for rows that are small', () => {
    assert.equal(slicesOf(weighed(...Array.from({ length: 250 }, () => KIB))).length, 3)
    assert.equal(slicesOf([]).length, 0)
  })

  test('are weighed a few at a time, and more while they are light', async () => {
    const asked = async (bytes: number) => {
      const counts: number[] = []
      const ids = Array.from({ length: 100 }, (_, index) => String(index))
      const weighing = weighInTurn(ids, async (some) => {
        counts.push(some.length)
        return some.map((id) => ({ id, bytes }))
      })
      assert.deepEqual((await Array.fromAsync(weighing)).flat(), ids.map((id) => ({ id, bytes }))) // prettier-ignore
      return counts
    }
    assert.deepEqual(await asked(10), [8, 16, 32, 44])
    assert.deepEqual(new Set(await asked(MIB)), new Set([8, 4]))
  })

  test('are read when they are asked for, in order, without what is gone, and others have their turn before each', async (t) => {
    const read: string[] = []
    let turns = 0
    let isOver = false
    t.after(() => {
      isOver = true
    })
    const others = async () => {
      while (!isOver) {
        await setImmediate()
        turns += 1
      }
    }
    const items = readSlices(weighed(400 * KIB, 400 * KIB, 10, 900 * KIB, 10), async (ids) => {
      read.push(`${ids.join()} after ${turns > 0 ? 'others' : 'nobody'}`)
      turns = 0
      return ids.filter((id) => id !== '2').map((id) => ({ id }))
    })
    assert.deepEqual(read, [])
    void others()
    assert.equal((await items.next()).value?.id, '0')
    assert.deepEqual(read, ['0 after others'])
    const rest = await Array.fromAsync(items)
    isOver = true
    assert.deepEqual(
      rest.map(({ id }) => id),
      ['1', '3', '4'],
    )
    assert.deepEqual(read, ['0 after others', '1,2 after others', '3 after others', '4 after others'])
  })
})
