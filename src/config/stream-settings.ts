// Reads the file that says where the entries of the audit log are sent.
import { dirname, resolve } from 'node:path'
import {
  countIn,
  type Fields,
  flagOf,
  readNamed,
  required,
  type SecretPlace,
  secretPlaceOf,
  textOf,
  WrongField,
} from './named-in-file.ts'

export interface StreamSettings {
  readonly name: string
  readonly kind: 'file' | 'http' | 'otel' | 'syslog'
  /** What its kind needs, without the secret. */
  readonly config: Readonly<Record<string, unknown>>
  /** Null for none. */
  readonly secret: SecretPlace | null
  /** The host to connect to, in the form in which it may be allowed; null for a file. */
  readonly host: string | null
}

const MOST_STREAMS = 20
const KNOWN = [
  ...['name', 'kind', 'path', 'megabytes', 'keep', 'url', 'host', 'port', 'hostname', 'gzip'],
  ...['tokenFile', 'tokenEnv', 'tokenHeader', 'signingKeyFile', 'signingKeyEnv'],
]
const MEGABYTE = 1024 * 1024
/** The names that a header may have (RFC 9110, 5.1), and those that a syslog message may give as its host. */
const HEADER = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/
const HOSTNAME = /^[!-~]{1,255}$/

/**
 * Throws, naming the place in the file, when something is missing, of another type, or not known at all. `hostname` is this
 * machine's.
 */
export const readStreams = (file: string, text: string, hostname: string): readonly StreamSettings[] =>
  readNamed(text, { file, what: 'streams', ones: 'streams', most: MOST_STREAMS, known: KNOWN }, (given) =>
    readStream(given, { folder: dirname(file), hostname }),
  )

interface Around {
  readonly folder: string
  readonly hostname: string
}

const OF_KIND: Readonly<Record<StreamSettings['kind'], readonly string[]>> = {
  file: ['path', 'megabytes', 'keep'],
  http: ['url', 'gzip', 'tokenFile', 'tokenEnv', 'tokenHeader', 'signingKeyFile', 'signingKeyEnv'],
  otel: ['url', 'gzip', 'tokenFile', 'tokenEnv', 'tokenHeader'],
  syslog: ['host', 'port', 'hostname'],
}

function readStream(given: Fields, around: Around): StreamSettings {
  const name = required(given, 'name')
  if (!/^[a-z0-9][a-z0-9-]{0,35}$/.test(name))
    throw new WrongField(`${given.place}.name`, 'must be small letters, digits and hyphens')
  const kind = required(given, 'kind')
  const kinds = Object.keys(OF_KIND)
  if (!isKind(kind)) throw new WrongField(`${given.place}.kind`, `must be one of ${kinds.join(', ')}`)
  const foreign = Object.keys(given.fields).find((field) => !['name', 'kind', ...OF_KIND[kind]].includes(field))
  if (foreign !== undefined)
    throw new WrongField(`${given.place}.${foreign}`, `is not of the kind ${kind}: ${OF_KIND[kind].join(', ')} are`)
  return { name, kind, ...particulars(kind, given, around) }
}

const isKind = (text: string): text is StreamSettings['kind'] => Object.hasOwn(OF_KIND, text)

function particulars(kind: StreamSettings['kind'], given: Fields, { folder, hostname }: Around) {
  if (kind === 'file') {
    const megabytes = countIn(given, 'megabytes', { least: 1, most: 100_000, otherwise: 100 })
    const keep = countIn(given, 'keep', { least: 1, most: 1000, otherwise: 10 })
    const config = { path: resolve(folder, required(given, 'path')), bytes: megabytes * MEGABYTE, keep }
    return { config, secret: null, host: null }
  }
  if (kind === 'syslog') return syslogOf(given, hostname)
  const url = addressOf(given)
  const { secret, secretIn } = secretOf(given)
  return { config: { url: url.href, gzip: flagOf(given, 'gzip', true), secretIn }, secret, host: bareHost(url) }
}

const bareHost = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '')

function syslogOf(given: Fields, machine: string) {
  const host = required(given, 'host')
  const port = countIn(given, 'port', { least: 1, most: 65_535, otherwise: 6514 })
  const url = URL.parse(`https://${host.includes(':') ? `[${host}]` : host}/`)
  if (url === null || url.port !== '' || url.pathname !== '/' || url.username !== '')
    throw new WrongField(
      `${given.place}.host`,
      'must be the name or the address of a host; its port has a field of its own',
    )
  const hostname = textOf(given, 'hostname') ?? machine
  if (!HOSTNAME.test(hostname))
    throw new WrongField(`${given.place}.hostname`, 'must be ASCII without spaces: what messages name as their host')
  return { config: { url: `syslog+tls://${url.hostname}:${port}`, hostname }, secret: null, host: bareHost(url) }
}

function addressOf(given: Fields): URL {
  const url = URL.parse(required(given, 'url'))
  if (url === null || !['https:', 'http:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    throw new WrongField(
      `${given.place}.url`,
      'must be an https:// or http:// address without a password: name what holds a token instead',
    )
  return url
}

function secretOf(given: Fields) {
  const [token, key] = [secretPlaceOf(given, 'token'), secretPlaceOf(given, 'signingKey')]
  const header = textOf(given, 'tokenHeader')
  if (token !== null && key !== null)
    throw new WrongField(`${given.place}.signingKeyFile`, 'cannot be combined with a token')
  if (header !== null && token === null)
    throw new WrongField(`${given.place}.tokenHeader`, 'needs tokenFile or tokenEnv')
  if (header !== null && !HEADER.test(header))
    throw new WrongField(`${given.place}.tokenHeader`, 'must be the name of a header')
  if (key !== null) return { secret: key, secretIn: 'signature' }
  if (token === null) return { secret: null, secretIn: null }
  return { secret: token, secretIn: header === null ? 'bearer' : { header } }
}
