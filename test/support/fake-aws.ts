// The parts of AWS that log streaming needs: STS, which recognizes a key and lets it assume roles, and CloudWatch Logs, which accepts
// requests signed by such a role (docs.aws.amazon.com, Signature Version 4; AssumeRole; PutLogEvents).
import type { IncomingMessage } from 'node:http'
import type { AwsConfig } from '../../src/config/aws-environment.ts'
import type { Json } from './client.ts'
import { AUTHORIZATION, awsIdentity, signatureOf } from './fake-sts.ts'

export const ROLE = 'arn:aws:iam::123456789012:role/log-streaming'
export const EXTERNAL_ID = 'of-this-organization'
/** The token in a file by which a platform vouches for a server. */
export const PLATFORM_TOKEN = 'header.payload.signature'
const PLATFORM_ROLE = 'arn:aws:iam::999999999999:role/assay'

interface Answer {
  readonly status: number
  readonly body: string
}

interface LogGroup {
  readonly streams: Map<string, Json[]>
}

export interface FakeAws {
  /** The settings of a server that authenticates to this AWS with a key, or with its platform's token, and the endpoints of this AWS. */
  readonly withKey: AwsConfig
  readonly withWebIdentity: (tokenFile: string) => AwsConfig
  readonly endpoints: AwsConfig['endpoints']
  readonly groups: Map<string, LogGroup>
  /** The actions that were requested, in order. */
  readonly asked: string[]
  /** One entry for each PutLogEvents that was accepted. */
  readonly puts: { readonly events: number; readonly bytes: number }[]
  /** When granted credentials expire, in seconds of the epoch. */
  expiration: number
  /** Events before this time are older than log groups retain, in milliseconds of the epoch. */
  keptFrom: number
  /** The names of the actions that the role is denied. */
  readonly denied: Set<string>
  readonly sts: (request: IncomingMessage, body: string) => Answer
  readonly logs: (request: IncomingMessage, body: string) => Answer
}

const refused = (status: number, type: string, message: string): Answer => ({
  status,
  body: JSON.stringify({ __type: `com.amazonaws.logs#${type}`, message }),
})
const refusedBySts = (Code: string, Message: string): Answer => ({
  status: 403,
  body: JSON.stringify({ Error: { Code, Message, Type: 'Sender' }, RequestId: 'r' }),
})

