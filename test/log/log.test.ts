import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logTo } from '../../src/log/log.ts'

test('a secret that somebody logs by mistake is not written', () => {
  const lines: string[] = []
  const log = logTo({ write: (line) => lines.push(line) }, { logLevel: 'info', logFormat: 'json' })
  const headers = { authorization: 'Bearer s3cret', cookie: 's3cret', accept: '*/*' }
  log.info({ headers, req: { headers }, token: 's3cret', clientSecret: 's3cret', client_secret: 's3cret' }, 'request')
  log.info({ body: { client_secret: 's3cret', access_token: 's3cret' }, config: { databaseUrl: 's3cret' } }, 'request')
  assert.equal(lines.length, 2)
  assert.ok(!lines.join('').includes('s3cret'))
  assert.ok(lines[0]?.includes('*/*'))
})

test('a line has its level by name and its time as RFC 3339', () => {
  const lines: string[] = []
  logTo({ write: (line) => lines.push(line) }, { logLevel: 'warn', logFormat: 'json' }).warn({ status: 500 }, 'refused')
  const { time, ...rest } = JSON.parse(lines.join('')) as Record<string, unknown>
  assert.deepEqual(rest, { level: 'warn', status: 500, msg: 'refused' })
  assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

const HOSTILE = 'a\r\n{"level":"info","msg":"forged"}\u001b[2J\u0007\u009b31m\u007f\u2028\u202e\ufeff\ud800 b'

const CONTROLS = /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\ufeff]|\p{Surrogate}/u

/** What is logged of the same hostile values in one format. */
function written(logFormat: 'json' | 'text'): string {
  const lines: string[] = []
  const log = logTo({ write: (line) => lines.push(line) }, { logLevel: 'info', logFormat })
  const error = Object.assign(new Error(HOSTILE), { detail: HOSTILE, cause: new Error(HOSTILE) })
  log.info({ sourceChannel: HOSTILE, headers: { [HOSTILE]: [HOSTILE] } }, HOSTILE)
  log.error({ err: error }, 'failed')
  log.error(error)
  log.child({ requestId: 'x' }).warn({ err: HOSTILE })
  return lines.join('')
}

for (const logFormat of ['json', 'text'] as const) {
  test(`what others sent has no controls in ${logFormat}, and passes for no other line`, () => {
    const text = written(logFormat)
    const plain = text.replaceAll(/\u001b\[\d+m/g, '')
    assert.doesNotMatch(plain, CONTROLS)
    assert.doesNotMatch(plain, /^\{"level":"info","msg":"forged"/m)
    assert.match(plain, /\\u001b/)
    assert.match(plain, /at .*log\.test\.ts/)
  })

  test(`what others sent is cut in ${logFormat}`, () => {
    const lines: string[] = []
    const log = logTo({ write: (line) => lines.push(line) }, { logLevel: 'info', logFormat })
    const long = 'x'.repeat(100_000)
    const deep: unknown = JSON.parse(`${'['.repeat(1000)}${']'.repeat(1000)}`)
    log.info({ sourceChannel: long, list: Array.from({ length: 10_000 }, () => long), deep }, long)
    log.error({ err: Object.assign(new Error(long), { detail: long }) }, 'failed')
    for (const line of lines) assert.ok(line.length < 16_000, `${line.length} characters`)
  })
}

test('a line of JSON has what it is given, in its own words', () => {
  const lines: string[] = []
  const log = logTo({ write: (line) => lines.push(line) }, { logLevel: 'info', logFormat: 'json' })
  log.info({ sourceChannel: 'tökèn ✓ 💿', status: 200, list: [1, null, true], when: new Date(0) }, 'request %s', 'here')
  const { time, ...rest } = JSON.parse(lines.join('')) as Record<string, unknown>
  assert.ok(time)
  const fields = { sourceChannel: 'tökèn ✓ 💿', status: 200, list: [1, null, true], when: '1970-01-01T00:00:00.000Z' }
  assert.deepEqual(rest, { level: 'info', ...fields, msg: 'request here' })
})
