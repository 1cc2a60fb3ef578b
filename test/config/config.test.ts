import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { describe, test } from 'node:test'
import { type Config, type Environment, type Flags, readConfig } from '../../src/config/config.ts'
import { settings } from '../../src/config/settings.ts'

const defaults: Config = {
  listen: { host: '127.0.0.1', port: 8443 },
  dataDirectory: settings.dataDir.byDefault,
  databaseUrl: null,
  publicUrl: null,
  tls: { kind: 'private-ca' },
  outbound: { allowed: [], authoritiesFile: null },
  secretKeysFile: null,
  auditKeptMs: null,
  webhooks: { plainHttp: false, deliveriesKeptMs: 2_592_000_000 },
  aws: { own: null, endpoints: { logs: '', sts: '' } },
  mail: null,
  workers: 1,
  keysPerPrincipal: 10,
  connections: { inAll: 2048, perAddress: 256 },
  heartbeatTimeoutMs: 600_000,
  silentBuildTimeoutMs: 86_400_000,
  sessions: { idleMs: 43_200_000, absoluteMs: 604_800_000 },
  requireSecondFactor: false,
  signInProvidersFile: null,
  streamsFile: null,
  logLevel: 'info',
  logFormat: 'json',
}

test('nothing set is a private server on this machine', () => {
  assert.deepEqual(readConfig({ flags: {}, env: {} }), defaults)
})

const allowed: readonly [sentence: string, flags: Flags, env: Environment, expected: Partial<Config>][] = [
  ['a flag is read', { listen: '0.0.0.0:1' }, {}, { listen: { host: '0.0.0.0', port: 1 } }],
  ['a variable is read', {}, { ASSAY_LISTEN: 'localhost:65535' }, { listen: { host: 'localhost', port: 65535 } }],
  ['a flag wins', { logLevel: 'warn' }, { ASSAY_LOG_LEVEL: 'debug' }, { logLevel: 'warn' }],
  ['a duration is read', { heartbeatTimeout: '1h30m' }, {}, { heartbeatTimeoutMs: 5_400_000 }],
  [
    'webhooks may be told over http, and what they were told is kept for a while',
    { deliveriesKept: '2d' },
    { ASSAY_WEBHOOKS_OVER_HTTP: 'true', ASSAY_SECRET_KEYS: '/keys' },
    { webhooks: { plainHttp: true, deliveriesKeptMs: 172_800_000 }, secretKeysFile: '/keys' },
  ],
  [
    'mails are sent by a server, by the port and with the user that its address names',
    { mailFrom: 'Assay <assay@example.com>', smtpWithoutTls: true, publicUrl: 'https://a.example' },
    { ASSAY_SMTP_URL: 'smtps://u:p%40ss@mail.example:465' },
    {
      publicUrl: 'https://a.example',
      mail: { url: 'smtps://u:p%40ss@mail.example:465', from: 'Assay <assay@example.com>', withoutTls: true },
    },
  ],
  ['a second factor can be demanded', {}, { ASSAY_REQUIRE_SECOND_FACTOR: 'true' }, { requireSecondFactor: true }],
  ['an empty variable is not set', {}, { ASSAY_LOG_LEVEL: '', ASSAY_LISTEN: '', ASSAY_PLAIN_HTTP: '' }, {}],
  ['IPv6 comes in brackets', { listen: '[::1]:0' }, {}, { listen: { host: '::1', port: 0 } }],
  [
    'numbers of connections are read',
    { maxConnections: '1' },
    { ASSAY_MAX_CONNECTIONS_PER_ADDRESS: '100000' },
    { connections: { inAll: 1, perAddress: 100_000 } },
  ],
  [
    'of connections each worker has its share',
    { maxConnections: '5', maxConnectionsPerAddress: '1' },
    { ASSAY_WORKERS: '2' },
    { workers: 2, connections: { inAll: 3, perAddress: 1 } },
  ],
  ['folders become absolute', { dataDir: 'data' }, {}, { dataDirectory: resolve('data') }],
  ['postgres://', { databaseUrl: 'postgres://u:p@h:1/d' }, {}, { databaseUrl: 'postgres://u:p@h:1/d' }],
  [
    'a socket',
    {},
    { ASSAY_DATABASE_URL: 'postgresql://u@/d?host=/run' },
    { databaseUrl: 'postgresql://u@/d?host=/run' },
  ],
  ['a public address', { publicUrl: 'https://a.example' }, {}, { publicUrl: 'https://a.example' }],
  ['the slash at the end goes', { publicUrl: 'https://A.example:1/' }, {}, { publicUrl: 'https://a.example:1' }],
  ['the port of https goes', { publicUrl: 'https://[::1]:443' }, {}, { publicUrl: 'https://[::1]' }],
  [
    'a certificate and its key',
    { tlsCert: '/c.pem' },
    { ASSAY_TLS_KEY: '/k.pem' },
    { tls: { kind: 'files', certificateFile: '/c.pem', keyFile: '/k.pem' } },
  ],
  [
    'plain HTTP believes a proxy on this machine',
    { plainHttp: true, publicUrl: 'https://a.example' },
    {},
    { publicUrl: 'https://a.example', tls: { kind: 'none', trustedProxies: ['127.0.0.0/8', '::1'] } },
  ],
  [
    'plain HTTP believes the proxies that are named',
    { publicUrl: 'https://a.example', trustedProxy: '10.0.0.0/8, fd00::/8,192.0.2.1' },
    { ASSAY_PLAIN_HTTP: '1' },
    { publicUrl: 'https://a.example', tls: { kind: 'none', trustedProxies: ['10.0.0.0/8', 'fd00::/8', '192.0.2.1'] } },
  ],
  [
    'hosts and networks outside the public internet are allowed, and their authorities trusted',
    { allowPrivate: 'gitlab.internal, 10.0.0.0/8,fd00::/8,192.168.1.1' },
    { ASSAY_EXTRA_CA: '/ca.pem' },
    {
      outbound: {
        allowed: ['gitlab.internal', '10.0.0.0/8', 'fd00::/8', '192.168.1.1'],
        authoritiesFile: '/ca.pem',
      },
    },
  ],
]
describe('is read', () => {
  for (const [sentence, flags, env, expected] of allowed)
    test(sentence, () => {
      assert.deepEqual(readConfig({ flags, env }), { ...defaults, ...expected })
    })
})

