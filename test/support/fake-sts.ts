// A fake AWS STS, and clients that sign for it: requests are signed as AWS prescribes (Signature Version 4) and checked
// as AWS does. See docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.
import { createHash, createHmac } from 'node:crypto'
import type { CallerIdentityRequest } from '../../src/auth/workload/verify-caller-identity.ts'
import type { Ask, OutboundRequest } from '../../src/machine/outbound/outbound-client.ts'

export interface AwsIdentity {
  readonly accessKeyId: string
  readonly secret: string
  readonly arn: string
  readonly account: string
  readonly userId: string
}

export const awsIdentity: AwsIdentity = {
  accessKeyId: 'ASIAEXAMPLE',
  secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  arn: 'arn:aws:sts::123456789012:assumed-role/packer/i-0123456789abcdef0',
  account: '123456789012',
  userId: 'AROAEXAMPLE:i-0123456789abcdef0',
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

export interface Signed extends Pick<OutboundRequest, 'method' | 'url' | 'headers'> {
  readonly body?: string
}

export function signatureOf(
  { method, url, headers, body = '' }: Signed,
  names: readonly string[],
  scope: string,
  secret: string,
): string {
  const { pathname, searchParams } = new URL(url)
  searchParams.sort()
  const canonical = [
    method,
    pathname,
    searchParams.toString(),
    ...names.map((name) => `${name}:${headers[name] ?? ''}`),
    '',
    names.join(';'),
    hash(body),
  ].join('\n')
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'] ?? '', scope, hash(canonical)].join('\n')
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`)
  return hmac(key, text).toString('hex')
}

/** The request that a workload on AWS has signed, as HashiCorp's clients send it. */
export function signedRequest(
  resourceName: string,
  { region, date }: { readonly region: string; readonly date: string },
  { accessKeyId, secret }: AwsIdentity = awsIdentity,
): CallerIdentityRequest {
  const host = `sts.${region}.amazonaws.com`
  const url = `https://${host}?Action=GetCallerIdentity&Version=2011-06-15`
  const headers = {
    host,
    'x-amz-date': date,
    'x-amz-security-token': 'session',
    'x-hcp-workload-identity-provider': resourceName,
  }
  const names = Object.keys(headers).sort()
  const scope = `${date.slice(0, 8)}/${region}/sts/aws4_request`
  const signature = signatureOf({ method: 'POST', url, headers }, names, scope, secret)
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  return {
    method: 'POST',
    url,
    headers: {
      Authorization: authorization,
      Host: host,
      'X-Amz-Date': date,
      'X-Amz-Security-Token': 'session',
      'X-Hcp-Workload-Identity-Provider': resourceName,
    },
    body: '',
  }
}

export const AUTHORIZATION = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\S+), SignedHeaders=(\S+), Signature=(\w+)$/

/** An STS that knows these identities; the requests that it gets are recorded in `asked`. */
export function fakeSts(...identities: readonly AwsIdentity[]): {
  readonly ask: Ask
  readonly asked: OutboundRequest[]
} {
  const asked: OutboundRequest[] = []
  const ask: Ask = async (request) => {
    asked.push(request)
    const [, accessKeyId, scope = '', names = '', signature] =
      AUTHORIZATION.exec(request.headers.authorization ?? '') ?? []
    const identity = identities.find((each) => each.accessKeyId === accessKeyId)
    const isRight =
      identity !== undefined &&
      signatureOf({ ...request, body: '' }, names.split(';'), scope, identity.secret) === signature
    if (!isRight) return { status: 403, headers: {}, body: Buffer.from('{"Error":{"Code":"SignatureDoesNotMatch"}}') }
    const { arn: Arn, account: Account, userId: UserId } = identity
    const result = { GetCallerIdentityResponse: { GetCallerIdentityResult: { Account, Arn, UserId } } }
    return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(result)) }
  }
  return { ask, asked }
}
