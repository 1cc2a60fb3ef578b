import assert from 'node:assert/strict'
import { argon2Sync } from 'node:crypto'
import { test } from 'node:test'
import { passwords } from '../../../src/auth/passwords/passwords.ts'

const PHC = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/

test('a hash says how it was made, is another one each time, and knows its password alone', async () => {
  const { hash, isRight } = passwords()
  const [one, other] = await Promise.all([hash('golden image'), hash('golden image')])
  assert.match(one, PHC)
  assert.notEqual(one, other)
  assert.deepEqual(
    await Promise.all([isRight('golden image', one), isRight('golden image', other), isRight('golden imagE', one)]),
    [true, true, false],
  )
})

test('a hash that was made at another cost still knows its password', async () => {
  const light = '$argon2id$v=19$m=8,t=1,p=1$AAECAwQFBgcICQoLDA0ODw$'
  const nonce = Buffer.from(Array.from({ length: 16 }, (_, index) => index))
  const made = argon2Sync('argon2id', { message: 'old', nonce, memory: 8, passes: 1, parallelism: 1, tagLength: 32 })
  const phc = light + made.toString('base64').replace(/=+$/, '')
  assert.deepEqual(await Promise.all([passwords().isRight('old', phc), passwords().isRight('new', phc)]), [true, false])
})

test('nobody knows the password of who has none, and finding out is as much work', async () => {
  const { hash, isRight } = passwords()
  const stored = await hash('golden image')
  const workOf = async (phc: string | null) => {
    const before = process.cpuUsage()
    for (let times = 0; times < 4; times += 1) assert.equal(await isRight('wrong', phc), false)
    const { user } = process.cpuUsage(before)
    return user
  }
  await workOf(stored)
  const [known, unknown] = [await workOf(stored), await workOf(null)]
  // A response without that work takes a hundredth of the time.
  assert.ok(unknown > known / 3, `${unknown} µs against ${known} µs`)
})

test('what is no hash of a password is no mistake of whoever shows one', async () => {
  await assert.rejects(passwords().isRight('golden image', 'plain text'), /none of argon2id/)
})
