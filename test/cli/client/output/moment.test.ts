import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromNow } from '../../../../src/cli/client/output/moment.ts'

const NOW = Date.parse('2026-11-23T12:00:00Z')
const words = new Intl.RelativeTimeFormat('en', { numeric: 'always' })

const at = (seconds: number) => fromNow(new Date(NOW + seconds * 1000).toISOString(), NOW)

test('how far away an instant is is told as everybody tells it', () => {
  const units = { minute: 60, hour: 3600, day: 86_400, week: 604_800, month: 2_629_800, year: 31_557_600 } as const
  for (const [unit, seconds] of Object.entries(units) as [keyof typeof units, number][])
    for (const count of [1, 2, -1, -2]) assert.equal(at(count * seconds), words.format(count, unit))
})

test('of a distance only whole units are told', () => {
  assert.deepEqual([at(-119), at(119), at(3599)], ['1 minute ago', 'in 1 minute', 'in 59 minutes'])
})

test('what is nearer than a minute is now', () => {
  assert.deepEqual([at(-59), at(0), at(59)], ['just now', 'just now', 'in a moment'])
})
