import { invalidArgument, shown } from '../../errors.ts'
import { requireLength } from '../../require-length.ts'
import type { Stream, StreamKind } from './stream.ts'

/** Splunk's HTTP Event Collector. */
export interface SplunkTarget {
  readonly kind: 'splunk'
  /** Where events go, https: `https://http-inputs-acme.splunkcloud.com:443/services/collector/event`. */
  readonly url: string
  readonly token: string
}

/** A log group in an AWS account, reached through a role there that this server may assume. */
export interface CloudWatchTarget {
  readonly kind: 'cloudwatch'
  readonly region: string
  readonly roleArn: string
  /** The external id that the role's trust policy requires, so that nobody else can make this server use the role. */
  readonly externalId: string
  readonly logGroup: string
  readonly logStream: string
}

/** Datadog's intake of logs. */
export interface DatadogTarget {
  readonly kind: 'datadog'
  /** The https address of the intake, or of one of Datadog's sites (`https://us5.datadoghq.com`). */
  readonly url: string
  readonly apiKey: string
  /** Empty for none. */
  readonly applicationKey: string
}

/** Where the entries of a destination go, with the credentials for it. */
export type Target = SplunkTarget | CloudWatchTarget | DatadogTarget

const secretFields = {
  splunk: ['token'],
  cloudwatch: ['externalId'],
  datadog: ['apiKey', 'applicationKey'],
} as const satisfies Readonly<Record<Target['kind'], readonly string[]>>

/** Splits a target into what a stream stores: the config, which has no secrets, and the secrets as JSON, which is to be encrypted. */
export function partsOf(target: Target): { readonly config: Stream['config']; readonly secret: string } {
  const { kind, ...fields } = target
  const secret: readonly string[] = secretFields[kind]
  const of = (isSecret: boolean) => Object.entries(fields).filter(([name]) => secret.includes(name) === isSecret)
  const config = { url: targetUrl(target), ...Object.fromEntries(of(false)) }
  return { config, secret: JSON.stringify(Object.fromEntries(of(true))) }
}

/** Reverses `partsOf`. `secret` is the decrypted JSON; where it is empty because it cannot be decrypted, the secrets are empty. */
export function targetOf(kind: StreamKind, config: Stream['config'], secret: string): Target {
  const known = secret === '' ? {} : (JSON.parse(secret) as Readonly<Record<string, unknown>>)
  const text = (name: string) => {
    const value = known[name] ?? config[name]
    return typeof value === 'string' ? value : ''
  }
  switch (kind) {
    case 'splunk':
      return { kind, url: text('url'), token: text('token') }
    case 'datadog':
      return { kind, url: text('url'), apiKey: text('apiKey'), applicationKey: text('applicationKey') }
    case 'cloudwatch': {
      const group = { logGroup: text('logGroup'), logStream: text('logStream') }
      return { kind, region: text('region'), roleArn: text('roleArn'), externalId: text('externalId'), ...group }
    }
    case 'file':
    case 'http':
    case 'syslog':
    case 'otel':
      throw new Error(`a stream of the kind ${kind} is no destination`)
  }
}

/** The address that entries are sent to: the one that the user gave or, for CloudWatch, the one of the region. */
export const targetUrl = (target: Target): string =>
  target.kind === 'cloudwatch' ? `https://${awsHost('logs', target.region)}` : target.url

/** The host of an AWS service in a region. Those of China have a domain of their own. */
export const awsHost = (service: 'logs' | 'sts', region: string): string =>
  `${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`

const URL_BYTES = 2048
const KEY = /^[\x21-\x7e]{1,1024}$/
// These rules are AWS's own (CreateLogGroup, CreateLogStream, AssumeRole), narrowed so that every region leads to a host of AWS.
const REGION = /^[a-z]{2}(?:-[a-z]{2,10}){1,3}-\d{1,2}$/
const ROLE_ARN = /^arn:aws(?:-cn|-us-gov)?:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/
const LOG_GROUP = /^(?!aws\/)[\w./#-]{1,512}$/
const LOG_STREAM = /^[^:*\p{C}]{1,512}$/u

/** Throws `invalid_argument`, naming kind and field, for a target that entries could never be sent to. */
export function requireTarget(target: Target): void {
  switch (target.kind) {
    case 'splunk':
      requireEndpoint('splunk.url', target.url, 'https://http-inputs-acme.splunkcloud.com:443/services/collector/event')
      requireKey('splunk.token', target.token)
      break
    case 'datadog':
      requireEndpoint('datadog.url', target.url, 'https://http-intake.logs.datadoghq.com/api/v2/logs')
      requireKey('datadog.apiKey', target.apiKey)
      if (target.applicationKey !== '') requireKey('datadog.applicationKey', target.applicationKey)
      break
    case 'cloudwatch':
      requireAws(target)
  }
}

function requireAws({ region, roleArn, externalId, logGroup, logStream }: CloudWatchTarget): void {
  const requireForm = (field: string, value: string, form: RegExp, wanted: string) => {
    if (!form.test(value)) throw invalidArgument(`cloudwatch.${field}`, `"${shown(value)}" is not ${wanted}`)
  }
  requireForm('region', region, REGION, 'a region of AWS, such as us-east-1')
  requireForm('roleArn', roleArn, ROLE_ARN, 'the ARN of a role, such as arn:aws:iam::123456789012:role/log-streaming')
  if (!EXTERNAL_ID.test(externalId))
    throw invalidArgument(
      'cloudwatch.externalId',
      'must be 2 to 1224 letters, digits and signs of +=,.@:/_-, as the trust policy of the role has them',
    )
  requireForm('logGroup', logGroup, LOG_GROUP, 'a name of a log group: letters, digits and signs of ._/#-')
  requireForm('logStream', logStream, LOG_STREAM, 'a name of a log stream: 512 characters at most, no : and no *')
}

function requireEndpoint(field: string, text: string, example: string): void {
  requireLength(field, text, URL_BYTES)
  const url = URL.parse(text)
  if (url === null || url.protocol !== 'https:' || /[#\s]/.test(text))
    throw invalidArgument(field, `must be an https:// address without a "#", such as ${example}`)
  if (url.username !== '' || url.password !== '') throw invalidArgument(field, 'must have no user and no password')
}

function requireKey(field: string, value: string): void {
  if (!KEY.test(value))
    throw invalidArgument(
      field,
      'is required whenever the destination is set: 1 to 1024 characters of ASCII, no spaces',
    )
}

/** Follows HCP's naming: people look under `/hashicorp` for what comes from it. */
const USUAL_LOG_GROUP = '/hashicorp/assay'

/** Fills in the log group and the log stream where the user has named none: each organization gets a log stream. */
export const withNames = (target: Target, organizationId: string): Target =>
  target.kind === 'cloudwatch'
    ? {
        ...target,
        logGroup: target.logGroup === '' ? USUAL_LOG_GROUP : target.logGroup,
        logStream: target.logStream === '' ? organizationId : target.logStream,
      }
    : target
