import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { chmod, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { connect } from 'node:tls'
import { pino } from 'pino'
import { later } from '../../src/domain/clock.ts'
import { closedNow } from '../../src/machine/keep-private.ts'
import { givenAuthorities } from '../../src/tls/given-files.ts'
import { openTls, type TlsSource } from '../../src/tls/open-tls.ts'
import type { TlsMaterial } from '../../src/tls/private-ca.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const DAY = 24 * 60 * 60 * 1000
const START = '2026-01-02T03:04:05.000Z'
const log = pino({ level: 'silent' })

/** A server's data directory and clock; `start` returns what a server that is started there serves with. */
async function machine(test: TestContext) {
  const directory = join(await temporaryFolder(test), 'tls')
  let now = START
  const clock = { now: () => now }
  const start = async (changes: Partial<TlsSource & { kind: 'private-ca' }> = {}) => {
    const tls = await openTls(
      { kind: 'private-ca', directory, listenHost: '127.0.0.1', publicUrl: null, ...changes },
      clock,
      log,
    )
    test.after(tls.close)
    return tls
  }
  const wait = (milliseconds: number) => {
    now = later(now, milliseconds)
  }
  const read = (name: string) => readFile(join(directory, name), 'utf8')
  return { directory, start, wait, read, now: () => now }
}

const parsed = ({ cert }: TlsMaterial) => new X509Certificate(cert)
const alternativeNames = (material: TlsMaterial) => (parsed(material).subjectAltName ?? '').split(', ').sort()
const local = ['DNS:localhost', `DNS:${hostname().toLowerCase()}`, 'IP Address:0:0:0:0:0:0:0:1', 'IP Address:127.0.0.1']

test('a first start makes a CA of ten years and a server certificate of ninety days', async (t) => {
  const { start, directory, read } = await machine(t)
  const tls = await start()
  const authority = new X509Certificate(await read('ca.pem'))
  const server = parsed(tls)
  assert.equal(tls.caFile, join(directory, 'ca.pem'))
  assert.deepEqual([authority.ca, server.ca], [true, false])
  assert.ok(server.checkIssued(authority) && server.verify(authority.publicKey))
  assert.deepEqual(server.keyUsage, ['1.3.6.1.5.5.7.3.1'])
  assert.deepEqual(alternativeNames(tls), [...new Set(local)].sort())
  for (const { validFromDate } of [authority, server])
    assert.equal(validFromDate.toISOString(), later(START, -DAY / 24))
  assert.equal(authority.validToDate.toISOString(), later(START, 3650 * DAY))
  assert.equal(server.validToDate.toISOString(), later(START, 90 * DAY))
})

test('keys are for the owner alone, and nothing half-written is left', async (t) => {
  const { start, directory } = await machine(t)
  await start()
  const names = (await readdir(directory)).sort()
  assert.deepEqual(names, ['ca.key', 'ca.pem', 'server.key', 'server.pem'])
  const modes = await Promise.all(names.map(async (name) => (await stat(join(directory, name))).mode & 0o777))
  assert.deepEqual(modes, [0o600, 0o644, 0o600, 0o644])
  assert.equal((await stat(directory)).mode & 0o777, 0o700)
})

test('keys that others can read are closed to them, with a warning, and used', async (t) => {
  const { start, directory } = await machine(t)
  const first = await start()
  const warnings: string[] = []
  const told = pino({}, { write: (line: string) => void warnings.push((JSON.parse(line) as { msg: string }).msg) })
  const paths = [directory, join(directory, 'ca.key'), join(directory, 'server.key')]
  await chmod(directory, 0o755)
  for (const path of paths.slice(1)) await chmod(path, 0o644)
  const source = { kind: 'private-ca', directory, listenHost: '127.0.0.1', publicUrl: null } as const
  const second = await openTls(source, { now: () => START }, told)
  t.after(second.close)
  assert.equal(second.cert, first.cert)
  assert.deepEqual(warnings, paths.map(closedNow))
  const modes = await Promise.all(paths.map(async (path) => (await stat(path)).mode & 0o777))
  assert.deepEqual(modes, [0o700, 0o600, 0o600])
})

test('a CA key that others can read and that cannot be closed to them is refused', async (t) => {
  const { start, directory } = await machine(t)
  await start()
  const elsewhere = join(await temporaryFolder(t), 'ca.key')
  await rename(join(directory, 'ca.key'), elsewhere)
  await symlink(elsewhere, join(directory, 'ca.key'))
  await chmod(elsewhere, 0o640)
  await assert.rejects(start(), { code: 'failed_precondition', message: /chmod 600 it, as its owner$/ })
})

test('later starts keep what there is', async (t) => {
  const { start, wait } = await machine(t)
  const first = await start()
  wait(59 * DAY)
  const second = await start()
  assert.deepEqual([second.cert, second.key], [first.cert, first.key])
})

test('a certificate is for the public address and a particular listening one, not for a wildcard', async (t) => {
  const { start } = await machine(t)
  const named = await start({ publicUrl: 'https://Registry.example:8443', listenHost: '192.0.2.7' })
  const wildcard = await start({ publicUrl: 'https://[2001:db8::1]', listenHost: '0.0.0.0' })
  assert.deepEqual(
    alternativeNames(named),
    [...new Set([...local, 'DNS:registry.example', 'IP Address:192.0.2.7'])].sort(),
  )
  assert.deepEqual(alternativeNames(wildcard), [...new Set([...local, 'IP Address:2001:DB8:0:0:0:0:0:1'])].sort())
})

test('a certificate that is not for every name is made anew under the same CA', async (t) => {
  const { start, read } = await machine(t)
  const before = await start()
  const authority = await read('ca.pem')
  const after = await start({ publicUrl: 'https://registry.example' })
  assert.notEqual(after.cert, before.cert)
  assert.equal(await read('ca.pem'), authority)
  assert.ok(parsed(after).verify(new X509Certificate(authority).publicKey))
})

test('a certificate that has less than thirty days left is made anew', async (t) => {
  const { start, wait, now } = await machine(t)
  const before = await start()
  wait(60 * DAY + 1000)
  const after = await start()
  assert.notEqual(after.cert, before.cert)
  assert.equal(parsed(after).validToDate.toISOString(), later(now(), 90 * DAY))
})

test('a certificate whose key is another, or that is none at all, is made anew', async (t) => {
  const { start, directory, read } = await machine(t)
  await start()
  for (const [name, text] of [
    ['server.key', await read('ca.key')],
    ['server.pem', 'half a certifi'],
    ['server.pem', await read('ca.pem')],
  ] as const) {
    await writeFile(join(directory, name), text)
    const tls = await start()
    const authority = new X509Certificate(await read('ca.pem'))
    assert.ok(parsed(tls).verify(authority.publicKey) && !parsed(tls).ca)
    assert.deepEqual([tls.cert, tls.key], [await read('server.pem'), await read('server.key')])
  }
})

test('a CA in its last year gets a new certificate that proves what the old one proved', async (t) => {
  const { start, wait, read } = await machine(t)
  const before = await start()
  const old = await read('ca.pem')
  wait(3286 * DAY)
  const after = await start()
  const [old_, renewed] = [new X509Certificate(old), new X509Certificate(await read('ca.pem'))]
  assert.ok(renewed.validToDate > old_.validToDate)
  for (const authority of [old_, renewed])
    for (const server of [before, after])
      assert.ok(parsed(server).checkIssued(authority) && parsed(server).verify(authority.publicKey))
})

test('a CA that lost its key, or has a foreign or broken one, is never replaced in silence', async (t) => {
  const { start, directory } = await machine(t)
  const other = await machine(t)
  await start()
  await other.start()
  const key = join(directory, 'ca.key')
  await writeFile(key, await other.read('ca.key'))
  await assert.rejects(start(), { message: /ca\.pem and ca\.key beside it do not belong together: restore it, or/ })
  await writeFile(key, 'no key')
  await assert.rejects(start(), { message: /ca\.key cannot be read \(.*\): restore it, or remove the folder/ })
  await rm(key)
  await assert.rejects(start(), { message: /ca\.key is missing: restore it, or remove the folder/ })
})

test('servers that start at once on one folder agree on the CA', async (t) => {
  const { start, read } = await machine(t)
  const all = await Promise.all(Array.from({ length: 4 }, () => start()))
  const authority = new X509Certificate(await read('ca.pem'))
  assert.ok(all.every((tls) => parsed(tls).verify(authority.publicKey)))
  await start()
})

test('a running server tells of its new certificate, once', async (t) => {
  const { start, wait } = await machine(t)
  const tls = await start()
  const { cert } = tls
  const told: TlsMaterial[] = []
  tls.onRenewed((material) => told.push(material))
  await tls.refresh()
  assert.deepEqual(told, [])
  wait(61 * DAY)
  await tls.refresh()
  await tls.refresh()
  assert.equal(told.length, 1)
  assert.notEqual(tls.cert, cert)
  assert.deepEqual(told[0], { cert: tls.cert, key: tls.key })
})

test('a client that trusts the CA, and no other, gets through under every name', async (t) => {
  const { directory } = await machine(t)
  // Real time, because the client checks against it.
  const clock = { now: () => new Date().toISOString() }
  const tls = await openTls({ kind: 'private-ca', directory, listenHost: '::', publicUrl: null }, clock, log)
  t.after(tls.close)
  const server = createServer({ cert: tls.cert, key: tls.key }).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const ca = await readFile(tls.caFile ?? '', 'utf8')

  for (const servername of ['localhost', hostname()]) {
    const socket = connect({ host: '127.0.0.1', port, ca, servername })
    await once(socket, 'secureConnect')
    assert.ok(socket.authorized)
    socket.destroy()
  }
  const byAddress = connect({ host: '127.0.0.1', port, ca })
  await once(byAddress, 'secureConnect')
  byAddress.destroy()
  await assert.rejects(once(connect({ host: '127.0.0.1', port }), 'secureConnect'), {
    code: 'SELF_SIGNED_CERT_IN_CHAIN',
  })
  await assert.rejects(once(connect({ host: '127.0.0.1', port, ca, servername: 'other.example' }), 'secureConnect'), {
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  })
})

test('files that are given are served as they are, and again when they change', async (t) => {
  const { start, directory, wait, read } = await machine(t)
  await start()
  const source = {
    kind: 'files',
    certificateFile: join(directory, 'server.pem'),
    keyFile: join(directory, 'server.key'),
    publicUrl: null,
  } as const
  const tls = await openTls(source, { now: () => START }, log)
  t.after(tls.close)
  assert.deepEqual([tls.caFile, tls.cert, tls.key], [null, await read('server.pem'), await read('server.key')])
  const told: TlsMaterial[] = []
  tls.onRenewed((material) => told.push(material))
  wait(61 * DAY)
  await start()
  await tls.refresh()
  assert.deepEqual(told, [{ cert: await read('server.pem'), key: await read('server.key') }])
})

test('files that are given and cannot be served are refused with their names', async (t) => {
  const { start, directory } = await machine(t)
  await start()
  const file = (name: string) => join(directory, name)
  const opened = (certificate: string, key: string) =>
    openTls(
      { kind: 'files', certificateFile: file(certificate), keyFile: file(key), publicUrl: null },
      { now: () => START },
      log,
    )
  await assert.rejects(opened('none.pem', 'server.key'), {
    message: `the TLS certificate ${file('none.pem')} cannot be read as PEM: ENOENT: no such file or directory, open '${file('none.pem')}'`,
  })
  await assert.rejects(opened('server.key', 'server.key'), { message: /^the TLS certificate .* cannot be read as PEM/ })
  await assert.rejects(opened('server.pem', 'ca.pem'), { message: /^the TLS key .*ca\.pem cannot be read as PEM/ })
  await assert.rejects(opened('server.pem', 'ca.key'), {
    message: `the TLS key ${file('ca.key')} is not the key of the certificate ${file('server.pem')}`,
  })
})

test('authorities that the server is to trust are read, however many a file has', async (t) => {
  const { start, directory } = await machine(t)
  await start()
  const file = (name: string) => join(directory, name)
  const authority = await readFile(file('ca.pem'), 'utf8')
  await writeFile(file('two.pem'), `# ours\n${authority}\n${authority}`)
  assert.deepEqual(await givenAuthorities(file('two.pem')), [authority.trim(), authority.trim()])
  await assert.rejects(givenAuthorities(file('ca.key')), {
    message: /^the authorities .*ca\.key cannot be read as PEM: it has no/,
  })
  await assert.rejects(givenAuthorities(file('none.pem')), {
    message: /^the authorities .* cannot be read as PEM: ENOENT/,
  })
  await writeFile(file('broken.pem'), authority.replace('MII', 'AAA'))
  await assert.rejects(givenAuthorities(file('broken.pem')), {
    message: /^the authorities .*broken\.pem cannot be read/,
  })
})

/** Opens an operator's own certificate and key, at a given time and public URL; returns the warnings and the log lines. */
async function given(t: TestContext) {
  const { start, directory } = await machine(t)
  await start()
  const keyFile = join(directory, 'server.key')
  return async (now: string, publicUrl: string | null = null) => {
    const logged: string[] = []
    const told = pino({}, { write: (line: string) => void logged.push((JSON.parse(line) as { msg: string }).msg) })
    const certificateFile = join(directory, 'server.pem')
    const tls = await openTls({ kind: 'files', certificateFile, keyFile, publicUrl }, { now: () => now }, told)
    tls.close()
    return { keyFile, tls, warnings: tls.warnings(), logged }
  }
}

test('a certificate of one’s own that clients refuse, now or soon, is served with a warning', async (t) => {
  const open = await given(t)
  const [from, until] = [later(START, -DAY / 24), later(START, 90 * DAY)]
  const expired = `the TLS certificate of "CN=Assay" expired at ${until}: clients refuse it until it is replaced`
  const soon = `the TLS certificate of "CN=Assay" expires at ${until}: replace it before`
  for (const [now, expected] of [
    [START, []],
    [later(START, 60 * DAY - 1), []],
    [later(START, 60 * DAY), [soon]],
    [later(until, -1), [soon]],
    [until, [expired]],
  ] as const) {
    const { warnings, logged } = await open(now)
    assert.deepEqual([warnings, logged], [expected, expected])
  }
  const early = await open(later(from, -1))
  assert.match(
    early.warnings[0] ?? '',
    new RegExp(`^the TLS certificate of "CN=Assay" is not valid before ${from}: clients refuse it until then, unless`),
  )
  // The rest of the chain is checked as well: the CA's certificate is as old as this one.
  assert.match(early.warnings[1] ?? '', /^the TLS certificate of "CN=Assay private CA \w{8}" is not valid before/)
  assert.deepEqual(early.logged, early.warnings)
})

test('a certificate of one’s own that is not for the public address is served with a warning', async (t) => {
  const open = await given(t)
  assert.deepEqual((await open(START, 'https://localhost:8443')).warnings, [])
  assert.deepEqual((await open(START, 'https://[::1]:8443')).warnings, [])
  for (const host of ['registry.example', '192.0.2.1']) {
    const { warnings, logged } = await open(START, `https://${host}`)
    assert.deepEqual(warnings, [`the TLS certificate is not for ${host}, the name in --public-url: clients refuse it`])
    assert.deepEqual(logged, warnings)
  }
})

test('a key of one’s own that anybody can open is used with a warning, one for a group without', async (t) => {
  const open = await given(t)
  const { keyFile } = await open(START)
  const warning = `other users of this machine can open the TLS key ${keyFile}: chmod 600 it, or 640 for a group that may read it`
  for (const [mode, expected] of [
    [0o600, []],
    [0o440, []],
    [0o644, [warning]],
    [0o660, [warning]],
  ] as const) {
    await chmod(keyFile, mode)
    // The key's path goes to the log only.
    const { warnings, logged } = await open(START)
    assert.deepEqual([warnings, logged], [[], expected])
  }
})