const addresses = 'host:port with a port up to 65535, for example 0.0.0.0:8443 or [::1]:8443'
const origins = 'https://host or https://host:port, without a path'
const mailServers = 'smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465'
const mailboxes = 'an address, or a name with one: Assay <assay@example.com>'
const MAIL_NEEDS_ADDRESS = '--smtp-url: needs --public-url, the address that links in mails lead to'
type Refusal = readonly [flags: Flags, env: Environment, message: string]
const refused: readonly Refusal[] = [
  ...['8443', ':8443', 'localhost', '::1:8443', '[1.2.3.4]:1', 'h:65536', 'h:-1', 'h:', '300.1.1.1:1', 'a b:1', ''].map(
    (listen) =>
      [{ listen }, {}, `--listen: ${JSON.stringify(listen)} is not allowed: use ${addresses}`] satisfies Refusal,
  ),
  [{}, { ASSAY_LISTEN: 'x' }, `ASSAY_LISTEN: "x" is not allowed: use ${addresses}`],
  ...['http://a', 'a.example', 'https://', 'https://a/b', 'https://a?', 'https://a#', 'https://u@a', 'https:// a'].map(
    (publicUrl) =>
      [
        { publicUrl },
        {},
        `--public-url: ${JSON.stringify(publicUrl)} is not allowed: use ${origins}`,
      ] satisfies Refusal,
  ),
  [
    { logLevel: 'INFO' },
    {},
    '--log-level: "INFO" is not allowed: use one of fatal, error, warn, info, debug, trace, silent',
  ],
  [{ mailFrom: 'a@example.com' }, { ASSAY_SMTP_URL: 'smtp://h' }, MAIL_NEEDS_ADDRESS],
  [
    { publicUrl: 'https://a' },
    { ASSAY_SMTP_URL: 'smtp://h' },
    '--smtp-url: needs --mail-from, the address that mails are from',
  ],
  ...['http://h', 'smtp://', 'smtp://h/path', 'smtp://h?x=1', 'smtp://u:100%@h', 'h:25', 'smtp://h h'].map(
    (url) =>
      [
        {},
        { ASSAY_SMTP_URL: url },
        `ASSAY_SMTP_URL: the value (not shown) is not allowed: use ${mailServers}`,
      ] satisfies Refusal,
  ),
  ...['ann', 'a@b@c', 'a@b, c@d', 'Ann\nBcc: e@f <a@b>', '<a@b>'].map(
    (mailFrom) =>
      [{ mailFrom }, {}, `--mail-from: ${JSON.stringify(mailFrom)} is not allowed: use ${mailboxes}`] satisfies Refusal,
  ),
  [{}, { ASSAY_LOG_FORMAT: 'xml' }, 'ASSAY_LOG_FORMAT: "xml" is not allowed: use json or text'],
  [{}, { ASSAY_PLAIN_HTTP: 'maybe' }, 'ASSAY_PLAIN_HTTP: "maybe" is not allowed: use true or false'],
  ...['0', '-1', '1.5', 'many', '100001', '1e3'].map(
    (maxConnections) =>
      [
        { maxConnections },
        {},
        `--max-connections: "${maxConnections}" is not allowed: use a whole number from 1 to 100000`,
      ] satisfies Refusal,
  ),
  ...['0', '65', 'auto', '1.5'].map(
    (workers) =>
      [{ workers }, {}, `--workers: "${workers}" is not allowed: use a whole number from 1 to 64`] satisfies Refusal,
  ),
  [{ dataDir: '' }, {}, '--data-dir: "" is not allowed: use the path of a folder'],
  [{ tlsCert: '/c' }, {}, '--tls-cert: needs --tls-key, the key of the certificate'],
  [{ tlsKey: '/k' }, {}, '--tls-key: needs --tls-cert, the certificate of the key'],
  [{ plainHttp: true }, {}, '--plain-http: needs --public-url, the https:// address that the proxy in front serves'],
  [{ plainHttp: true, tlsCert: '/c' }, {}, '--plain-http: cannot be combined with --tls-cert and --tls-key'],
  [{ trustedProxy: '10.0.0.1' }, {}, '--trusted-proxy: needs --plain-http'],
  ...['https://gitlab.internal', 'gitlab.internal:8443', '*.internal', '10.0.0.0/33', '300.1.1.1', 'a b'].map(
    (allowPrivate) =>
      [
        { allowPrivate },
        {},
        `--allow-private: ${JSON.stringify(allowPrivate)} is not allowed: use hosts, addresses or CIDR blocks with commas between, for example gitlab.internal,10.20.0.0/16`,
      ] satisfies Refusal,
  ),
  ...['proxy.example', '10.0.0.0/33', '::/129', '10.0.0.0/8/8', ','].map(
    (trustedProxy) =>
      [
        { trustedProxy },
        {},
        `--trusted-proxy: ${JSON.stringify(trustedProxy)} is not allowed: use addresses or CIDR blocks with commas between, for example 10.0.0.0/8,::1`,
      ] satisfies Refusal,
  ),
]
describe('is refused with a line that says what is allowed', () => {
  for (const [flags, env, message] of refused)
    test(JSON.stringify({ ...flags, ...env }), () => {
      assert.throws(() => readConfig({ flags, env }), { message })
    })
})

test('the value of a database URL is never shown', () => {
  const env = { ASSAY_DATABASE_URL: 'mysql://user:hunter2@host' }
  assert.throws(() => readConfig({ flags: {}, env }), {
    message:
      'ASSAY_DATABASE_URL: the value (not shown) is not allowed: use postgres://user:password@host:port/database',
  })
})

test('logs are text on a terminal, unless told otherwise', () => {
  assert.equal(readConfig({ flags: {}, env: {}, terminal: true }).logFormat, 'text')
  assert.equal(readConfig({ flags: { logFormat: 'json' }, env: {}, terminal: true }).logFormat, 'json')
})

test('a configuration cannot be changed', () => {
  const config = readConfig({ flags: { plainHttp: true, publicUrl: 'https://a' }, env: {} })
  assert.ok([config, config.listen, config.tls, config.connections].every(Object.isFrozen))
  assert.ok(config.tls.kind === 'none' && Object.isFrozen(config.tls.trustedProxies))
})