export function fakeAws(endpoints: AwsConfig['endpoints']): FakeAws {
  /** By access key id: the secret, and the session token that a request must carry. */
  const keys = new Map([[awsIdentity.accessKeyId, { secret: awsIdentity.secret, sessionToken: '' }]])
  const groups: FakeAws['groups'] = new Map()

  function whoSigned(request: IncomingMessage, body: string, service: string): string | undefined {
    const [, id = '', scope = '', names = '', signature] = AUTHORIZATION.exec(request.headers.authorization ?? '') ?? []
    const key = keys.get(id)
    if (key === undefined || !scope.endsWith(`/${service}/aws4_request`)) return undefined
    const headers = request.headers as Readonly<Record<string, string>>
    const signed = { method: 'POST', url: `https://aws${request.url ?? ''}`, headers, body } as const
    const isRight = signatureOf(signed, names.split(';'), scope, key.secret) === signature
    return isRight && (request.headers['x-amz-security-token'] ?? '') === key.sessionToken ? id : undefined
  }

  function grant(action: string): Answer {
    const AccessKeyId = `ASIA${keys.size}`
    const [SecretAccessKey, SessionToken] = [`secret-${keys.size}`, `session-${keys.size}`]
    keys.set(AccessKeyId, { secret: SecretAccessKey, sessionToken: SessionToken })
    const Credentials = { AccessKeyId, SecretAccessKey, SessionToken, Expiration: aws.expiration }
    return { status: 200, body: JSON.stringify({ [`${action}Response`]: { [`${action}Result`]: { Credentials } } }) }
  }

  const actions: Readonly<Record<string, (question: Json) => Answer>> = {
    CreateLogGroup({ logGroupName }) {
      if (groups.has(logGroupName)) return refused(400, 'ResourceAlreadyExistsException', 'it is there')
      groups.set(logGroupName, { streams: new Map() })
      return { status: 200, body: '' }
    },
    CreateLogStream({ logGroupName, logStreamName }) {
      const group = groups.get(logGroupName)
      if (group === undefined)
        return refused(400, 'ResourceNotFoundException', 'The specified log group does not exist.')
      if (group.streams.has(logStreamName)) return refused(400, 'ResourceAlreadyExistsException', 'it is there')
      group.streams.set(logStreamName, [])
      return { status: 200, body: '' }
    },
    PutLogEvents({ logGroupName, logStreamName, logEvents }) {
      const stream = groups.get(logGroupName)?.streams.get(logStreamName)
      if (stream === undefined)
        return refused(400, 'ResourceNotFoundException', 'The specified log stream does not exist.')
      const events = logEvents as readonly { timestamp: number; message: string }[]
      const bytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + 26, 0)
      const times = events.map(({ timestamp }) => timestamp)
      const [first = 0] = times
      const last = times.at(-1) ?? 0
      const isInOrder = times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0))
      if (bytes > 1_048_576 || events.length > 10_000 || last - first > 86_400_000 || !isInOrder)
        return refused(
          400,
          'InvalidParameterException',
          'Log events in a single PutLogEvents request must be in order.',
        )
      const kept = events.filter(({ timestamp }) => timestamp >= aws.keptFrom)
      stream.push(...kept)
      aws.puts.push({ events: events.length, bytes })
      const expired = events.length - kept.length
      const rejected = expired === 0 ? {} : { rejectedLogEventsInfo: { expiredLogEventEndIndex: expired } }
      return { status: 200, body: JSON.stringify({ nextSequenceToken: '0', ...rejected }) }
    },
  }

  const aws: FakeAws = {
    withKey: {
      own: {
        kind: 'key',
        accessKeyId: awsIdentity.accessKeyId,
        secretAccessKey: awsIdentity.secret,
        sessionToken: '',
      },
      endpoints,
    },
    withWebIdentity: (tokenFile) => ({
      own: { kind: 'web-identity', tokenFile, roleArn: PLATFORM_ROLE, sessionName: 'assay' },
      endpoints,
    }),
    endpoints,
    groups,
    asked: [],
    puts: [],
    expiration: 4_000_000_000,
    keptFrom: 0,
    denied: new Set(),
    sts(request, body) {
      const question = Object.fromEntries(new URLSearchParams(body))
      const { Action = '', RoleArn, ExternalId, WebIdentityToken } = question
      aws.asked.push(Action)
      if (Action === 'AssumeRoleWithWebIdentity')
        return WebIdentityToken === PLATFORM_TOKEN && RoleArn === PLATFORM_ROLE
          ? grant(Action)
          : refusedBySts('InvalidIdentityToken', 'The token is not of the platform')
      if (whoSigned(request, body, 'sts') === undefined)
        return refusedBySts('SignatureDoesNotMatch', 'The request signature we calculated does not match')
      if (RoleArn !== ROLE || ExternalId !== EXTERNAL_ID)
        return refusedBySts('AccessDenied', `User: ${awsIdentity.arn} is not authorized to perform: sts:AssumeRole`)
      return grant(Action)
    },
    logs(request, body) {
      const action = String(request.headers['x-amz-target']).replace('Logs_20140328.', '')
      aws.asked.push(action)
      const id = whoSigned(request, body, 'logs')
      if (id === undefined || id === awsIdentity.accessKeyId)
        return refused(400, 'UnrecognizedClientException', 'The security token included in the request is invalid.')
      if (aws.denied.has(action))
        return refused(400, 'AccessDeniedException', `not authorized to perform: logs:${action}`)
      return actions[action]?.(JSON.parse(body)) ?? refused(400, 'UnknownOperationException', action)
    },
  }
  return aws
}
