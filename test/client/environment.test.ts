import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { surroundingsOf } from '../../src/client/exports.ts'

const key = { HCP_CLIENT_ID: 'id', HCP_CLIENT_SECRET: 'secret' }
const address = { HCP_API_ADDRESS: 'registry.example:8443' }
const file = (value: unknown) => ({ credentialFile: JSON.stringify(value) })
const none = { credentialFile: null }

describe('the surroundings of a client', () => {
  test('are a server and a place', () => {
    const variables = { ...address, ...key, HCP_ORGANIZATION_ID: 'o', HCP_PROJECT_ID: 'p' }
    const { apiUrl, location } = surroundingsOf(variables, none)
    assert.deepEqual([apiUrl, location], ['https://registry.example:8443', { organizationId: 'o', projectId: 'p' }])
  })

  for (const [what, variables, apiUrl] of [
    ['the older name, which wins', { ...address, HCP_API_HOST: 'older.example' }, 'https://older.example'],
    ['a scheme before the older name', { HCP_API_HOST: 'https://older.example' }, 'https://older.example'],
    ['an identity server that is empty', { ...address, HCP_AUTH_URL: '' }, 'https://registry.example:8443'],
    ['a server without TLS', { ...address, HCP_API_TLS: 'disabled' }, 'http://registry.example:8443'],
  ] as const)
    test(`may say ${what}`, () => {
      assert.equal(surroundingsOf({ ...variables, ...key }, none).apiUrl, apiUrl)
    })

  test('ask the identity server that is named, with the key of a file where there is no other', async () => {
    const asked: [string, string | null, string][] = []
    const answer = async (url: URL, init: RequestInit) => {
      asked.push([url.href, new Headers(init.headers).get('authorization'), init.body as string])
      return Response.json({ access_token: 'token', expires_in: 3600 })
    }
    const oauth = { client_id: 'of a file', client_secret: 'with:colon' }
    const parts = { ...file({ scheme: 'service_principal_creds', oauth }), fetch: answer as typeof fetch }
    const { access } = surroundingsOf({ ...address, HCP_AUTH_URL: 'https://auth.example' }, parts)
    const [one, two] = await Promise.all([access.headers(), access.headers()])
    assert.deepEqual([one, two], [{ authorization: 'Bearer token' }, { authorization: 'Bearer token' }])
    assert.deepEqual(asked, [
      [
        'https://auth.example/oauth2/token',
        `Basic ${btoa('of%20a%20file:with%3Acolon')}`,
        'grant_type=client_credentials&audience=https%3A%2F%2Fapi.hashicorp.cloud',
      ],
    ])
  })

  for (const [what, variables, given, message] of [
    ['no address', key, none, 'HCP_API_ADDRESS is not set'],
    ['no key', address, none, 'HCP_CLIENT_ID is not set'],
    ['half a key', { ...address, HCP_CLIENT_ID: 'id' }, none, 'HCP_CLIENT_SECRET is not set'],
    [
      'an address that is none',
      { ...key, HCP_API_ADDRESS: 'a b' },
      none,
      'HCP_API_ADDRESS is not an address: "https://a b"',
    ],
    [
      'an identity server that is asked in clear',
      { ...address, ...key, HCP_AUTH_URL: 'http://auth.example' },
      none,
      'HCP_AUTH_URL is not https, so the secret would be sent unencrypted: set it to an https address, or HCP_API_TLS to disabled for plain HTTP',
    ],
    ['a file that is none', address, { credentialFile: '{' }, 'the credential file is not JSON'],
    [
      'a file of another kind',
      address,
      file({ scheme: 'key' }),
      'the credential file has no key: its scheme is "key", but must be "service_principal_creds" with "oauth", or "workload"',
    ],
    [
      'a file with nothing',
      address,
      { credentialFile: 'null' },
      'the credential file has no key: its scheme is null, but must be "service_principal_creds" with "oauth", or "workload"',
    ],
  ] as const)
    test(`say what to do about ${what}`, () => {
      assert.throws(() => surroundingsOf(variables, given), { name: 'TypeError', message })
    })
})
