// A server as people run it, on a disk of its own that is really full: a disk in memory, which disappears with the
// process.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { RunningServer } from '../../src/cli/running-file.ts'
import { type Client, connect } from '../support/client.ts'
import { COMMAND } from '../support/command.ts'
import { accessToken } from '../support/registry.ts'
import { sourced } from '../support/sourced.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const OWN_MOUNTS = ['--user', '--map-root-user', '--mount']
const MOUNTED = 'mount -t tmpfs -o size=16m,mode=0700 tmpfs "$1"'
const canMount = spawnSync('unshare', [...OWN_MOUNTS, 'sh', '-c', MOUNTED, 'sh', '/mnt']).status === 0

async function says(child: ChildProcess, words: string, heard: { text: string }): Promise<void> {
  while (!heard.text.includes(words)) {
    if (child.exitCode !== null) assert.fail(`ended, saying: ${heard.text}`)
    await Promise.race([once(child.stdout!, 'data'), once(child.stderr!, 'data'), once(child, 'close')])
  }
}

test(
  'a full disk is told to clients and in the log, and forgotten when there is room',
  { skip: !canMount && 'needs the right to mount a disk in memory' },
  async (t) => {
    const folder = await temporaryFolder(t)
    const serve = [process.execPath, COMMAND, 'serve', '--listen', '127.0.0.1:0', '--log-format', 'json', '--data-dir']
    const script = `${MOUNTED} && shift && exec "$@"`
    const child = spawn('unshare', [...OWN_MOUNTS, 'sh', '-c', script, 'sh', folder, ...serve, folder], {
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    t.after(async () => {
      const closed = once(child, 'close')
      if (child.exitCode === null && child.kill('SIGKILL')) await closed
    })
    const heard = { text: '' }
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        heard.text += text
      })
    await says(child, 'Its database is', heard)

    // The server's folder, seen from outside its mount namespace.
    const inside = `/proc/${child.pid}/root${folder}`
    const running = JSON.parse(await readFile(join(inside, 'running.json'), 'utf8')) as RunningServer
    const variables = await sourced(join(inside, 'credentials.env'))
    const value = (name: string) => variables.get(name) ?? ''
    const connection = connect({
      url: running.url,
      ca: await readFile(join(inside, 'tls', 'ca.pem'), 'utf8'),
      organizationId: value('HCP_ORGANIZATION_ID'),
      projectId: value('HCP_PROJECT_ID'),
    })
    t.after(() => {
      connection.close()
    })
    const credentials = { clientId: value('HCP_CLIENT_ID'), clientSecret: value('HCP_CLIENT_SECRET') }
    const admin = connection.as(await accessToken(connection.as(null), credentials))
    const create = (name: string) =>
      admin.call('PackerService_CreateBucket', { body: { name, description: 'x'.repeat(200) } })
    const ready = async (client: Client) => (await client.send({ method: 'GET', path: '/readyz' })).status
    assert.equal((await create('first')).status, 200)

    const fillers = await fill(join(inside, 'filler'))
    // Changes that fit into the space which the log already has are still accepted.
    const made: string[] = ['first']
    let refused = await create('next-0')
    for (let index = 1; refused.status === 200; index++) {
      made.push(`next-${index - 1}`)
      refused = await create(`next-${index}`)
    }
    assert.deepEqual([refused.status, (refused.body as { code: unknown }).code], [503, 14])
    assert.match(
      (refused.body as { message: string }).message,
      /^the disk of the database is full: nothing was changed/,
    )
    assert.equal(await ready(admin), 503)
    assert.equal((await admin.call('PackerService_GetBucket', { params: { bucket_name: 'first' } })).status, 200)
    const requestId = String(refused.headers['x-request-id'])
    await says(child, requestId, heard)
    const line = heard.text.split('\n').find((text) => text.includes(requestId) && text.includes('SQLITE_FULL'))
    assert.ok(line !== undefined, 'the log has the cause')

    for (const filler of fillers) await rm(filler)
    assert.equal((await create('last')).status, 200)
    assert.equal(await ready(admin), 200)
    const { buckets } = (await admin.ok('PackerService_ListBuckets', { query: { 'pagination.page_size': 1000 } })) as {
      readonly buckets: readonly { readonly name: string }[]
    }
    assert.deepEqual(buckets.map(({ name }) => name).toSorted(), [...made, 'last'].toSorted())
  },
)

/** Writes files of all sizes, until not one more byte fits. */
async function fill(prefix: string): Promise<readonly string[]> {
  const files: string[] = []
  for (let size = 4 * 1024 * 1024; size >= 1;) {
    const file = `${prefix}-${files.length}`
    files.push(file)
    try {
      await writeFile(file, Buffer.alloc(size, 1))
    } catch {
      size = Math.floor(size / 2)
    }
  }
  return files
}
