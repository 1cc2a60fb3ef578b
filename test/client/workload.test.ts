import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type CallerIdentityRequest, verifyCallerIdentity } from '../../src/auth/workload/verify-caller-identity.ts'
import { surroundingsOf } from '../../src/client/exports.ts'
import { awsIdentity, fakeSts } from '../support/fake-sts.ts'

const NAME = 'iam/project/p/service-principal/ci/workload-identity-provider/github'
const address = { HCP_API_ADDRESS: 'registry.example:8443' }

interface Exchanged {
  readonly url: string
  readonly body: { readonly jwt_token?: string; readonly aws_get_caller_id_token?: CallerIdentityRequest }
}

/** What a credential file with this source exchanges for a token. */
async function exchangedBy(source: object, variables: Readonly<Record<string, string>> = {}): Promise<Exchanged> {
  const exchanged: Exchanged[] = []
  const answer = async (input: string | URL, init: RequestInit = {}) => {
    const url = String(input)
    if (url === 'https://platform.example/token')
      return new Response(new Headers(init.headers).get('metadata') === 'true' ? '{"a/b": {"token": "of a url"}}' : '')
    exchanged.push({ url, body: JSON.parse(init.body as string) as Exchanged['body'] })
    return Response.json({ access_token: 'token', expires_in: 3600 })
  }
  const { access } = surroundingsOf(
    { ...address, ...variables },
    {
      credentialFile: JSON.stringify({ scheme: 'workload', workload: { provider_resource_name: NAME, ...source } }),
      fetch: answer,
      readFile: async (path) => ` of ${path}\n`,
    },
  )
  assert.deepEqual(await access.headers(), { authorization: 'Bearer token' })
  return exchanged[0] ?? assert.fail('nothing was exchanged')
}

describe('a credential file of a workload', () => {
  for (const [what, source, token] of [
    ['is there', { token: { token: 'word' } }, 'word'],
    ['is in a file', { file: { path: '/run/token' } }, 'of /run/token'],
    ['is in a variable', { env: { var: 'ID_TOKEN' } }, 'of a variable'],
    [
      'is in JSON that an address answers',
      {
        url: {
          url: 'https://platform.example/token',
          headers: { metadata: 'true' },
          format_type: 'json',
          subject_cred_pointer: '/a~1b/token',
        },
      },
      'of a url',
    ],
  ] as const)
    test(`has a token for a word that ${what}`, async () => {
      assert.deepEqual(await exchangedBy(source, { ID_TOKEN: 'of a variable' }), {
        url: `https://registry.example:8443/2019-12-10/${NAME}/exchange-token`,
        body: { jwt_token: token },
      })
    })

  for (const [region, host] of [
    ['eu-west-1', 'sts.eu-west-1.amazonaws.com'],
    ['cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
  ] as const)
    test(`has a token for the word of AWS in ${region}, signed as AWS and the server want it`, async () => {
      const { body } = await exchangedBy(
        { aws: {} },
        {
          AWS_REGION: region,
          AWS_ACCESS_KEY_ID: awsIdentity.accessKeyId,
          AWS_SECRET_ACCESS_KEY: awsIdentity.secret,
          AWS_SESSION_TOKEN: 'session',
        },
      )
      const request = body.aws_get_caller_id_token ?? assert.fail('no word of AWS')
      assert.equal(new URL(request.url).hostname, host)
      const expected = { resourceName: NAME, accountId: awsIdentity.account }
      const caller = await verifyCallerIdentity(fakeSts(awsIdentity).ask, { ...request, body: '' }, expected)
      assert.equal(caller.arn, awsIdentity.arn)
    })

  test('says what is wrong with it', () => {
    for (const [workload, message] of [
      [{}, 'the credential file has no "provider_resource_name" in its "workload"'],
      [
        { provider_resource_name: NAME },
        'the "workload" of the credential file needs exactly one of token, file, env, url, aws',
      ],
      [{ provider_resource_name: NAME, file: {} }, '"file" in the "workload" of the credential file has no "path"'],
    ] as const)
      assert.throws(
        () => surroundingsOf(address, { credentialFile: JSON.stringify({ scheme: 'workload', workload }) }),
        { name: 'TypeError', message },
      )
  })
})
