import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BrowserLogin, browserLogin } from '../../src/client/browser-login.ts'

const begun: BrowserLogin = { clientId: 'assay', accessToken: 'first', until: 0, refreshToken: 'refresh-1' }

test('a login goes on with what another program has made of it, and shows no refresh token that was used', async () => {
  let kept: BrowserLogin | null = begun
  const shown: (string | null)[] = []
  const login = browserLogin(begun, {
    authUrl: 'https://registry.example',
    async fetch(_, { body = '' } = {}) {
      shown.push(new URLSearchParams(body).get('refresh_token'))
      const number = shown.length + 2
      return Response.json({ access_token: `token-${number}`, expires_in: 3600, refresh_token: `refresh-${number}` })
    },
    kept: async () => kept,
    async keep(next) {
      kept = next
    },
  })
  const tokenOf = async () => (await login.headers())['authorization']
  const renew = async () => login.renew(await login.headers())
  kept = { ...begun, accessToken: 'of-another', until: Infinity, refreshToken: 'refresh-2' }
  assert.equal(await tokenOf(), 'Bearer of-another')
  assert.deepEqual(shown, [])

  // The server considers the token expired.
  await renew()
  assert.equal(await tokenOf(), 'Bearer token-3')
  assert.equal(kept.refreshToken, 'refresh-3')
  kept = null
  await renew()
  assert.equal(await tokenOf(), 'Bearer token-4')
  assert.deepEqual(shown, ['refresh-2', 'refresh-3'])
})
