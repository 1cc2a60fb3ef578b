import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Unproven } from '../../../src/auth/workload/unproven.ts'
import { type CallerIdentityRequest, verifyCallerIdentity } from '../../../src/auth/workload/verify-caller-identity.ts'
import { type Ask, OutboundFailure } from '../../../src/machine/outbound/outbound-client.ts'
import { awsIdentity, fakeSts, signedRequest } from '../../support/fake-sts.ts'

const resourceName = 'iam/project/1/service-principal/builder/workload-identity-provider/aws'
const accountId = awsIdentity.account
const signed = (region = 'eu-central-1') => signedRequest(resourceName, { region, date: '20260102T030405Z' })
const unproven = (message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Unproven, String(error))
  assert.match(error.message, message)
  assert.equal(error.isVouchedFor, false)
  return true
}

test('AWS is asked who has signed, and says so', async () => {
  const { ask, asked } = fakeSts(awsIdentity)
  assert.deepEqual(await verifyCallerIdentity(ask, signed(), { resourceName, accountId }), {
    arn: awsIdentity.arn,
    account_id: accountId,
    user_id: awsIdentity.userId,
  })
  assert.deepEqual(
    asked.map(({ method, url, body, headers }) => ({ method, url, body, names: Object.keys(headers).sort() })),
    [
      {
        method: 'POST',
        url: 'https://sts.eu-central-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15',
        body: null,
        names: [
          'accept',
          'authorization',
          'host',
          'x-amz-date',
          'x-amz-security-token',
          'x-hcp-workload-identity-provider',
        ],
      },
    ],
  )
})

test('AWS is asked in every region', async () => {
  const { ask } = fakeSts(awsIdentity)
  for (const region of ['us-east-1', 'us-gov-west-1', 'ap-southeast-5'])
    assert.ok(await verifyCallerIdentity(ask, signed(region), { resourceName, accountId }))
})

test('what is not signed is not sent on', async () => {
  const { ask, asked } = fakeSts(awsIdentity)
  const request = signed()
  await verifyCallerIdentity(
    ask,
    { ...request, headers: { ...request.headers, 'X-Other': 'yes', Accept: 'text/xml' } },
    { resourceName, accountId },
  )
  assert.equal(asked[0]!.headers['x-other'], undefined)
  assert.equal(asked[0]!.headers.accept, 'application/json')
})

