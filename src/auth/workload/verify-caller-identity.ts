// Learns from AWS itself who a workload on AWS is: the workload signs a request for that (Signature Version 4) and does
// not send it; we do. The signature also covers whom the request is meant for, so that nobody who receives one can use it
// elsewhere. It is sent to AWS and nowhere else, and only the signed parts of it.
import { reasonOf } from '../../domain/errors.ts'
import { type Ask, type OutboundAnswer, OutboundFailure } from '../../machine/outbound/outbound-client.ts'
import { Unproven } from './unproven.ts'

export interface CallerIdentityRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface ExpectedCaller {
  /** The name of the provider, which the request must be meant for. */
  readonly resourceName: string
  readonly accountId: string
}

export interface CallerIdentity {
  readonly arn: string
  readonly account_id: string
  readonly user_id: string
}

/** The hosts of AWS STS: global, regional, FIPS 140, and in China. */
const STS_HOST = /^sts(?:-fips)?(?:\.[a-z]{2}(?:-[a-z]{2,10}){1,3}-\d{1,2})?\.amazonaws\.com(?:\.cn)?$/
const QUESTION = { Action: 'GetCallerIdentity', Version: '2011-06-15' }
const MEANT_FOR = 'x-hcp-workload-identity-provider'
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=[\w/+=-]{1,200}, ?SignedHeaders=([a-z0-9;-]{1,500}), ?Signature=[0-9a-f]{64}$/

const HEADER_NAME = /^[a-z0-9-]{1,64}$/
const HEADER_VALUE = /^[\x20-\x7e]{0,4096}$/
const MOST_HEADERS = 20
const ANSWER_MS = 6000
const ANSWER_BYTES = 64 * 1024

/** Asks AWS who the caller is. Throws `Unproven` unless it is a caller of that account. */
export async function verifyCallerIdentity(
  ask: Ask,
  request: CallerIdentityRequest,
  { resourceName, accountId }: ExpectedCaller,
): Promise<CallerIdentity> {
  const url = requireQuestion(request)
  const signed = requireSigned(request.headers, url)
  if (signed[MEANT_FOR] !== resourceName) throw unfit(`its signed header ${MEANT_FOR} does not name this provider`)
  // AWS answers in XML unless it is asked for something else.
  const headers = { ...signed, accept: 'application/json' }
  const answer = await asked(ask, { url: url.href, headers })
  const identity = identityIn(answer)
  if (identity.account_id !== accountId)
    throw new Unproven(`AWS says that the caller is of account ${identity.account_id}, not ${accountId}`, {
      isVouchedFor: false,
    })
  return identity
}

const unfit = (reason: string) => new Unproven(`the request for AWS is not good: ${reason}`, { isVouchedFor: false })

function requireQuestion({ method, url: text, body }: CallerIdentityRequest): URL {
  const url = URL.parse(text)
  const isSts = url?.protocol === 'https:' && STS_HOST.test(url.hostname) && url.port === '' && url.pathname === '/'
  if (url === null || !isSts || url.username !== '' || url.password !== '' || url.hash !== '')
    throw unfit('it is not for an address of AWS STS, such as https://sts.us-east-1.amazonaws.com/')
  if (method !== 'POST' || body !== '') throw unfit('it must be a POST without a body')
  const parameters = [...url.searchParams].sort()
  if (JSON.stringify(parameters) !== JSON.stringify(Object.entries(QUESTION)))
    throw unfit('it must ask for Action=GetCallerIdentity and Version=2011-06-15, and for nothing else')
  return url
}

/** The Authorization header and the headers that it signs, by their names in lower case. */
function requireSigned(given: CallerIdentityRequest['headers'], { host }: URL): Readonly<Record<string, string>> {
  const entries = Object.entries(given).map(([name, value]) => [name.toLowerCase(), value] as const)
  const headers = new Map(entries)
  const isWritten = entries.every(([name, value]) => HEADER_NAME.test(name) && HEADER_VALUE.test(value))
  if (!isWritten || headers.size !== entries.length || headers.size > MOST_HEADERS)
    throw unfit(`it must have at most ${MOST_HEADERS} headers, each once`)
  const authorization = headers.get('authorization') ?? ''
  const [, list] = AUTHORIZATION.exec(authorization) ?? []
  if (list === undefined) throw unfit('its Authorization is none of AWS4-HMAC-SHA256')
  const names = list.split(';')
  const missing = ['host', 'x-amz-date', MEANT_FOR].find((name) => !names.includes(name))
  if (missing !== undefined) throw unfit(`its header ${missing} is not signed`)
  if (headers.get('host') !== host) throw unfit('its header host is not that of its address')
  const signed = names.map((name) => [name, headers.get(name) ?? null] as const)
  const absent = signed.find(([, value]) => value === null)
  if (absent !== undefined) throw unfit(`its header ${absent[0]} is signed and not there`)
  return Object.fromEntries([...signed, ['authorization', authorization]]) as Record<string, string>
}

async function asked(ask: Ask, { url, headers }: { url: string; headers: Readonly<Record<string, string>> }) {
  try {
    return await ask({ method: 'POST', url, headers, body: null, milliseconds: ANSWER_MS, bytes: ANSWER_BYTES })
  } catch (error) {
    if (!(error instanceof OutboundFailure)) throw error
    throw new Unproven(`AWS cannot be asked: ${reasonOf(error)}`, { isVouchedFor: false, cause: error })
  }
}

function identityIn({ status, body }: OutboundAnswer): CallerIdentity {
  if (status !== 200) throw unfit(`AWS refuses it with the status ${status}`)
  const text = body.toString()
  const [arn, account_id, user_id] = ['Arn', 'Account', 'UserId'].map((name) => resultOf(text)?.[name])
  if (typeof arn === 'string' && typeof account_id === 'string' && typeof user_id === 'string')
    return { arn, account_id, user_id }
  throw unfit('AWS does not say who the caller is')
}

function resultOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const answer = JSON.parse(text) as {
      GetCallerIdentityResponse?: { GetCallerIdentityResult?: Record<string, unknown> }
    }
    return answer.GetCallerIdentityResponse?.GetCallerIdentityResult
  } catch {
    return undefined
  }
}
