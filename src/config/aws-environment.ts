// The server's credentials for AWS and the endpoints of AWS, by the variables that AWS's own programs read
// (docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html), because whatever starts the server on AWS sets these.
import { invalidArgument } from '../domain/errors.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Never logged. */
export interface AwsConfig {
  /** A key, or a role that the platform vouches for by a token in a file; null for neither. */
  readonly own:
    | {
        readonly kind: 'key'
        readonly accessKeyId: string
        readonly secretAccessKey: string
        /** Empty for a key that does not expire. */
        readonly sessionToken: string
      }
    | {
        readonly kind: 'web-identity'
        readonly tokenFile: string
        readonly roleArn: string
        readonly sessionName: string
      }
    | null
  /** The addresses of services that are not at AWS's own addresses; empty for the others. */
  readonly endpoints: Readonly<Record<'logs' | 'sts', string>>
}

/** Throws, naming the variable, for half a key and for an invalid address. */
export function awsEnvironment(env: Environment): AwsConfig {
  const endpoints = {
    logs: endpointIn(env, 'AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'),
    sts: endpointIn(env, 'AWS_ENDPOINT_URL_STS'),
  }
  return Object.freeze({ own: ownIn(env), endpoints: Object.freeze(endpoints) })
}

function ownIn(env: Environment): AwsConfig['own'] {
  const text = (name: string) => env[name] ?? ''
  const [accessKeyId, secretAccessKey] = [text('AWS_ACCESS_KEY_ID'), text('AWS_SECRET_ACCESS_KEY')]
  if ((accessKeyId === '') !== (secretAccessKey === ''))
    throw invalidArgument('AWS_ACCESS_KEY_ID', 'needs AWS_SECRET_ACCESS_KEY, and that needs it: set both or neither')
  if (accessKeyId !== '')
    return Object.freeze({ kind: 'key', accessKeyId, secretAccessKey, sessionToken: text('AWS_SESSION_TOKEN') })
  const [tokenFile, roleArn] = [text('AWS_WEB_IDENTITY_TOKEN_FILE'), text('AWS_ROLE_ARN')]
  if (tokenFile === '' || roleArn === '') return null
  const sessionName = text('AWS_ROLE_SESSION_NAME') || 'assay'
  return Object.freeze({ kind: 'web-identity', tokenFile, roleArn, sessionName })
}

/** The address in the variable of the service, or else in that of all services. */
function endpointIn(env: Environment, own: string): string {
  const name = (env[own] ?? '') === '' ? 'AWS_ENDPOINT_URL' : own
  const text = env[name] ?? ''
  if (text === '') return ''
  const url = URL.parse(text)
  if (url === null || !['https:', 'http:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    throw invalidArgument(name, `${JSON.stringify(text)} is not allowed: use https://host or http://host`)
  return url.href
}
