import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { connect } from 'node:tls'
import { quoted } from '../../src/cli/client-variables.ts'
import { COMMAND, runCommand, startServer, stop } from '../support/command.ts'
import { databases } from '../support/databases.ts'
import { canLogIn, sourced } from '../support/sourced.ts'
import { dataFolder } from '../support/data-folder.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0

test('the first start keeps all that a client needs to get a token, and tells a pipe only where', async (t) => {
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

  assert.equal(await canLogIn(file), true)

  const { code, stdout, stderr } = await stop(server)
  assert.equal(code, 0)
  const [address = ''] = /https:\S+\/invitations\/assay_in_[\w-]{43}/.exec(stdout) ?? []
  assert.equal(
    stdout,
    `Assay serves ${server.url}\nIts database is ${folder}/assay.db\n\nIts first key is stored in a file, which points stock Packer and Terraform at it:\n\n  source '${file.replace("'", "'\\''")}'\n\nSign in here as the owner of the organization, once and within an hour:\n\n  ${address}\n\nFor a new address, and to invite others: assay user invite\n\n`,
  )
  assert.ok(address.startsWith(`${server.url}/`))
  assert.ok(value('HCP_CLIENT_SECRET').length > 0 && !`${stdout}${stderr}`.includes(value('HCP_CLIENT_SECRET')))
  assert.deepEqual((await readdir(folder)).sort(), ['assay.db', 'credentials.env', 'secret.keys', 'tls'])
})

test(
  'the first start shows the key to a terminal',
  { skip: !hasScript && 'needs script, of util-linux' },
  async (t) => {
    const folder = await temporaryFolder(t)
    const words = [process.execPath, COMMAND, 'serve', '--listen', '127.0.0.1:0', '--data-dir', folder]
      .map(quoted)
      .join(' ')
    const child = spawn('script', ['-qefc', words, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] })
    t.after(() => child.kill('SIGKILL'))
    let shown = ''
    for await (const chunk of child.stdout.setEncoding('utf8')) {
      shown += chunk as string
      if (!shown.includes('source ')) continue
      const { pid } = JSON.parse(await readFile(join(folder, 'running.json'), 'utf8')) as { readonly pid: number }
      process.kill(pid, 'SIGTERM')
      break
    }
    child.stdout.resume()
    await once(child, 'close')
    assert.ok(shown.replaceAll('\r', '').includes(await readFile(join(folder, 'credentials.env'), 'utf8')), shown)
  },
)

test('a later start changes nothing and says where the key is', async (t) => {
  const folder = await dataFolder(t)
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
  const folder = await dataFolder(t)
  await stop(await startServer(t, folder, []))
  const secret = (await sourced(join(folder, 'credentials.env'))).get('HCP_CLIENT_SECRET') ?? ''
  const { stdout } = await stop(await startServer(t, folder, ['--public-url', 'https://registry.example']))
  assert.match(stdout, /^export HCP_API_ADDRESS='registry\.example'$/m)
  assert.match(stdout, /^export HCP_AUTH_URL='https:\/\/registry\.example'$/m)
  assert.ok(secret.length > 0 && !stdout.includes(secret))
})

test('a server whose data directory was moved says what file to trust now', async (t) => {
  const parent = await temporaryFolder(t)
  const first = await startServer(t, join(parent, 'old'), [])
  await stop(first)
  await rename(join(parent, 'old'), join(parent, 'new'))
  const listen = ['--listen', new URL(first.url).host.replace('localhost', '127.0.0.1')]
  const { stdout } = await stop(await startServer(t, join(parent, 'new'), listen))
  assert.ok(stdout.includes(`That file still has the old CA ${parent}/old/tls/ca.pem. After sourcing it, run:`))
  assert.ok(stdout.includes(`export SSL_CERT_FILE='${parent}/new/tls/ca.pem'\n`))
})

test('a server with a certificate that machines trust has clients forget the private CA, and no other', async (t) => {
  const folder = await dataFolder(t)
  const first = await startServer(t, folder, [])
  await stop(first)
  const file = join(folder, 'credentials.env')
  const [cert, key] = [join(folder, 'tls', 'server.pem'), join(folder, 'tls', 'server.key')]
  const at = new URL(first.url).host.replace('localhost', '127.0.0.1')
  const told = async () => {
    const server = await startServer(t, folder, ['--listen', at, '--tls-cert', cert, '--tls-key', key])
    const env = await runCommand(t, ['env', '--data-dir', folder], {})
    const { stdout } = await stop(server)
    return [stdout, env.stdout].map((words) => /^unset SSL_CERT_FILE$/m.test(words))
  }
  assert.deepEqual(await told(), [true, true])
  const block = await readFile(file, 'utf8')
  await writeFile(file, block.replace(/^export SSL_CERT_FILE=.*$/m, "export SSL_CERT_FILE='/etc/ours.pem'"))
  assert.deepEqual(await told(), [false, false])
})

test('whoever changes to another database and back is told which registry they have, and where its key is', async (t) => {
  const postgres = databases().find(({ name }) => name === 'postgres')
  const { location, drop } = (await postgres?.createEmpty()) ?? assert.fail('there is no PostgreSQL')
  assert.ok('postgresUrl' in location)
  t.after(drop)
  const folder = await dataFolder(t)
  await stop(await startServer(t, folder, []))
  const there = await stop(await startServer(t, folder, ['--database-url', location.postgresUrl]))
  const [aside = ''] = (await readdir(folder)).filter((name) => name.startsWith('credentials.env.until-'))
  assert.ok(
    there.stdout.includes(
      `This registry is new and empty, and takes nothing from another database. The earlier credentials.env is now ${join(folder, aside)}\n`,
    ),
  )
  assert.match(there.stderr, /this database is new and empty: the credentials of another database were moved/)

  const back = await startServer(t, folder, [])
  assert.equal(await canLogIn(join(folder, aside), back.url), true)
  const { stdout } = await stop(back)
  assert.ok(
    stdout.includes(
      `${folder}/credentials.env has no key of this database, but another file does. To point stock Packer and Terraform at it:\n\n  source '${join(folder, aside)}'\n`,
    ),
  )
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

test('what is in the way of the first credentials is kept beside them', async (t) => {
  const folder = await dataFolder(t)
  await mkdir(join(folder, 'credentials.env', 'in the way'), { recursive: true })
  const server = await startServer(t, folder, [])
  assert.equal(await canLogIn(join(folder, 'credentials.env')), true)
  await stop(server)
  const [kept = ''] = (await readdir(folder)).filter((name) => name.startsWith('credentials.env.until-'))
  assert.deepEqual(await readdir(join(folder, kept)), ['in the way'])
})

test('the key of another database is kept beside the new one', async (t) => {
  const folder = await dataFolder(t)
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
  const folder = await dataFolder(t)
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
  // Once the server asks for the rest of the request, it has begun with it.
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
  // Otherwise the client would keep its connection, and the server would wait for it to end.
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
