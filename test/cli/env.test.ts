import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import type { RunningServer } from '../../src/cli/running-file.ts'
import { runCommand, startCommand, startServer, stop } from '../support/command.ts'
import { dataFolder } from '../support/data-folder.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const run = promisify(execFile)

const withoutSecret = (block: string) => block.replace(/^export HCP_CLIENT_SECRET=.*\n/m, '')

test('the variables of a running server are printed for a shell, all but the secret', async (t) => {
  const folder = join(await temporaryFolder(t), "it's here")
  const server = await startServer(t, folder, [])
  const file = join(folder, 'credentials.env')
  const block = await readFile(file, 'utf8')
  const { code, stdout, stderr } = await runCommand(t, ['env', '--data-dir', folder], {})
  assert.deepEqual([code, stderr], [0, ''])
  assert.equal(
    stdout,
    `${withoutSecret(block)}# HCP_CLIENT_SECRET is only in ${JSON.stringify(file)}: source that file first\n`,
  )

  const script = 'eval "$0"; echo "$HCP_AUTH_URL"; echo "$SSL_CERT_FILE"'
  const { stdout: words } = await run('sh', ['-ec', script, stdout], { env: {} })
  assert.equal(words, `${server.url}\n${join(folder, 'tls', 'ca.pem')}\n`)
  await stop(server)
})

test('what is kept of a running server is for its owner and holds no secret', async (t) => {
  const folder = await dataFolder(t)
  const server = await startServer(t, folder, [])
  const file = join(folder, 'running.json')
  const running = JSON.parse(await readFile(file, 'utf8')) as RunningServer
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  assert.deepEqual(Object.keys(running).sort(), ['caFile', 'organizationId', 'pid', 'projectId', 'url'])
  assert.equal(running.pid, server.child.pid)
  await stop(server)
})

test('a second server on a data directory leaves what is kept of the first, and says so', async (t) => {
  const folder = await dataFolder(t)
  const first = await startServer(t, folder, [])
  const file = join(folder, 'running.json')
  const running = await readFile(file, 'utf8')
  const second = startCommand(t, ['serve', '--listen', '127.0.0.1:0', '--data-dir', folder], {})
  await second.says('stdout', 'Its database is')
  assert.equal(await readFile(file, 'utf8'), running)
  const { stderr } = await stop(second)
  assert.match(stderr, /another server, process \d+, runs on this data directory: \\"assay env\\" prints its address/)
  assert.equal(await readFile(file, 'utf8'), running)
  await stop(first)
  await assert.rejects(stat(file), { code: 'ENOENT' })
})

test('a client id of another database is not printed', async (t) => {
  const folder = await dataFolder(t)
  const server = await startServer(t, folder, [])
  await writeFile(join(folder, 'credentials.env'), "export HCP_CLIENT_ID='foreign'\nexport HCP_PROJECT_ID='other'\n")
  const { stdout } = await runCommand(t, ['env', '--data-dir', folder], {})
  assert.ok(!stdout.includes('foreign'))
  assert.match(stdout, /\n# Set HCP_CLIENT_ID and HCP_CLIENT_SECRET to the key that you were given\n$/)
  await stop(server)
})

test('without a running server there is nothing to print', async (t) => {
  const folder = await temporaryFolder(t)
  const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(gone, 'close')
  const left: RunningServer = { pid: gone.pid ?? 0, url: 'https://h', caFile: null, organizationId: '', projectId: '' }
  for (const text of [null, 'half a fi', '{}', JSON.stringify(left)]) {
    if (text !== null) await writeFile(join(folder, 'running.json'), text)
    const { code, stdout, stderr } = await runCommand(t, ['env', '--data-dir', folder], {})
    assert.deepEqual([code, stdout], [1, ''])
    assert.equal(
      stderr,
      `assay: no server runs on the data directory ${folder}: start one with assay serve, or name another with --data-dir\n`,
    )
  }
})
