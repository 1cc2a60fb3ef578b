import { AwsV4Signer } from 'aws4fetch'
import type { Clock } from '../../../domain/clock.ts'
import { REFUSES } from '../../../domain/record/stream/destination.ts'
import { awsHost } from '../../../domain/record/stream/target.ts'
import type { Ask } from '../../../machine/outbound/outbound-client.ts'
import { askReceiver, at, isRefused, jsonIn, type Refused, refusedBy } from './ask-receiver.ts'

/** What requests are signed with. */
export interface Access {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Empty for a key that does not end by itself. */
  readonly sessionToken: string
}

export interface AwsQuestion {
  readonly service: 'logs' | 'sts'
  readonly region: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Null signs nothing. */
  readonly access: Access | null
}

/** JSON, or that AWS does not say so: then `error` is its own name of that, empty where it gave none. */
export type AwsAnswer = { readonly said: unknown } | (Refused & { readonly error: string })
export type AskAws = (question: AwsQuestion) => Promise<AwsAnswer>

export interface AwsParts {
  readonly ask: Ask
  readonly clock: Clock
  /** Where services are that the operator has somewhere else; empty for where AWS has them. */
  readonly endpoints: Readonly<Record<'logs' | 'sts', string>>
}

export const askingAws =
  ({ ask, clock, endpoints }: AwsParts): AskAws =>
  async ({ service, region, headers, body, access }) => {
    const url = endpoints[service] === '' ? `https://${awsHost(service, region)}/` : endpoints[service]
    const question = { url, headers: { ...headers, accept: 'application/json' }, body }
    const signed = access === null ? question : await signedBy(access, { ...question, service, region }, clock)
    const answer = await askReceiver(ask, { ...signed, ...(url.startsWith('http://') ? { plainHttp: true } : {}) })
    if (isRefused(answer)) return { ...answer, error: '' }
    const said = jsonIn(answer)
    if (answer.status === 200) return { said }
    return refusalOf(service, answer.status, said)
  }

async function signedBy(
  { accessKeyId, secretAccessKey, sessionToken }: Access,
  {
    url,
    headers,
    body,
    service,
    region,
  }: Pick<AwsQuestion, 'headers' | 'body' | 'service' | 'region'> & { url: string },
  clock: Clock,
) {
  const datetime = clock
    .now()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[:-]/g, '')
  const key = { accessKeyId, secretAccessKey, ...(sessionToken === '' ? {} : { sessionToken }) }
  const signer = new AwsV4Signer({ method: 'POST', url, headers, body, service, region, datetime, ...key })
  const signed = await signer.sign()
  return { url, headers: Object.fromEntries(signed.headers), body }
}

/** STS and the logs tell what is wrong in forms of their own. */
function refusalOf(service: AwsQuestion['service'], status: number, said: unknown) {
  const [code, message] =
    service === 'sts'
      ? [at(said, 'Error', 'Code'), at(said, 'Error', 'Message')]
      : [at(said, '__type'), at(said, 'message') ?? at(said, 'Message')]
  const error = typeof code === 'string' ? code.replace(/^.*#/, '') : ''
  const words = [`AWS ${service === 'sts' ? 'STS' : 'CloudWatch Logs'}`, error, message]
  const told = refusedBy({ status }, words.filter((word) => typeof word === 'string' && word !== '').join(': '))
  // AWS says 400 to what will pass as well.
  return { ...told, ...(PASSING.test(error) ? { why: told.why.replace(REFUSES, 'answered') } : {}), error }
}
const PASSING = /Throttl|TooManyRequests|ServiceUnavailable|ServiceQuota/
