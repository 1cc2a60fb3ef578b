import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantIn } from '../../../../src/cli/client/registry/instant-in.ts'

test('a moment has its zone, and a date alone begins in UTC', () => {
  for (const [text, instant] of [
    ['2027-01-31T12:00:00Z', '2027-01-31T12:00:00.000Z'],
    ['2027-01-31t12:00:00.25z', '2027-01-31T12:00:00.250Z'],
    ['2027-01-31T12:00:00.123456789+01:00', '2027-01-31T11:00:00.123Z'],
    ['2027-01-31T00:30+01:00', '2027-01-30T23:30:00.000Z'],
    ['2027-01-31', '2027-01-31T00:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ] as const)
    assert.equal(instantIn('--at', text), instant)
})

test('what may mean one moment or another is none', () => {
  const of = ['12', '5', 'tomorrow 5', '01/02/2027', '2027', '2027-01', '2027-1-31', '2027-01-31 12:00', 'now', '']
  for (const text of [...of, '2027-01-31T12:00:00', '2027-01-31T12Z', '2027-01-31Z', ' 2027-01-31', '+002027-01-31'])
    assert.throws(() => instantIn('--at', text), {
      message: `--at ${JSON.stringify(text)} is not a time: write it as 2027-01-31T12:00:00Z, 2027-01-31T12:00:00+01:00, or 2027-01-31 for the start of that day in UTC`,
    })
})

test('a moment that does not exist is none', () => {
  const days = ['2027-02-29', '2027-02-30', '2027-04-31', '2027-13-01', '2027-00-10', '2027-01-32']
  const times = ['2027-01-31T24:00:00Z', '2027-01-31T12:60:00Z', '2027-01-31T12:00:60Z', '2027-01-31T12:00:00+25:00']
  for (const text of [...days, ...times, '2027-02-30T12:00:00+01:00'])
    assert.throws(() => instantIn('--from', text), {
      message: `--from "${text}" is a time that does not exist: check the day and the time`,
    })
})
