import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KNOWN_FOR_MS, knownBrowsers } from '../../../src/auth/sessions/known-browsers.ts'
import { stillClock } from '../../support/identity.ts'

const serverKey = Buffer.alloc(32, 7)

test('a browser is known for the address that has signed in there, for a year, and each by itself', () => {
  const clock = stillClock()
  const { make, idIn } = knownBrowsers({ serverKey, clock })
  const [one, other] = [make('ada@example.com'), make('ada@example.com')]
  assert.match(idIn(one, 'ada@example.com') ?? '', /^[\w-]{22}$/)
  assert.notEqual(idIn(one, 'ada@example.com'), idIn(other, 'ada@example.com'))
  assert.equal(idIn(one, 'grace@example.com'), null)
  clock.advance(KNOWN_FOR_MS - 1)
  assert.notEqual(idIn(one, 'ada@example.com'), null)
  clock.advance(1)
  assert.equal(idIn(one, 'ada@example.com'), null)
})

test('what no server of the same key has signed makes nobody known', () => {
  const clock = stillClock()
  const { make, idIn } = knownBrowsers({ serverKey, clock })
  const good = make('ada@example.com')
  const [id = '', until = '', signature = ''] = good.split('.')
  const others = knownBrowsers({ serverKey: Buffer.alloc(32, 8), clock }).make('ada@example.com')
  const changed = [
    `${id.slice(1)}A.${until}.${signature}`,
    `${id}.${Number(until) + 1}.${signature}`,
    `${id}.${until}.${signature.slice(1)}A`,
    `${good} `,
  ]
  for (const known of [null, '', 'x', others, ...changed]) assert.equal(idIn(known, 'ada@example.com'), null)
})
