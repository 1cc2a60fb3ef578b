// The configuration of the server, read once and frozen: flags first, then environment variables. This is the only reader of
// the environment. It opens nothing and checks only what can be known without looking at the machine.
import { invalidArgument } from '../domain/errors.ts'
import { type AwsConfig, awsEnvironment } from './aws-environment.ts'
import type { ListenAddress } from './setting-values.ts'
import { type logFormats, type logLevels, type SettingName, settings, type SettingValue } from './settings.ts'

export interface Config {
  readonly listen: ListenAddress
  /** Absolute. */
  readonly dataDirectory: string
  /** A postgres:// URL; null for SQLite in the data directory. May hold a password: never log it. */
  readonly databaseUrl: string | null
  /** `https://host[:port]` as clients are to use it, without a slash at the end; null when it is the address that is listened on. */
  readonly publicUrl: string | null
  readonly tls: TlsConfig
  /** What the server may connect to, and which authorities it trusts then. */
  readonly outbound: {
    /** Hosts, addresses and CIDR blocks outside the public internet that it may connect to. */
    readonly allowed: readonly string[]
    /** The file of authorities, PEM, that are trusted besides the public ones; null for none. */
    readonly authoritiesFile: string | null
  }
  /** The keys that encrypt secrets in the database; null for those of the data directory. */
  readonly secretKeysFile: string | null
  readonly webhooks: {
    /** Whether webhooks may have http:// addresses. */
    readonly plainHttp: boolean
    /** Milliseconds for which deliveries are kept. */
    readonly deliveriesKeptMs: number
  }
  readonly aws: AwsConfig
  /** The JSON file that says where the audit log is sent; null for nowhere. */
  readonly streamsFile: string | null
  /** Milliseconds for which events are kept; null for ever. */
  readonly auditKeptMs: number | null
  /** How mails are sent; null where none are sent. */
  readonly mail: MailConfig | null
  /** How many processes serve the address. */
  readonly workers: number
  /** How many keys a service principal may have. */
  readonly keysPerPrincipal: number
  /** How many connections each worker may have open, in all and from one address. */
  readonly connections: { readonly inAll: number; readonly perAddress: number }
  /** Milliseconds after which a build that stopped sending heartbeats is cancelled. */
  readonly heartbeatTimeoutMs: number
  /** The same for a build that may send no heartbeats. */
  readonly silentBuildTimeoutMs: number
  /** How long people stay signed in, in milliseconds: without doing anything, and at all. */
  readonly sessions: { readonly idleMs: number; readonly absoluteMs: number }
  /** Whether people need a second factor besides their password. */
  readonly requireSecondFactor: boolean
  /** The JSON file of the providers through which people sign in; null for none. */
  readonly signInProvidersFile: string | null
  readonly logLevel: (typeof logLevels)[number]
  readonly logFormat: (typeof logFormats)[number]
}

export interface MailConfig {
  /** May hold a password: never log it. */
  readonly url: string
  readonly from: string
  readonly withoutTls: boolean
}

export type TlsConfig =
  | { readonly kind: 'private-ca' }
  | { readonly kind: 'files'; readonly certificateFile: string; readonly keyFile: string }
  /** Plain HTTP. The proxies are addresses and CIDR blocks whose X-Forwarded headers are believed. */
  | { readonly kind: 'none'; readonly trustedProxies: readonly string[] }

/** Flags as the command line gives them: text, or true for a flag without a value. */
export type Flags = Readonly<Partial<Record<SettingName, string | boolean>>>
export type Environment = Readonly<Record<string, string | undefined>>

export interface Surroundings {
  readonly flags: Flags
  readonly env: Environment
  /** Whether a person reads the logs as they come. */
  readonly terminal?: boolean
}

/** The configuration of this process. */
export const processConfig = (flags: Flags): Config =>
  readConfig({ flags, env: process.env, terminal: process.stderr.isTTY })

