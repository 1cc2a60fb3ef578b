import assert from 'node:assert/strict'
import { lookup as systemLookup } from 'node:dns'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { describe, test, type TestContext } from 'node:test'
import { text } from 'node:stream/consumers'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  type OutboundAnswer,
  outboundClient,
  OutboundFailure,
  type OutboundParts,
  type OutboundRequest,
  ownShare,
} from '../../../src/machine/outbound/outbound-client.ts'
import { httpsServer } from '../../support/https-server.ts'
import { until } from '../../support/until.ts'

/** A resolver that returns these sets of addresses, one per lookup; the last one repeats. */
function namesStandFor(...sets: readonly (readonly string[])[]): { lookup: LookupFunction; asked: string[] } {
  const asked: string[] = []
  const lookup: LookupFunction = (hostname, _options, callback) => {
    const addresses = sets[Math.min(asked.length, sets.length - 1)]!
    asked.push(hostname)
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  return { lookup, asked }
}

async function arrange(
  context: TestContext,
  listener: RequestListener,
  parts: Partial<OutboundParts> = {},
  hosts: readonly string[] = ['localhost', 'issuer.example'],
) {
  let requests = 0
  const { port, authority } = await httpsServer(context, hosts, (request, response) => {
    requests += 1
    listener(request, response)
  })
  const client = outboundClient({
    allowed: ['127.0.0.0/8'],
    authorities: [authority],
    lookup: namesStandFor(['127.0.0.1']).lookup,
    ...parts,
  })
  const request = (given: Partial<OutboundRequest> = {}): OutboundRequest => ({
    method: 'GET',
    url: `https://issuer.example:${port}/keys?of=1`,
    headers: {},
    body: null,
    milliseconds: 5000,
    bytes: 1000,
    ...given,
  })
  const ask = (given: Partial<OutboundRequest> = {}): Promise<OutboundAnswer> => client(request(given))
  return { client, request, ask, port, authority, requests: () => requests }
}

const failure = (message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof OutboundFailure, String(error))
  assert.match(error.message, message)
  return true
}

const hello: RequestListener = (_request, response) => response.end('hello')

test('what is asked arrives, and what is answered comes back', async (context) => {
  const { ask, port } = await arrange(context, (request, response) => {
    response.writeHead(418, { 'x-kind': 'teapot' })
    const { host, 'x-asked': asked } = request.headers
    void text(request).then((body) => response.end(JSON.stringify([request.method, request.url, host, asked, body])))
  })
  const { status, headers, body } = await ask({ method: 'POST', headers: { 'x-asked': 'yes' }, body: 'give' })
  assert.equal(status, 418)
  assert.equal(headers['x-kind'], 'teapot')
  assert.deepEqual(JSON.parse(body.toString()), ['POST', '/keys?of=1', `issuer.example:${port}`, 'yes', 'give'])
})

test('a request that has been answered is not kept in memory until its time is over', async (context) => {
  const { ask } = await arrange(context, hello)
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const sendAndForget = async () => {
    // Node keeps the value of a header as it was given, so that this list lives as long as its request.
    const header = ['yes']
    await ask({ headers: { 'x-asked': header as unknown as string }, milliseconds: 600_000 })
    return new WeakRef(header)
  }
  const header = await sendAndForget()
  await until(() => {
    collect()
    return header.deref() === undefined
  })
})

test('a request that its server answers without taking it whole is not sent any further', async (context) => {
  const taking = Promise.withResolvers<IncomingMessage>()
  const { ask } = await arrange(context, (request, response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello')
    taking.resolve(request)
  })
  const body = Buffer.alloc(32 * 1024 * 1024)
  const answer = await ask({ method: 'POST', headers: { 'content-length': String(body.length) }, body })
  assert.equal(answer.body.toString(), 'hello')
  const request = await taking.promise
  await assert.rejects(text(request), { code: 'ECONNRESET' })
})

