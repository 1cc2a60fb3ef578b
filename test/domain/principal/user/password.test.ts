import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requirePassword } from '../../../../src/domain/principal/user/password.ts'

const ada = { email: 'ada.lovelace@example.com', displayName: 'Ada Lovelace' }
const hard = async () => 1e12

test('a password of 8 to 200 characters that nobody guesses is taken, whatever its characters', async () => {
  for (const password of ['aaaaaaaa', '12345678', 'a b c d ', '🥇'.repeat(200), 'x'.repeat(200)])
    assert.equal(await requirePassword(password, ada, hard), password)
})

test('one that is too short or too long is refused', async () => {
  for (const [password, message] of [
    ['', /8 characters or more/],
    ['1234567', /8 characters or more/],
    ['🥇'.repeat(7), /8 characters or more/],
    ['x'.repeat(201), /no more than 200/],
  ] as const)
    await assert.rejects(requirePassword(password, ada, hard), { code: 'invalid_argument', message })
})

test('one that is the name or the address is refused, whatever anybody says of it', async () => {
  for (const password of ['ada.lovelace@example.com', 'ADA.LOVELACE', 'Ada Lovelace', 'lovelace'])
    await assert.rejects(requirePassword(password, ada, hard), /must not be your name or address/)
})

test('one that is guessed within a hundred million guesses is refused', async () => {
  await assert.rejects(
    requirePassword('golden image', ada, async () => 1e8),
    /too easily guessed/,
  )
  assert.equal(await requirePassword('golden image', ada, async () => 1e8 + 5), 'golden image')
})

test('what is known of the person is known to whoever guesses', async () => {
  const seen: string[] = []
  await requirePassword('golden image', ada, async (_, words) => {
    seen.push(...words)
    return 1e12
  })
  assert.deepEqual(
    ['ada', 'lovelace', 'ada.lovelace@example.com', 'example', 'assay'].filter((word) => !seen.includes(word)),
    [],
  )
})

test('one character is one, however a keyboard composes it', async () => {
  assert.equal(await requirePassword('cafe\u0301 au lait', ada, hard), 'caf\u00e9 au lait')
})
