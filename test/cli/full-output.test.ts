// A server whose log and output go to a full disk.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { setTimeout as pause } from 'node:timers/promises'
import type { RunningServer } from '../../src/cli/running-file.ts'
import { connect } from '../support/client.ts'
import { COMMAND } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const FULL = '/dev/full'
const POLL_MS = 20

test(
  'a server that can say nothing to anybody serves all the same, and stops when it is told to',
  { skip: !existsSync(FULL) && `needs ${FULL}` },
  async (t) => {
    const folder = await temporaryFolder(t)
    const script = `exec "$@" >${FULL} 2>${FULL}`
    const serve = [process.execPath, COMMAND, 'serve', '--listen', '127.0.0.1:0', '--data-dir', folder]
    const child = spawn('sh', ['-c', script, 'sh', ...serve], { env: { PATH: process.env['PATH'] }, stdio: 'ignore' })
    const ended = once(child, 'exit')
    t.after(() => child.kill('SIGKILL'))
    const running = await runningServer(join(folder, 'running.json'))
    const connection = connect({ ...running, ca: await readFile(join(folder, 'tls', 'ca.pem'), 'utf8') })
    t.after(() => {
      connection.close()
    })
    const nobody = connection.as(null)
    for (let times = 0; times < 60; times += 1)
      assert.equal((await nobody.send({ method: 'GET', path: `/no-such-${'x'.repeat(100)}` })).status, 404)
    assert.equal((await nobody.send({ method: 'GET', path: '/readyz' })).status, 200)
    child.kill('SIGTERM')
    assert.deepEqual((await ended)[0], 0)
  },
)

test(
  'help and the version that cannot be written are a failure',
  { skip: !existsSync(FULL) && `needs ${FULL}` },
  async () => {
    for (const words of [
      ['--help'],
      ['--version'],
      ['serve', '--help'],
      ['user', '--help'],
      ['bucket', 'list', '--help'],
    ]) {
      const line = ['-c', `"$@" > ${FULL}`, 'sh', process.execPath, COMMAND, ...words]
      await assert.rejects(promisify(execFile)('sh', line, { env: { PATH: process.env['PATH'] } }), {
        ...{ code: 1, stderr: 'assay: the output cannot be written: ENOSPC: no space left on device, write\n' },
      })
    }
  },
)

async function runningServer(file: string): Promise<RunningServer> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => null)
    if (text !== null) return JSON.parse(text) as RunningServer
    await pause(POLL_MS)
  }
}
