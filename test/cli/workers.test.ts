// Several processes behind one address: to clients they are one server.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { isAlive } from '../../src/machine/is-alive.ts'
import { type BucketScene, inBucket, newBucket } from '../support/build-sequences.ts'
import { connect, type Connection } from '../support/client.ts'
import { type Command, runCommand, type Server, startCommand, startServer, stop } from '../support/command.ts'
import { databases } from '../support/databases.ts'
import { openStream } from '../support/event-stream.ts'
import { accessToken } from '../support/registry.ts'
import { sourced } from '../support/sourced.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'

// Enough clients that the system gives some to each worker, except once in ten thousand times.
const CLIENTS = 16

interface Line {
  readonly pid: number
  readonly msg: string
  readonly worker?: number
  readonly requestId?: string
}

const linesIn = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as Line)

const workersOf = ({ stderr }: Pick<Command, 'stderr'>) =>
  linesIn(stderr()).flatMap(({ msg, worker }) => (msg === 'A worker listens' && worker !== undefined ? [worker] : []))

for (const database of databases())
  describe(`two workers on ${database.name}`, { timeout: 240_000 }, () => {
    let folder: string
    let server: Server
    let drop = async () => undefined as void
    let connections: readonly Connection[]
    let scenes: readonly BucketScene[]
    const requests: string[] = []
    let at: Parameters<typeof openStream>[0]
    let tokens: readonly string[]
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'assay-'))
      const place = database.name === 'sqlite' ? null : await database.createEmpty()
      if (place !== null) ({ drop } = place)
      const args =
        place !== null && 'postgresUrl' in place.location ? ['--database-url', place.location.postgresUrl] : []
      server = await startServer({ after: () => undefined }, folder, ['--workers', '2', ...args])
      const variables = await sourced(join(folder, 'credentials.env'))
      const value = (name: string) => variables.get(name) ?? ''
      const ca = await readFile(value('SSL_CERT_FILE'), 'utf8')
      const [organizationId, projectId] = [value('HCP_ORGANIZATION_ID'), value('HCP_PROJECT_ID')]
      at = { url: server.url, ca, organizationId, projectId }
      connections = Array.from({ length: CLIENTS }, () => connect(at))
      const credentials = { clientId: value('HCP_CLIENT_ID'), clientSecret: value('HCP_CLIENT_SECRET') }
      tokens = await Promise.all(connections.map(({ as }) => accessToken(as(null), credentials)))
      const clients = connections.map(({ as }, index) => as(tokens[index] ?? null))
      scenes = clients.map((client) => inBucket(client, 'base'))
      await newBucket(scenes[0]?.client ?? assert.fail(), 'base')
    })
    after(async () => {
      server.child.kill('SIGKILL')
      for (const { close } of connections) close()
      await rm(folder, { recursive: true, force: true })
      await drop()
    })

    test('show at once what one of them has acknowledged', async () => {
      for (const [round, writer] of scenes.entries()) {
        const description = `round ${round}`
        await writer.ok('UpdateBucket', { body: { description } })
        const answers = await Promise.all(scenes.map((scene) => scene.call('GetBucket')))
        assert.deepEqual(new Set(answers.map(({ body }) => body.bucket.description as string)), new Set([description]))
        requests.push(...answers.map(({ headers }) => String(headers['x-request-id'])))
      }
    })

    test('tell whoever follows one of them what was changed through the other', async () => {
      const streams = await Promise.all(tokens.map((token) => openStream(at, token)))
      // Events that were waiting to be sealed when the streams began come first.
      const told = streams.map(async (stream) => {
        let event = await stream.next()
        while (/^(?:Created|Updated) bucket$/.test(event?.event.description as string)) event = await stream.next()
        return event?.event.description as string
      })
      await scenes[0]?.ok('UpdateBucket', { body: { labels: { told: 'to all' } } })
      assert.deepEqual(new Set(await Promise.all(told)), new Set(['Added bucket labels']))
      for (const stream of streams) stream.close()
      const ids = streams.map(({ headers }) => String(headers['x-request-id']))
      const pids = () =>
        linesIn(server.stderr()).flatMap(({ requestId = '', pid }) => (ids.includes(requestId) ? pid : []))
      await until(() => pids().length === CLIENTS)
      assert.equal(new Set(pids()).size, 2)
    })

    test('go on when one of them is killed, and another one takes its place', async () => {
      const [victim = 0] = workersOf(server)
      process.kill(victim, 'SIGKILL')
      const failures = await Promise.all(
        scenes.map(async (scene) => {
          let failed = 0
          // And once more after the new worker has started.
          for (let isLast = false; !isLast;) {
            isLast = workersOf(server).length === 3
            await scene.ok('GetBucket').catch(() => (failed += 1))
          }
          return failed
        }),
      )
      assert.ok(failures.includes(0) && failures.every((failed) => failed <= 1), String(failures))
    })

    test('end together, and have said which of them answered', async () => {
      const { code, stdout, stderr } = await stop(server)
      assert.equal(code, 0)
      assert.deepEqual(workersOf(server).map(isAlive), [false, false, false])
      assert.deepEqual((await readdir(folder)).sort(), [
        ...(database.name === 'sqlite' ? ['assay.db'] : []),
        ...['credentials.env', 'secret.keys', 'tls'],
      ])
      assert.equal(stdout.match(/Its first key/g)?.length, 1)
      const answered = new Map(linesIn(stderr).map(({ requestId, pid }) => [requestId, pid]))
      assert.equal(new Set(requests).size, CLIENTS * CLIENTS)
      // What the killed worker had not written yet is lost.
      const pids = new Set(requests.flatMap((id) => answered.get(id) ?? []))
      assert.ok(pids.size > 0 && [...pids].every((pid) => workersOf(server).includes(pid)))
    })
  })

