// Concurrent calls with a token that the server has lost before it expired.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient, currentApi, type Fetch, servicePrincipalKey } from '../../src/client/exports.ts'

const authUrl = 'https://registry.example'
const location = { organizationId: 'o', projectId: 'p' }

test('a lost token is asked for anew once for all calls that showed it, however late they are refused', async () => {
  const shown: string[] = []
  let tokens = 0
  const isRenewed = Promise.withResolvers<void>()
  const fetch: Fetch = async (url, { headers = {} } = {}) => {
    if (new URL(url).pathname === '/oauth2/token') {
      tokens += 1
      return Response.json({ access_token: `token-${tokens}`, expires_in: 3600 })
    }
    const { authorization = '' } = headers
    shown.push(authorization)
    if (authorization !== 'Bearer token-1') {
      isRenewed.resolve()
      return Response.json({ buckets: [], pagination: null })
    }
    // Half of them are refused while others renew the token, and half afterwards.
    if (shown.length % 2 === 0) await isRenewed.promise
    return Response.json({ code: 16, message: 'the token is not known', details: [] }, { status: 401 })
  }
  const access = servicePrincipalKey({ clientId: 'id', clientSecret: 'secret' }, { authUrl, fetch })
  const client = createClient({ api: currentApi, apiUrl: authUrl, access, location, fetch })
  const calls = Array.from({ length: 20 }, () => client.call('PackerService_ListBuckets', {}))
  const outcomes = await Promise.allSettled(calls)
  assert.deepEqual(
    outcomes.filter(({ status }) => status === 'rejected'),
    [],
  )
  assert.equal(tokens, 2)
  assert.deepEqual(
    ['Bearer token-1', 'Bearer token-2'].map((text) => shown.filter((each) => each === text).length),
    [20, 20],
  )
})
