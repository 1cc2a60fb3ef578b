// What the log says about requests that the gate refuses.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { pino } from 'pino'
import { startGate } from '../../support/gate-server.ts'

interface Line {
  readonly status: number
  readonly reason: string
  readonly count: number
  readonly msg: string
}

function listen() {
  const lines: Line[] = []
  const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line) as Line) })
  return { log, told: () => lines.splice(0).map(({ status, reason, count, msg }) => [msg, status, count, reason]) }
}

const MALFORMED = 'the request is not HTTP/1.1 as RFC 9112 has it'
const SLOW = 'the request did not arrive in time: send it again over a line that does not stall'

describe('the log of what the gate refuses', { timeout: 60_000 }, () => {
  test('has malformed requests, once a second and counted', async (t) => {
    const { log, told } = listen()
    const { open, pass } = await startGate(t, { log })
    for (const line of ['nonsense\r\n\r\n', '\x16\x03\x01 nonsense', 'GET / HTTP/9.9\r\n\r\n']) {
      const connection = await open()
      await connection.write(line)
      assert.equal((await connection.answer()).status, 400)
    }
    assert.deepEqual(told(), [])
    pass(1)
    assert.deepEqual(told(), [['requests refused', 400, 3, MALFORMED]])
    pass(1)
    assert.deepEqual(told(), [])
  })

  test('has heads that do not come', async (t) => {
    const { log, told } = listen()
    const { open, pass } = await startGate(t, { log })
    const connection = await open()
    await connection.write('GET / HTTP/1.1\r\n')
    pass(15)
    assert.equal((await connection.answer()).status, 408)
    pass(1)
    assert.deepEqual(told(), [['requests refused', 408, 1, SLOW]])
  })

  test('has requests that are no good, each status by itself', async (t) => {
    const { log, told } = listen()
    const { open, pass } = await startGate(t, { log })
    const statuses: number[] = []
    for (const request of [
      'GET / HTTP/1.1\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a b\r\n\r\n',
      'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n',
    ]) {
      const connection = await open()
      await connection.write(request)
      statuses.push((await connection.answer()).status)
    }
    assert.deepEqual(statuses, [400, 400, 404])
    pass(1)
    assert.deepEqual(told(), [
      ['requests refused', 400, 2, 'Host: is missing'],
      ['requests refused', 404, 1, 'there is no CONNECT a:1'],
    ])
  })
})
