import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logTo } from '../src/log.ts'

test('a secret that somebody logs by mistake is not written', () => {
  const lines: string[] = []
  const log = logTo({ write: (line) => lines.push(line) }, 'info')
  const headers = { authorization: 'Bearer s3cret', cookie: 's3cret', accept: '*/*' }
  log.info({ headers, req: { headers }, token: 's3cret', clientSecret: 's3cret', client_secret: 's3cret' }, 'request')
  log.info({ body: { client_secret: 's3cret', access_token: 's3cret' }, config: { databaseUrl: 's3cret' } }, 'request')
  assert.equal(lines.length, 2)
  assert.ok(!lines.join('').includes('s3cret'))
  assert.ok(lines[0]?.includes('*/*'))
})

test('a line has its level by name and its time as RFC 3339', () => {
  const lines: string[] = []
  logTo({ write: (line) => lines.push(line) }, 'warn').warn({ status: 500 }, 'refused')
  const { time, ...rest } = JSON.parse(lines.join('')) as Record<string, unknown>
  assert.deepEqual(rest, { level: 'warn', status: 500, msg: 'refused' })
  assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})