test('a redirect is an answer and is not followed', async (context) => {
  const { ask, port, requests } = await arrange(context, (_request, response) => {
    response.writeHead(302, { location: `https://issuer.example:${port}/elsewhere` }).end()
  })
  assert.equal((await ask()).status, 302)
  assert.equal(requests(), 1)
})

test('a server that changes the protocol gives no answer, and one that does not say to which gives that status', async (context) => {
  const { ask, port } = await arrange(context, (request, response) => {
    const other = request.url === '/named' ? 'Connection: Upgrade\r\nUpgrade: websocket\r\n' : ''
    response.socket?.write(`HTTP/1.1 101 Switching Protocols\r\n${other}\r\n`)
  })
  await assert.rejects(ask({ url: `https://issuer.example:${port}/named` }), failure(/answers with another protocol$/))
  assert.equal((await ask()).status, 101)
})

describe('an address that is not public', () => {
  // Anybody can register a name and let it resolve to any of these addresses.
  const kinds: Readonly<Record<string, readonly string[]>> = {
    'of the machine itself': ['127.0.0.1', '127.255.255.254', '::1'],
    'of no machine in particular': ['0.0.0.0', '0.1.2.3', '::'],
    'of a private network': ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
    'of a private network of IPv6': ['fc00::1', 'fd12:3456:789a::1'],
    'of the link, by which clouds tell a machine about itself': ['169.254.169.254', '169.254.1.1', 'fe80::1'],
    'by which clouds tell it over IPv6, or from elsewhere': ['fd00:ec2::254', '168.63.129.16', '192.0.0.192'],
    'behind the address translation of a carrier': ['100.64.0.1', '100.100.100.200', '100.127.255.255'],
    'of IPv4 dressed as IPv6': ['::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:a9fe:a9fe', '::127.0.0.1'],
    'of IPv4 behind a translation of IPv6': ['64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe', '2002:7f00:1::', '2001::1'],
    'of many at once': ['224.0.0.1', '239.255.255.255', 'ff02::1', '255.255.255.255'],
    'set aside': ['192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '240.0.0.1', '2001:db8::1', 'fec0::1'],
  }
  for (const [kind, addresses] of Object.entries(kinds))
    test(`${kind}, is not connected to by a name that stands for it`, async (context) => {
      for (const address of addresses) {
        const { lookup, asked } = namesStandFor([address])
        const { ask, requests } = await arrange(context, hello, { allowed: [], lookup })
        await assert.rejects(ask(), (error: unknown) => {
          assert.ok(error instanceof OutboundFailure, String(error))
          assert.ok(error.message.includes(`: ${address} is not on the public internet`), error.message)
          assert.match(error.publicReason, /^is not on the public internet, and not allowed: .*--allow-private/)
          assert.ok(!error.publicReason.includes(address))
          return true
        })
        assert.deepEqual([asked, requests()], [['issuer.example'], 0])
      }
    })

  test('is not connected to because one beside it may be', async (context) => {
    const { lookup } = namesStandFor(['10.0.0.1', '::1', '127.0.0.1'])
    const { ask, requests } = await arrange(context, hello, { allowed: [], lookup })
    await assert.rejects(
      ask(),
      failure(/issuer.example:.*10\.0\.0\.1, ::1, 127\.0\.0\.1 is not on the public internet/),
    )
    assert.equal(requests(), 0)
  })

  test('is not connected to as localhost, which the system knows', async (context) => {
    const { ask, port, requests } = await arrange(context, hello, { allowed: [], lookup: systemLookup })
    await assert.rejects(ask({ url: `https://localhost:${port}/` }), failure(/is not on the public internet/))
    assert.equal(requests(), 0)
  })

  test('is not connected to as itself, however it is written', async (context) => {
    const { ask, port, requests } = await arrange(context, hello, { allowed: [] })
    for (const host of ['127.0.0.1', '127.1', '0x7f000001', '2130706433', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0'])
      await assert.rejects(ask({ url: `https://${host}:${port}/` }), failure(/is not on the public internet/))
    assert.equal(requests(), 0)
  })

  test('is left out when the name stands for others as well', async (context) => {
    const { lookup } = namesStandFor(['10.255.255.1', '127.0.0.1'])
    const { ask } = await arrange(context, hello, { allowed: ['127.0.0.1'], lookup })
    assert.equal((await ask()).body.toString(), 'hello')
  })

  test('is connected to when its network, its address or its host is allowed', async (context) => {
    for (const allowed of [['127.0.0.0/8'], ['10.0.0.0/8', '127.0.0.1'], ['issuer.example'], ['Issuer.Example.']]) {
      const { ask } = await arrange(context, hello, { allowed })
      assert.equal((await ask()).body.toString(), 'hello')
    }
    const { ask } = await arrange(context, hello, { allowed: ['other.example', 'example'] })
    await assert.rejects(ask(), failure(/is not on the public internet/))
  })

  test('is not connected to when a name that stood for an allowed one comes to stand for it', async (context) => {
    const { lookup, asked } = namesStandFor(['127.0.0.2'], ['127.0.0.1'])
    const { ask, requests } = await arrange(context, hello, { allowed: ['127.0.0.2'], lookup })
    // Nothing listens there; what counts is that the name is not resolved a second time.
    await assert.rejects(ask(), failure(/ECONNREFUSED 127\.0\.0\.2/))
    assert.equal(asked.length, 1)
    await assert.rejects(ask(), failure(/127\.0\.0\.1 is not on the public internet/))
    assert.equal(requests(), 0)
  })
})

describe('who answers', () => {
  test('must have a certificate of a trusted authority, whatever the environment says', async (context) => {
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    context.after(() => {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before
    })
    const { ask, requests } = await arrange(context, hello, { authorities: [] })
    await assert.rejects(ask(), failure(/certificate/))
    assert.equal(requests(), 0)
  })

  test('must have one for the name that was asked for', async (context) => {
    const { ask } = await arrange(context, hello, {}, ['other.example'])
    await assert.rejects(ask(), failure(/issuer\.example/))
  })
})

describe('limits', () => {
  test('an answer that is too long is given up, also one that does not say how long it is', async (context) => {
    const { ask, port } = await arrange(context, (request, response) => {
      if (request.url === '/endless') {
        const more = () => {
          while (response.write('x'.repeat(1000)));
        }
        response.on('drain', more)
        more()
      } else response.end('x'.repeat(request.url === '/long' ? 1001 : 1000))
    })
    const at = (path: string) => ask({ url: `https://issuer.example:${port}${path}` })
    assert.equal((await at('/exact')).body.length, 1000)
    const beginning = await ask({ url: `https://issuer.example:${port}/endless`, beginning: true })
    assert.deepEqual([beginning.status, beginning.body.toString()], [200, 'x'.repeat(1000)])
    for (const path of ['/long', '/endless'])
      await assert.rejects(at(path), failure(/its answer is longer than 1000 bytes/))
  })

  test('an answer that takes too long is given up, before it begins and in the middle', async (context) => {
    const { ask, port } = await arrange(context, (request, response) => {
      if (request.url === '/begun') response.write('x')
    })
    for (const path of ['/silent', '/begun'])
      await assert.rejects(
        ask({ url: `https://issuer.example:${port}${path}`, milliseconds: 300 }),
        failure(/issuer\.example:\d+: no answer within 0\.3 s/),
      )
  })

  test('a name that is never found out is given up', async (context) => {
    const { ask } = await arrange(context, hello, { lookup: () => undefined })
    await assert.rejects(ask({ milliseconds: 300 }), failure(/no answer within 0\.3 s/))
  })

  /** A server that answers once it is released; `there` resolves when `until` requests have arrived. */
  async function holding(context: TestContext, until: number) {
    let asked = 0
    const [there, released] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
    const arranged = await arrange(context, (_request, response) => {
      asked += 1
      if (asked === until) there.resolve(undefined)
      void released.promise.then(() => response.end('hello'))
    })
    const release = () => {
      released.resolve(undefined)
    }
    return { ...arranged, there: there.promise, release }
  }
  const slowly = { milliseconds: 60_000 }

  test('so many are asked at once, and no more', async (context) => {
    const { ask, there, release } = await holding(context, 512)
    const first = Array.from({ length: 512 }, () => ask(slowly))
    await assert.rejects(ask(), failure(/512 others are being asked already/))
    await there
    release()
    await Promise.all(first)
    assert.equal((await ask()).body.toString(), 'hello')
  })

  test('who has a share of that leaves room for others, however much it asks', async (context) => {
    const { client, request, there, release } = await holding(context, 65)
    const [one, other] = [ownShare(client), ownShare(client)]
    const full = Array.from({ length: 64 }, () => one(request(slowly)))
    await assert.rejects(one(request()), failure(/64 others are being asked already/))
    const room = other(request(slowly))
    await there
    release()
    await Promise.all([...full, room])
    assert.equal((await one(request())).body.toString(), 'hello')
  })
})

test('plain HTTP is spoken where it will do, to the same addresses', async (context) => {
  const server = createServer((request, response) => response.end(`${request.headers.host} says hello`))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  context.after(() => server.close())
  const { port } = server.address() as AddressInfo
  const url = `http://issuer.example:${port}/`
  const { ask } = await arrange(context, hello)
  assert.equal((await ask({ url, plainHttp: true })).body.toString(), `issuer.example:${port} says hello`)
  await assert.rejects(ask({ url }), failure(/is an http:\/\/ address, and only https/))
  const { ask: strict } = await arrange(context, hello, { allowed: [] })
  await assert.rejects(strict({ url, plainHttp: true }), failure(/127\.0\.0\.1 is not on the public internet/))
  await assert.rejects(strict({ url: `http://[::1]:${port}/`, plainHttp: true }), failure(/is not on the public/))
})

describe('a connection', () => {
  /** A server that counts its connections. */
  async function counted(context: TestContext) {
    let connections = 0
    const server = createServer(hello).on('connection', () => (connections += 1))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    context.after(() => {
      server.closeAllConnections()
      server.close()
    })
    const url = `http://issuer.example:${(server.address() as AddressInfo).port}/`
    const { ask } = await arrange(context, hello)
    const say = async (given: Partial<OutboundRequest>) =>
      (await ask({ url, plainHttp: true, ...given })).body.toString()
    return { server, say, connections: () => connections }
  }

  test('is used again by who goes on, and by nobody else', async (context) => {
    const { say, connections } = await counted(context)
    for (let time = 0; time < 3; time += 1) assert.equal(await say({ goesOn: true }), 'hello')
    assert.equal(connections(), 1)
    for (let time = 0; time < 2; time += 1) assert.equal(await say({}), 'hello')
    assert.equal(connections(), 3)
  })

  test('that the server ends when it is used again is made anew, once', async (context) => {
    const { server, say, connections } = await counted(context)
    await say({ goesOn: true })
    let asked = 0
    server.removeAllListeners('request').on('request', (request, response) => {
      asked += 1
      if (asked === 1) request.destroy()
      else response.end('here again')
    })
    assert.equal(await say({ goesOn: true }), 'here again')
    assert.equal(connections(), 2)
    server.removeAllListeners('request').on('request', (request) => request.destroy())
    await assert.rejects(say({ goesOn: true }), failure(/socket hang up|ECONNRESET/))
    assert.equal(connections(), 3)
  })
})

test('only https is spoken, and no password is sent', async (context) => {
  const { ask } = await arrange(context, hello)
  for (const url of ['http://issuer.example/', 'file:///etc/passwd', 'https://me:secret@issuer.example/', 'issuer', ''])
    await assert.rejects(ask({ url }), failure(/is no https:\/\/ address|is an http:\/\/ address/))
})

test('what cannot be reached is told by its host', async (context) => {
  const { ask } = await arrange(context, (request) => request.destroy())
  await assert.rejects(ask(), failure(/^issuer\.example:\d+: /))
})
