// Durations, which say how far ahead a requested date is: Go's notation, with days added.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseDuration } from '../../src/domain/clock.ts'

describe('a duration', () => {
  const written: Readonly<Record<string, number>> = {
    '0s': 0,
    '30d': 2_592_000_000,
    '2h45m': 9_900_000,
    '1h1h': 7_200_000,
    '1d2h3m4s5ms': 93_784_005,
    '0.57s': 570,
    '1.6ms': 2,
    '365000d': 31_536_000_000_000,
  }
  for (const [text, milliseconds] of Object.entries(written))
    test(`"${text}" is ${milliseconds} milliseconds`, () => {
      assert.equal(parseDuration(text), milliseconds)
    })

  for (const text of ['', '1', 's', '-1h', '+1h', '1w', '1H', '1 h', ' 1h', '1h ', '.5h', '1.h', '1us', '365001d'])
    test(`"${text}" is none`, () => {
      assert.equal(parseDuration(text), undefined)
    })
})
