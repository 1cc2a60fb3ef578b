import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { heavyReads } from '../../../src/storage/query/heavy-reads.ts'
import { countTurns } from '../../support/count-turns.ts'

const rowOf = (characters: number) => ({ builds: 'x'.repeat(characters), artifacts: '[]' })
const HEAVY = rowOf(300 * 1024)
const LIGHT = rowOf(1024)

describe('reads of single versions', () => {
  test('are done at once while they are light', async (t) => {
    const turn = countTurns(t)
    const heavyRead = heavyReads()
    const began = turn()
    for (let times = 0; times < 10; times += 1)
      assert.equal(await heavyRead('light', () => Promise.resolve([LIGHT])), LIGHT)
    assert.equal(await heavyRead<typeof LIGHT>('none', () => Promise.resolve([])), undefined)
    assert.equal(turn(), began)
  })

  test('are never done in the same turn once one was heavy, however many ask, and are handed on in others', async (t) => {
    const turn = countTurns(t)
    const heavyRead = heavyReads()
    const read: number[] = []
    const handed: number[] = []
    const ask = async () => {
      const row = await heavyRead('heavy', async () => {
        read.push(turn())
        return [HEAVY]
      })
      handed.push(turn())
      assert.equal(row, HEAVY)
    }
    await ask()
    await Promise.all(Array.from({ length: 10 }, ask))
    assert.equal(new Set(read).size, 11)
    assert.equal(new Set(handed).size, 11)
    assert.ok(handed.every((each) => !read.includes(each)))
  })
})