/** Throws an error of one line, which names the flag or variable, its value and what is allowed. */
export function readConfig({ flags, env, terminal }: Surroundings): Config {
  const given = (name: SettingName) => find(name, flags, env)
  const read: Read = (name) => parse(name, given(name))
  const workers = read('workers')
  const share = (name: 'maxConnections' | 'maxConnectionsPerAddress') => Math.ceil(read(name) / workers)
  return Object.freeze({
    workers,
    listen: Object.freeze(read('listen')),
    dataDirectory: read('dataDir'),
    databaseUrl: read('databaseUrl') ?? null,
    publicUrl: read('publicUrl') ?? null,
    tls: Object.freeze(readTls(read, given)),
    outbound: Object.freeze({
      allowed: Object.freeze(read('allowPrivate') ?? []),
      authoritiesFile: read('extraCa') ?? null,
    }),
    secretKeysFile: read('secretKeys') ?? null,
    webhooks: Object.freeze({ plainHttp: read('webhooksOverHttp'), deliveriesKeptMs: read('deliveriesKept') }),
    aws: awsEnvironment(env),
    streamsFile: read('streams') ?? null,
    auditKeptMs: read('auditKept') ?? null,
    mail: readMail(read, given),
    keysPerPrincipal: read('keysPerPrincipal'),
    connections: Object.freeze({ inAll: share('maxConnections'), perAddress: share('maxConnectionsPerAddress') }),
    heartbeatTimeoutMs: read('heartbeatTimeout'),
    silentBuildTimeoutMs: read('silentBuildTimeout'),
    sessions: Object.freeze({ idleMs: read('sessionIdleLimit'), absoluteMs: read('sessionLimit') }),
    requireSecondFactor: read('requireSecondFactor'),
    signInProvidersFile: read('signInProviders') ?? null,
    logLevel: read('logLevel'),
    logFormat: read('logFormat') ?? (terminal === true ? 'text' : 'json'),
  })
}

/** The value of the environment variable that another setting names for a secret. */
export const environmentVariable = (name: string): string | undefined => process.env[name]

/** The whole environment, for commands that call a server as stock clients do, and read the variables of these. */
export const processVariables = (): Environment => process.env

/** The text of a setting and the flag or variable that it came from. */
interface Given {
  readonly source: string
  readonly text: string
}
type Read = <Name extends SettingName>(name: Name) => SettingValue<Name>

function find(name: SettingName, flags: Flags, env: Environment): Given | null {
  const { flag, variable } = settings[name]
  const onCommandLine = flags[name]
  if (onCommandLine !== undefined) return { source: flag, text: String(onCommandLine) }
  const inEnvironment = env[variable]
  // An empty variable is how service and compose files say "not set".
  return inEnvironment === undefined || inEnvironment === '' ? null : { source: variable, text: inEnvironment }
}

function parse<Name extends SettingName>(name: Name, given: Given | null): SettingValue<Name> {
  const { flag, byDefault, allowed, secret, parse } = settings[name]
  const text = given?.text ?? byDefault
  const value = text === null || text === '' ? undefined : parse(text)
  if (value === undefined && text !== null) {
    const shown = secret ? 'the value (not shown)' : JSON.stringify(text)
    throw invalidArgument(given?.source ?? flag, `${shown} is not allowed: use ${allowed}`)
  }
  // Each parser of the table returns its own setting's value, which the compiler cannot see through a generic name.
  return value as SettingValue<Name>
}

function readMail(read: Read, given: (name: SettingName) => Given | null): MailConfig | null {
  const url = read('smtpUrl')
  const from = read('mailFrom')
  if (url === undefined) return null
  if (from === undefined) throw invalidArgument('--smtp-url', 'needs --mail-from, the address that mails are from')
  if (given('publicUrl') === null)
    throw invalidArgument('--smtp-url', 'needs --public-url, the address that links in mails lead to')
  return Object.freeze({ url, from, withoutTls: read('smtpWithoutTls') })
}

function readTls(read: Read, given: (name: SettingName) => Given | null): TlsConfig {
  const certificateFile = read('tlsCert')
  const keyFile = read('tlsKey')
  const trustedProxies = read('trustedProxy')
  if (read('plainHttp')) {
    if (certificateFile !== undefined || keyFile !== undefined)
      throw invalidArgument('--plain-http', 'cannot be combined with --tls-cert and --tls-key')
    // Clients take a token over https only, so there must be a proxy in front, and its address must be known.
    if (given('publicUrl') === null)
      throw invalidArgument('--plain-http', 'needs --public-url, the https:// address that the proxy in front serves')
    return { kind: 'none', trustedProxies: Object.freeze(trustedProxies) }
  }
  if (given('trustedProxy') !== null) throw invalidArgument('--trusted-proxy', 'needs --plain-http')
  if (certificateFile === undefined && keyFile === undefined) return { kind: 'private-ca' }
  if (certificateFile === undefined) throw invalidArgument('--tls-key', 'needs --tls-cert, the certificate of the key')
  if (keyFile === undefined) throw invalidArgument('--tls-cert', 'needs --tls-key, the key of the certificate')
  return { kind: 'files', certificateFile, keyFile }
}
