import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hashSecret, hashToken, keyedHash } from '../../src/auth/secret-hash.ts'
import { signedUrls } from '../../src/auth/signed-urls.ts'
import { later } from '../../src/domain/clock.ts'
import { stillClock } from '../support/identity.ts'

const serverKey = new Uint8Array(32).fill(7)
const MINUTE = 60_000

const refused = (message: RegExp) => ({ code: 'permission_denied', message })

test('a signed path is accepted by every replica until it expires', () => {
  const clock = stillClock()
  const signed = signedUrls({ clock, serverKey }).sign('/sboms/1/a%20b.json', later(clock.now(), MINUTE))
  const replica = signedUrls({ clock, serverKey })
  assert.match(signed, /^\/sboms\/1\/a%20b\.json\?expires=\d+&signature=[\w-]{43}$/)
  replica.verify(signed)
  clock.advance(MINUTE - 1000)
  replica.verify(signed)
  clock.advance(1000)
  assert.throws(
    () => {
      replica.verify(signed)
    },
    refused(/expired/),
  )
})

test('a path with a query keeps it', () => {
  const clock = stillClock()
  const urls = signedUrls({ clock, serverKey })
  const signed = urls.sign('/sboms/1?as=text', later(clock.now(), MINUTE))
  assert.match(signed, /^\/sboms\/1\?as=text&expires=\d+&signature=/)
  urls.verify(signed)
})

test('no character of a signed path can be changed, left out or added', () => {
  const clock = stillClock()
  const urls = signedUrls({ clock, serverKey })
  const signed = urls.sign('/sboms/1', later(clock.now(), MINUTE))
  const places = fc.nat({ max: signed.length - 1 })
  fc.assert(
    fc.property(places, fc.string({ maxLength: 3 }), fc.nat({ max: 3 }), (at, inserted, removed) => {
      const changed = signed.slice(0, at) + inserted + signed.slice(at + removed)
      fc.pre(changed !== signed)
      assert.throws(
        () => {
          urls.verify(changed)
        },
        refused(/not complete|changed/),
      )
    }),
  )
})

test('a path signed by another server is refused', () => {
  const clock = stillClock()
  const signed = signedUrls({ clock, serverKey: new Uint8Array(32) }).sign('/sboms/1', later(clock.now(), MINUTE))
  assert.throws(
    () => {
      signedUrls({ clock, serverKey }).verify(signed)
    },
    refused(/another server/),
  )
})

test('one text hashes differently as a secret, a token and a link, and under another key', () => {
  const hashes = [
    hashSecret(serverKey, 'x'),
    hashToken(serverKey, 'x'),
    keyedHash(serverKey, 'signed-url', 'x').toString('hex'),
    hashSecret(new Uint8Array(32), 'x'),
  ]
  assert.equal(new Set(hashes).size, 4)
  for (const hash of hashes) assert.match(hash, /^[0-9a-f]{64}$/)
})
