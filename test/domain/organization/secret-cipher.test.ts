import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '../../../src/domain/errors.ts'
import { secretCipher } from '../../../src/domain/organization/secret-cipher.ts'

const [old, fresh] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]

const refusal = (words: RegExp) => (error: unknown) =>
  error instanceof DomainError && error.code === 'unavailable' && words.test(error.message)

test('a secret comes back for what it is of, and says nothing meanwhile', () => {
  const cipher = secretCipher([old])
  const encrypted = cipher.encrypt('swordfish', 'one')
  assert.equal(cipher.decrypt(encrypted, 'one'), 'swordfish')
  assert.ok(!encrypted.includes('swordfish'))
  assert.notEqual(cipher.encrypt('swordfish', 'one'), encrypted)
})

test('a secret of one thing is none of another, and none that was changed is a secret', () => {
  const cipher = secretCipher([old])
  const encrypted = cipher.encrypt('swordfish', 'one')
  const refused = refusal(/^a secret is not what the server has stored/)
  assert.throws(() => cipher.decrypt(encrypted, 'another'), refused)
  for (const at of [20, 40, 60]) {
    const changed = encrypted.slice(0, at) + (encrypted[at] === 'A' ? 'B' : 'A') + encrypted.slice(at + 1)
    assert.throws(() => cipher.decrypt(changed, 'one'), refused)
  }
  assert.throws(() => cipher.decrypt(encrypted.slice(0, 30), 'one'), refused)
})

test('a key can be followed by another, for as long as the old one is still there', () => {
  const before = secretCipher([old]).encrypt('swordfish', 'one')
  const cipher = secretCipher([fresh, old])
  assert.equal(cipher.decrypt(before, 'one'), 'swordfish')
  const after = cipher.encrypt('swordfish', 'one')
  assert.equal(secretCipher([fresh]).decrypt(after, 'one'), 'swordfish')
  assert.throws(() => secretCipher([fresh]).decrypt(before, 'one'), refusal(/--secret-keys/))
})
