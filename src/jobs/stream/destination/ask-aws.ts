import { AwsV4Signer } from 'aws4fetch'
import type { Clock } from '../../../domain/clock.ts'
import { REFUSES } from '../../../domain/record/stream/destination.ts'
import { awsHost } from '../../../domain/record/stream/target.ts'
import type { Ask } from '../../../machine/outbound/outbound-client.ts'
import { askReceiver, at, isRefused, jsonIn, type Refused, refusedBy } from './ask-receiver.ts'

/** The credentials that requests are signed with. */
export interface Access {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Empty for a key that does not expire. */
  readonly sessionToken: string
}

export interface AwsQuestion {
  readonly service: 'logs' | 'sts'
  readonly region: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Null for a request that is not signed. */
  readonly access: Access | null
}

/** The JSON of a response with the status 200, or a refusal: then `error` is AWS's name for the error, empty if it gave none. */
export type AwsAnswer = { readonly said: unknown } | (Refused & { readonly error: string })
export type AskAws = (question: AwsQuestion) => Promise<AwsAnswer>

export interface AwsParts {
  readonly ask: Ask
  readonly clock: Clock
  /** The endpoints of services that the operator has set; empty for AWS's own. */
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

/** STS and CloudWatch Logs report errors in forms of their own. */
function refusalOf(service: AwsQuestion['service'], status: number, said: unknown) {
  const [code, message] =
    service === 'sts'
      ? [at(said, 'Error', 'Code'), at(said, 'Error', 'Message')]
      : [at(said, '__type'), at(said, 'message') ?? at(said, 'Message')]
  const error = typeof code === 'string' ? code.replace(/^.*#/, '') : ''
  const words = [`AWS ${service === 'sts' ? 'STS' : 'CloudWatch Logs'}`, error, message]
  const refused = refusedBy({ status }, words.filter((word) => typeof word === 'string' && word !== '').join(': '))
  // AWS answers 400 to transient errors as well.
  return { ...refused, ...(TRANSIENT.test(error) ? { why: refused.why.replace(REFUSES, 'answered') } : {}), error }
}
const TRANSIENT = /Throttl|TooManyRequests|ServiceUnavailable|ServiceQuota/
