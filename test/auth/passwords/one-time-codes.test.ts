import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateSync } from 'otplib'
import { newRecoveryCodes, oneTimeCodes } from '../../../src/auth/passwords/one-time-codes.ts'
import { later } from '../../../src/domain/clock.ts'

const serverKey = Buffer.alloc(32, 7)
const NOW = '2026-01-02T03:04:05.678Z'
let now = NOW
const clock = { now: () => now }
const codes = oneTimeCodes({ serverKey, clock })
const ada = { principalId: 'ada', email: 'ada@example.com' }

async function enrolled() {
  const sealed = await codes.newSecret('ada')
  const { secret, address } = await codes.setUp(sealed, ada)
  const codeAt = (at: string) => generateSync({ secret, epoch: Math.floor(Date.parse(at) / 1000) })
  const stepOf = (code: string, at: string, after: number | null = null) => {
    now = at
    return codes.stepOf(sealed, 'ada', { code, after })
  }
  return { sealed, secret, address, codeAt, stepOf }
}

test('an authenticator is told the secret, the registry and the person', async () => {
  const { sealed, secret, address } = await enrolled()
  assert.equal(address, `otpauth://totp/Assay:ada%40example.com?secret=${secret}&issuer=Assay`)
  assert.match(secret, /^[A-Z2-7]{32}$/)
  assert.ok(!Buffer.from(sealed, 'base64').includes(secret))
})

test('a secret is opened for its person alone, by the key of its server alone', async () => {
  const { sealed } = await enrolled()
  const refused = { code: 'failed_precondition', message: /not one that this server gave to you/ }
  await assert.rejects(codes.setUp(sealed, { ...ada, principalId: 'bob' }), refused)
  for (const broken of ['', 'AAAA', sealed.slice(4)]) await assert.rejects(codes.setUp(broken, ada), refused)
  await assert.rejects(oneTimeCodes({ serverKey: Buffer.alloc(32, 8), clock }).setUp(sealed, ada), refused)
})

test('a code is good in its half minute, and one before and after', async () => {
  const { codeAt, stepOf } = await enrolled()
  const shown = [-61_000, -30_000, 0, 30_000, 61_000].map((off) => stepOf(codeAt(later(NOW, off)), NOW))
  assert.deepEqual(
    (await Promise.all(shown)).map((step) => step !== undefined),
    [false, true, true, true, false],
  )
  const code = codeAt(NOW)
  assert.notEqual(await stepOf(`${code.slice(0, 3)} ${code.slice(3)}`, NOW), undefined)
  for (const wrong of ['', '12345', '1234567', 'abcdef', String((Number(code) + 1) % 1_000_000).padStart(6, '0')])
    assert.equal(await stepOf(wrong, NOW), undefined, wrong)
})

test('a code that was used is not good again, nor is any before it', async () => {
  const { codeAt, stepOf } = await enrolled()
  const step = await stepOf(codeAt(NOW), NOW)
  assert.ok(step !== undefined)
  assert.equal(await stepOf(codeAt(NOW), NOW, step), undefined)
  assert.equal(await stepOf(codeAt(later(NOW, -30_000)), NOW, step), undefined)
  assert.equal(await stepOf(codeAt(later(NOW, 30_000)), NOW, step), step + 1)
  assert.equal(await stepOf(codeAt(NOW), NOW, step + 1000), undefined, 'the clock was set back')
})

test('recovery codes are ten, all different, and known however they are typed', () => {
  const made = newRecoveryCodes()
  assert.equal(new Set(made).size, 10)
  for (const code of made) assert.match(code, /^(?:[0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/)
  const [code = ''] = made
  const hash = codes.hashRecoveryCode(code, 'ada')
  assert.equal(codes.hashRecoveryCode(` ${code.toUpperCase().replaceAll('-', ' ')}`, 'ada'), hash)
  assert.notEqual(codes.hashRecoveryCode(code, 'bob'), hash)
  assert.equal(codes.hashRecoveryCode('o1il-0000-0000-0000', 'ada'), codes.hashRecoveryCode('0111000000000000', 'ada'))
})