/** Makes workers end when the condition is met. */
const endingWorkers = (when: string) => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    `import cluster from 'node:cluster'; if (cluster.isWorker) { const { id } = cluster.worker; ${when} }`,
  )}`,
})
const args = (folder: string) => ['serve', '--listen', '127.0.0.1:0', '--workers', '2', '--data-dir', folder]

test('workers that cannot start end all, with a line that says what to do', async (t) => {
  const { code, stdout, stderr } = await runCommand(
    t,
    args(await temporaryFolder(t)),
    endingWorkers('if (id === 2) process.exit(7)'),
  )
  assert.deepEqual([code, stdout], [1, ''])
  assert.match(
    stderr,
    /^assay: a worker ended \(7\) before all could serve: its output says why; fix that, or try --workers 1$/m,
  )
})

test('workers that have only just been started end with the others', { timeout: 240_000 }, async (t) => {
  const { code, stderr } = await runCommand(
    t,
    [...args(await temporaryFolder(t)), '--workers', '3'],
    endingWorkers('if (id === 2) process.exit(7); if (id === 3) await new Promise((on) => setTimeout(on, 500))'),
  )
  assert.equal(code, 1)
  assert.match(stderr, /^assay: a worker ended \(7\) before all could serve: /m)
})

test('workers that end again and again are not started for ever', async (t) => {
  const { code, stderr } = await runCommand(
    t,
    args(await temporaryFolder(t)),
    endingWorkers("if (id !== 1) process.on('message', () => process.exit(7))"),
  )
  assert.equal(code, 1)
  assert.equal(stderr.match(/another one takes its place/g)?.length, 5)
  assert.match(stderr, /^assay: workers end again and again, the last one with 7: /m)
})

test('a worker that cannot start is tried again, and those who serve go on', { timeout: 240_000 }, async (t) => {
  const folder = await temporaryFolder(t)
  const failing = endingWorkers("if (id === 8) console.error('the eighth'); else if (id > 2) process.exit(7)")
  const server = startCommand(t, args(folder), failing)
  await server.says('stdout', 'Its database is')
  await server.says('stderr', 'A worker listens')
  process.kill(workersOf(server)[0] ?? assert.fail(), 'SIGKILL')
  await server.says('stderr', 'the eighth')
  assert.equal((await stop(server)).code, 0)
})

test('of two servers that share an address with their workers, one is told that it is taken', async (t) => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  const folders = [await temporaryFolder(t), await temporaryFolder(t)]
  const servers = folders.map((folder) => startCommand(t, [...args(folder), '--listen', `127.0.0.1:${port}`], {}))
  const { code, stderr } = await Promise.race(servers.map(({ ended }) => ended))
  assert.equal(code, 1)
  assert.match(stderr, new RegExp(`^assay: 127\\.0\\.0\\.1:${port} is taken by another process: `, 'm'))
})
