import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test, type TestContext } from 'node:test'
import { connect } from 'node:tls'
import { promisify } from 'node:util'
import { runCommand, startServer, stop } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const run = promisify(execFile)

/** The variables that a shell has after sourcing the file. */
async function sourced(file: string): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await run('sh', ['-c', '. "$0" && env', file], { env: {} })
  return new Map(stdout.split('\n').map((line) => line.split(/=(.*)/s, 2) as [string, string]))
}

test('the first start shows once, and keeps, all that a client needs to get a token', async (t) => {
  const folder = join(await temporaryFolder(t), "it's new")
  const server = await startServer(t, folder, [])
  const file = join(folder, 'credentials.env')
  const block = await readFile(file, 'utf8')
  const variables = await sourced(file)
  const value = (name: string) => variables.get(name) ?? ''

  const host = new URL(server.url).host
  assert.deepEqual(
    [...block.matchAll(/^export (\w+)='.+'$/gm)].map(([, name]) => name),
    [
      ...['HCP_API_ADDRESS', 'HCP_AUTH_URL', 'SSL_CERT_FILE', 'HCP_CLIENT_ID', 'HCP_CLIENT_SECRET'],
      ...['HCP_ORGANIZATION_ID', 'HCP_PROJECT_ID', 'HCP_SKIP_STATUS_CHECK', 'CHECKPOINT_DISABLE'],
    ],
  )
  assert.deepEqual(
    ['HCP_API_ADDRESS', 'HCP_AUTH_URL', 'SSL_CERT_FILE', 'HCP_SKIP_STATUS_CHECK', 'CHECKPOINT_DISABLE'].map(value),
    [host, `https://${host}`, join(folder, 'tls', 'ca.pem'), 'true', '1'],
  )
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  assert.equal((await stat(folder)).mode & 0o777, 0o700)

  const token = request(new URL('/oauth2/token', value('HCP_AUTH_URL')), {
    method: 'POST',
    ca: await readFile(value('SSL_CERT_FILE')),
    auth: `${value('HCP_CLIENT_ID')}:${value('HCP_CLIENT_SECRET')}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', connection: 'close' },
  }).end('grant_type=client_credentials')
  const [answer] = await (once(token, 'response') as Promise<[IncomingMessage]>)
  assert.equal(answer.statusCode, 200, await text(answer))

  const { code, stdout, stderr } = await stop(server)
  assert.equal(code, 0)
  assert.ok(stdout.includes(block) && stdout.includes(server.url) && stdout.includes(`source '`))
  assert.ok(!stderr.includes(value('HCP_CLIENT_SECRET')))
  assert.deepEqual((await readdir(folder)).sort(), ['assay.db', 'credentials.env', 'tls'])
})

test('a later start changes nothing and says where the key is', async (t) => {
  const folder = await temporaryFolder(t)
  const first = await startServer(t, folder, [])
  await stop(first)
  const file = join(folder, 'credentials.env')
  const block = await readFile(file, 'utf8')
  const certificate = await readFile(join(folder, 'tls', 'server.pem'), 'utf8')

  const second = await startServer(t, folder, ['--listen', new URL(first.url).host.replace('localhost', '127.0.0.1')])
  const { stdout } = await stop(second)
  assert.equal(await readFile(file, 'utf8'), block)
  assert.equal(await readFile(join(folder, 'tls', 'server.pem'), 'utf8'), certificate)
  assert.equal(
    stdout,
    `Assay serves ${first.url}\nIts database is ${folder}/assay.db\n\nTo point stock Packer and Terraform at it:\n\n  source '${file}'\n\n`,
  )
})

test('a later start at another address says what has changed, and never the secret', async (t) => {
  const folder = await temporaryFolder(t)
  await stop(await startServer(t, folder, []))
  const secret = (await sourced(join(folder, 'credentials.env'))).get('HCP_CLIENT_SECRET') ?? ''
  const { stdout } = await stop(await startServer(t, folder, ['--public-url', 'https://registry.example']))
  assert.match(stdout, /^export HCP_API_ADDRESS='registry\.example'$/m)
  assert.match(stdout, /^export HCP_AUTH_URL='https:\/\/registry\.example'$/m)
  assert.ok(secret.length > 0 && !stdout.includes(secret))
})

test('behind a proxy that serves https, clients use its address and its certificate', async (t) => {
  const folder = await temporaryFolder(t)
  const server = await startServer(t, folder, ['--plain-http', '--public-url', 'https://registry.example:444'])
  await stop(server)
  const variables = await sourced(join(folder, 'credentials.env'))
  assert.equal(variables.get('HCP_API_ADDRESS'), 'registry.example:444')
  assert.equal(variables.get('HCP_AUTH_URL'), 'https://registry.example:444')
  assert.ok(!variables.has('SSL_CERT_FILE'))
  await assert.rejects(access(join(folder, 'tls')))
})

test('a first key that cannot be kept is shown all the same', async (t) => {
  const folder = await temporaryFolder(t)
  await mkdir(join(folder, 'credentials.env', 'in the way'), { recursive: true })
  const { code, stdout } = await stop(await startServer(t, folder, []))
  assert.equal(code, 0)
  assert.match(stdout, /^export HCP_CLIENT_SECRET='.+'$/m)
  assert.match(stdout, /KEEP IT: the secret is shown only now, and .*credentials\.env could not be written/)
})

test('the key of another database is kept beside the new one', async (t) => {
  const folder = await temporaryFolder(t)
  await writeFile(join(folder, 'credentials.env'), "export HCP_CLIENT_SECRET='old'\n")
  await stop(await startServer(t, folder, []))
  const kept = (await readdir(folder)).filter((name) => name.startsWith('credentials.env.until-'))
  assert.equal(await readFile(join(folder, kept[0] ?? ''), 'utf8'), "export HCP_CLIENT_SECRET='old'\n")
})

test('a first start whose port is taken makes no key that nobody would see', async (t) => {
  const folder = await temporaryFolder(t)
  const other = createServer().listen(0, '127.0.0.1')
  t.after(() => other.close())
  await once(other, 'listening')
  const at = `127.0.0.1:${(other.address() as AddressInfo).port}`
  const { code, stdout, stderr } = await runCommand(t, ['serve', '--data-dir', folder, '--listen', at], {})
  assert.deepEqual([code, stdout], [1, ''])
  assert.equal(
    stderr,
    `assay: ${at} is taken by another process: stop it, or choose another with --listen or ASSAY_LISTEN\n`,
  )
  assert.deepEqual(await readdir(folder), [])
})

/** A server, and a request to it that is only half sent. */
async function halfWay(t: TestContext) {
  const folder = await temporaryFolder(t)
  const server = await startServer(t, folder, [])
  const { hostname: host, port } = new URL(server.url)
  const socket = connect({
    host: '127.0.0.1',
    port: Number(port),
    servername: host,
    ca: await readFile(join(folder, 'tls', 'ca.pem')),
  })
  t.after(() => socket.destroy())
  const body = 'grant_type=client_credentials'
  socket.write(
    `POST /oauth2/token HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
      `Content-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
  )
  // The server has begun with the request once it asks for the rest of it.
  await once(socket, 'data')
  return { folder, server, socket, body }
}

test('a server that is told to stop finishes the requests under way', async (t) => {
  const { folder, server, socket, body } = await halfWay(t)
  server.child.kill('SIGTERM')
  await server.says('stderr', 'Stopping')
  socket.write(body)
  const [answer] = (await once(socket.setEncoding('utf8'), 'data')) as [string]
  assert.match(answer, /^HTTP\/1\.1 401 [^]*"error":"invalid_client"/)
  // Or the client would keep its connection, and the end would wait for it.
  assert.match(answer, /^connection: close\r$/im)
  const { code } = await server.ended
  assert.equal(code, 0)
  await assert.rejects(access(join(folder, 'running.json')))
})

test('a server that is told twice to stop stops at once', async (t) => {
  const { folder, server } = await halfWay(t)
  server.child.kill('SIGTERM')
  await server.says('stderr', 'Stopping')
  server.child.kill('SIGINT')
  const { code } = await server.ended
  assert.equal(code, 130)
  await assert.rejects(access(join(folder, 'running.json')))
})
