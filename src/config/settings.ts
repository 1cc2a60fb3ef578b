// Every setting of the server, described once: the options of the commands, the text of --help and the reader of the
// configuration all come from this table. What a combination of settings means is config.ts's business.
import { resolve } from 'node:path'
import envPaths from 'env-paths'
import { DURATION_FORM } from '../domain/clock.ts'
import {
  addressBlocks,
  countUpTo,
  hostsAndBlocks,
  httpsOrigin,
  listenAddress,
  oneOf,
  postgresUrl,
  silence,
  truth,
} from './setting-values.ts'

export interface Setting<Value> {
  readonly flag: string
  /** What stands for the value in --help; null for a flag that takes none. */
  readonly placeholder: string | null
  /** The environment variable that the flag wins over. */
  readonly variable: string
  readonly description: string
  /** The text that is read when neither is set; null when the setting is then absent. */
  readonly byDefault: string | null
  /** What being absent means, for --help. */
  readonly otherwise: string | null
  /** Completes the sentence "use …" of an error. */
  readonly allowed: string
  /** The flag may be repeated; its values are joined by commas. */
  readonly repeatable: boolean
  /** The value is never shown, for it may hold a password. */
  readonly secret: boolean
  readonly parse: (text: string) => Value | undefined
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export const logFormats = ['json', 'text'] as const

const plain = { placeholder: null, byDefault: null, otherwise: null, repeatable: false, secret: false } as const
const path = (text: string) => resolve(text)

export const settings = {
  listen: {
    ...plain,
    flag: '--listen',
    placeholder: '<host:port>',
    variable: 'ASSAY_LISTEN',
    description: 'where to listen; port 0 takes a free one',
    byDefault: '127.0.0.1:8443',
    allowed: 'host:port with a port up to 65535, for example 0.0.0.0:8443 or [::1]:8443',
    parse: listenAddress,
  },
  dataDir: {
    ...plain,
    flag: '--data-dir',
    placeholder: '<folder>',
    variable: 'ASSAY_DATA_DIR',
    description: 'the folder of all that the server keeps; made when missing',
    byDefault: envPaths('assay', { suffix: '' }).data,
    allowed: 'the path of a folder',
    parse: path,
  },
  databaseUrl: {
    ...plain,
    flag: '--database-url',
    placeholder: '<url>',
    variable: 'ASSAY_DATABASE_URL',
    description: 'a PostgreSQL database; set it by the variable when it holds a password',
    otherwise: 'SQLite in the data directory',
    allowed: 'postgres://user:password@host:port/database',
    secret: true,
    parse: postgresUrl,
  },
  publicUrl: {
    ...plain,
    flag: '--public-url',
    placeholder: '<url>',
    variable: 'ASSAY_PUBLIC_URL',
    description: 'the address that clients use, when it is not the one listened on',
    allowed: 'https://host or https://host:port, without a path',
    parse: httpsOrigin,
  },
  tlsCert: {
    ...plain,
    flag: '--tls-cert',
    placeholder: '<file>',
    variable: 'ASSAY_TLS_CERT',
    description: 'the certificate to serve with, PEM, its chain after it',
    otherwise: 'one of a private CA in the data directory',
    allowed: 'the path of a file',
    parse: path,
  },
  tlsKey: {
    ...plain,
    flag: '--tls-key',
    placeholder: '<file>',
    variable: 'ASSAY_TLS_KEY',
    description: 'the private key of that certificate, PEM',
    allowed: 'the path of a file',
    parse: path,
  },
  plainHttp: {
    ...plain,
    flag: '--plain-http',
    variable: 'ASSAY_PLAIN_HTTP',
    description: 'serve HTTP, behind a proxy that serves --public-url',
    byDefault: 'false',
    allowed: 'true or false',
    parse: truth,
  },
  trustedProxy: {
    ...plain,
    flag: '--trusted-proxy',
    placeholder: '<address>',
    variable: 'ASSAY_TRUSTED_PROXY',
    description: 'with --plain-http: a proxy whose X-Forwarded headers are believed; repeatable',
    byDefault: '127.0.0.0/8,::1',
    allowed: 'addresses or CIDR blocks with commas between, for example 10.0.0.0/8,::1',
    repeatable: true,
    parse: addressBlocks,
  },
  allowPrivate: {
    ...plain,
    flag: '--allow-private',
    placeholder: '<host or network>',
    variable: 'ASSAY_ALLOW_PRIVATE',
    description:
      'what the server may connect to outside the public internet, such as your own issuer of tokens; repeatable',
    otherwise: 'nothing',
    allowed: 'hosts, addresses or CIDR blocks with commas between, for example gitlab.internal,10.20.0.0/16',
    repeatable: true,
    parse: hostsAndBlocks,
  },
  extraCa: {
    ...plain,
    flag: '--extra-ca',
    placeholder: '<file>',
    variable: 'ASSAY_EXTRA_CA',
    description: 'authorities, PEM, that the server trusts beside the public ones when it connects to others',
    allowed: 'the path of a file',
    parse: path,
  },
  workers: {
    ...plain,
    flag: '--workers',
    placeholder: '<number>',
    variable: 'ASSAY_WORKERS',
    description: 'how many processes serve the address; with more than one, another one starts them and does the jobs',
    byDefault: '1',
    allowed: 'a whole number from 1 to 64',
    parse: countUpTo(64),
  },
  keysPerPrincipal: {
    ...plain,
    flag: '--keys-per-principal',
    placeholder: '<number>',
    variable: 'ASSAY_KEYS_PER_PRINCIPAL',
    description: 'how many keys a service principal may have',
    byDefault: '10',
    allowed: 'a whole number from 1 to 1000',
    parse: countUpTo(1000),
  },
  maxConnections: {
    ...plain,
    flag: '--max-connections',
    placeholder: '<number>',
    variable: 'ASSAY_MAX_CONNECTIONS',
    description: 'how many connections may be open at once; more are answered with 503',
    byDefault: '2048',
    allowed: 'a whole number from 1 to 100000',
    parse: countUpTo(100_000),
  },
  maxConnectionsPerAddress: {
    ...plain,
    flag: '--max-connections-per-address',
    placeholder: '<number>',
    variable: 'ASSAY_MAX_CONNECTIONS_PER_ADDRESS',
    description: 'how many of them from one address, which builders behind a router share; not for trusted proxies',
    byDefault: '256',
    allowed: 'a whole number from 1 to 100000',
    parse: countUpTo(100_000),
  },
  heartbeatTimeout: {
    ...plain,
    flag: '--heartbeat-timeout',
    placeholder: '<duration>',
    variable: 'ASSAY_HEARTBEAT_TIMEOUT',
    description: 'how long a build may be silent before it is given up, if its client sends heartbeats',
    byDefault: '10m',
    allowed: `${DURATION_FORM}, at least 1m`,
    parse: silence,
  },
  silentBuildTimeout: {
    ...plain,
    flag: '--silent-build-timeout',
    placeholder: '<duration>',
    variable: 'ASSAY_SILENT_BUILD_TIMEOUT',
    description: 'the same for a build whose client is not known to send any',
    byDefault: '24h',
    allowed: `${DURATION_FORM}, at least 1m`,
    parse: silence,
  },
  logLevel: {
    ...plain,
    flag: '--log-level',
    placeholder: '<level>',
    variable: 'ASSAY_LOG_LEVEL',
    description: `the least level that is logged: ${logLevels.join(', ')}`,
    byDefault: 'info',
    allowed: `one of ${logLevels.join(', ')}`,
    parse: oneOf(logLevels),
  },
  logFormat: {
    ...plain,
    flag: '--log-format',
    placeholder: '<format>',
    variable: 'ASSAY_LOG_FORMAT',
    description: 'how logs are written to stderr: json or text',
    otherwise: 'text on a terminal, else json',
    allowed: 'json or text',
    parse: oneOf(logFormats),
  },
} as const satisfies Record<string, Setting<unknown>>

export type SettingName = keyof typeof settings
type Table = typeof settings
type Parsed<Name extends SettingName> = NonNullable<ReturnType<Table[Name]['parse']>>
export type SettingValue<Name extends SettingName> = Table[Name]['byDefault'] extends string
  ? Parsed<Name>
  : Parsed<Name> | undefined