describe('a request is refused', () => {
  const withHeaders = (headers: Readonly<Record<string, string>>) => {
    const request = signed()
    return { ...request, headers: { ...request.headers, ...headers } }
  }
  const authorization = (change: (text: string) => string) =>
    withHeaders({ Authorization: change(signed().headers.Authorization!) })
  const at = (url: string): CallerIdentityRequest => ({ ...signed(), url })
  const query = '?Action=GetCallerIdentity&Version=2011-06-15'
  const without = (name: string): CallerIdentityRequest => {
    const request = signed()
    return {
      ...request,
      headers: Object.fromEntries(Object.entries(request.headers).filter(([each]) => each !== name)),
    }
  }

  const notAsked: readonly (readonly [string, CallerIdentityRequest, RegExp])[] = [
    ...[
      `https://sts.evil.example/${query}`,
      `https://sts.eu-central-1.amazonaws.com.evil.example/${query}`,
      `https://evil.example/sts.eu-central-1.amazonaws.com${query}`,
      `https://sts.eu-central-1.amazonaws.com@evil.example/${query}`,
      `https://me@sts.eu-central-1.amazonaws.com/${query}`,
      `https://x.sts.eu-central-1.amazonaws.com/${query}`,
      `https://sts.bucket.s3.amazonaws.com/${query}`,
      `https://sts.anything.amazonaws.com/${query}`,
      `http://sts.eu-central-1.amazonaws.com/${query}`,
      `https://sts.eu-central-1.amazonaws.com:8443/${query}`,
      `https://sts.eu-central-1.amazonaws.com/other${query}`,
      `https://sts.eu-central-1.amazonaws.com/${query}#x`,
      'sts.eu-central-1.amazonaws.com',
      '',
    ].map((url) => [`that is for ${url || 'nowhere'}`, at(url), /is not for an address of AWS STS/] as const),
    ...[
      '',
      '?Action=AssumeRole&Version=2011-06-15',
      `${query}&DurationSeconds=1`,
      `${query}&Action=GetCallerIdentity`,
    ].map(
      (text) =>
        [
          `that asks for ${text || 'nothing'}`,
          at(`https://sts.eu-central-1.amazonaws.com/${text}`),
          /must ask for Action=GetCallerIdentity/,
        ] as const,
    ),
    ['that only reads', { ...signed(), method: 'GET' }, /must be a POST without a body/],
    ['that has a body', { ...signed(), body: 'Action=AssumeRole' }, /must be a POST without a body/],
    ['that is not signed', without('Authorization'), /its Authorization is none/],
    ['that is signed otherwise', authorization(() => 'Bearer x'), /its Authorization is none/],
    ['of whose signature half is missing', authorization((text) => text.slice(0, -1)), /its Authorization is none/],
    [
      'that does not sign for whom it is meant',
      authorization((text) => text.replace(';x-hcp-workload-identity-provider', '')),
      /its header x-hcp-workload-identity-provider is not signed/,
    ],
    [
      'that does not sign its host',
      authorization((text) => text.replace('host;', '')),
      /its header host is not signed/,
    ],
    [
      'that does not sign its date',
      authorization((text) => text.replace('x-amz-date;', '')),
      /x-amz-date is not signed/,
    ],
    ['without a header that it signs', without('X-Amz-Security-Token'), /x-amz-security-token is signed and not there/],
    ['that has a header twice', withHeaders({ 'x-amz-date': '20260102T030406Z' }), /at most 20 headers, each once/],
    ['with a header of two lines', withHeaders({ 'X-A': 'a\r\nb: c' }), /at most 20 headers, each once/],
    [
      'with too many headers',
      withHeaders(Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`x-${index}`, 'x']))),
      /at most 20 headers, each once/,
    ],
    ['whose host is another', withHeaders({ Host: 'sts.us-east-1.amazonaws.com' }), /its header host is not that/],
    [
      'that is meant for another',
      withHeaders({ 'X-Hcp-Workload-Identity-Provider': 'x' }),
      /does not name this provider/,
    ],
  ]
  for (const [name, request, message] of notAsked)
    test(`${name}, and AWS is not asked`, async () => {
      const { ask, asked } = fakeSts(awsIdentity)
      await assert.rejects(verifyCallerIdentity(ask, request, { resourceName, accountId }), unproven(message))
      assert.equal(asked.length, 0)
    })

  test('that AWS refuses', async () => {
    const { ask } = fakeSts({ ...awsIdentity, secret: 'another' })
    await assert.rejects(
      verifyCallerIdentity(ask, signed(), { resourceName, accountId }),
      unproven(/AWS refuses it with the status 403/),
    )
  })

  test('of a caller of another account', async () => {
    const { ask } = fakeSts(awsIdentity)
    await assert.rejects(
      verifyCallerIdentity(ask, signed(), { resourceName, accountId: '999999999999' }),
      unproven(/AWS says that the caller is of account 123456789012, not 999999999999/),
    )
  })

  test('when AWS cannot be asked, redirects, or answers something else', async () => {
    const answering =
      (status: number, body: string): Ask =>
      async () => ({ status, headers: {}, body: Buffer.from(body) })
    const broken: readonly (readonly [Ask, RegExp])[] = [
      [
        () => Promise.reject(new OutboundFailure('sts: no answer within 6 s', '')),
        /AWS cannot be asked: sts: no answer/,
      ],
      [answering(302, ''), /AWS refuses it with the status 302/],
      [answering(200, '<xml>'), /does not say who the caller is/],
      [answering(200, 'null'), /does not say who the caller is/],
      [answering(200, '{"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":1}}}'), /does not say who/],
    ]
    for (const [ask, message] of broken)
      await assert.rejects(verifyCallerIdentity(ask, signed(), { resourceName, accountId }), unproven(message))
  })
})
