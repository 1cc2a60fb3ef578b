import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import type { BrowserLogin } from '../../../../src/client/browser-login.ts'
import { findServer } from '../../../../src/cli/client/server/find-server.ts'
import {
  forgetLogin,
  forgetLogins,
  keepLogin,
  readLogins,
  replaceLogin,
  type StoredLogin,
} from '../../../../src/cli/client/server/logins.ts'
import { comeBetween } from '../../../support/come-between.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const apiUrl = 'https://registry.example'

/** A login whose access token has expired. */
const browserOf = (refreshToken: string): BrowserLogin => ({
  ...{ clientId: 'assay', accessToken: `token of ${refreshToken}`, until: 0, refreshToken },
})
/** A login as it was stored before logins recorded their principal. */
const ofNobody = (refreshToken: string): StoredLogin => ({
  ...{ apiUrl, authUrl: apiUrl, authorities: null, organizationId: 'organization', projectId: 'project' },
  credentials: { kind: 'browser', ...browserOf(refreshToken) },
})
const loginOf = (refreshToken: string, principalId = 'ann'): StoredLogin => ({ ...ofNobody(refreshToken), principalId })

async function kept(t: TestContext, login: StoredLogin) {
  const root = join(await temporaryFolder(t), 'assay')
  const directory = { root, loginsFile: join(root, 'logins.json'), usualCredentialFile: '' }
  const keep = (next: StoredLogin) => keepLogin(directory, next)
  await keep(login)
  return { directory, keep, login: async () => (await readLogins(directory)).byUrl[apiUrl] }
}

test('what comes of a login takes its place, and of none that was made meanwhile', async (t) => {
  const { directory, keep, login } = await kept(t, loginOf('first'))
  const replace = (shown: string, next: string) =>
    replaceLogin(directory, { apiUrl, shown: browserOf(shown), next: browserOf(next) })
  await replace('first', 'second')
  assert.deepEqual(await login(), loginOf('second'))
  await replace('first', 'of somebody else')
  assert.deepEqual(await login(), loginOf('second'))
  // The project comes from the login that is stored by now.
  await keep({ ...loginOf('second'), projectId: 'another' })
  await replace('second', 'third')
  assert.deepEqual(await login(), { ...loginOf('third'), projectId: 'another' })
  assert.deepEqual(await forgetLogin(directory, apiUrl), {
    ...{ login: { ...loginOf('third'), projectId: 'another' }, next: null },
  })
  assert.deepEqual(await forgetLogin(directory, apiUrl), { login: null, next: null })
  await replace('third', 'fourth')
  assert.equal(await login(), undefined)
})

for (const [who, first, second, shown] of [
  ['the same person', loginOf('first'), loginOf('second'), 'second'],
  ['somebody else', loginOf('first'), loginOf('second', 'bob'), 'first'],
  ['somebody whom the server does not name', loginOf('first', ''), loginOf('second', ''), 'first'],
  ['nobody knows who', ofNobody('first'), ofNobody('second'), 'first'],
] as const)
  test(`a command goes on as who began it when ${who} has logged in meanwhile`, async (t) => {
    const { directory, keep, login } = await kept(t, first)
    const asked: (string | null)[] = []
    const trust = {
      from: 'a test',
      async fetch(_: string | URL, { body = '' } = {}) {
        asked.push(new URLSearchParams(body).get('refresh_token'))
        return Response.json({ access_token: 'next', expires_in: 3600, refresh_token: 'third' })
      },
    }
    const { access } = await findServer({ variables: {}, directory, trust })
    await keep(second)
    assert.deepEqual(await access.headers(), { authorization: 'Bearer next' })
    assert.deepEqual(asked, [shown])
    const { credentials } = (await login()) ?? loginOf('none')
    assert.equal(credentials.kind === 'browser' && credentials.refreshToken, shown === 'second' ? 'third' : 'second')
  })

test('of logins that are made, renewed and forgotten at once none is lost, and none comes back', async (t) => {
  const { directory, login } = await kept(t, loginOf('refresh-0'))
  const others = Array.from({ length: 20 }, (_, index) => `https://other-${index}.example`)
  const made = others.map((url) => keepLogin(directory, { ...loginOf(url), apiUrl: url }))
  await Promise.all([
    ...made,
    ...made.slice(10).map(async (making, index) => {
      await making
      await forgetLogin(directory, others[index + 10] ?? '')
    }),
    replaceLogin(directory, { apiUrl, shown: browserOf('refresh-0'), next: browserOf('refresh-1') }),
  ])
  assert.deepEqual(await login(), loginOf('refresh-1'))
  const { byUrl } = await readLogins(directory)
  assert.deepEqual(Object.keys(byUrl).toSorted(), [apiUrl, ...others.slice(0, 10)].toSorted())
  assert.equal((await forgetLogins(directory)).length, 11)
  assert.deepEqual(await readLogins(directory), { current: null, byUrl: {} })
  assert.deepEqual(await readdir(directory.root), [])
})

test('who never logged in has nothing made, and no place asked for', async (t) => {
  const root = join(await temporaryFolder(t), 'assay')
  const directory = { root, loginsFile: join(root, 'logins.json'), usualCredentialFile: '' }
  assert.deepEqual(await forgetLogins(directory), [])
  assert.equal(existsSync(root), false)
})

test('who was taken for dead between reading and writing takes nothing away of what was kept since', async (t) => {
  const { directory, keep } = await kept(t, loginOf('first'))
  const urls = async () => Object.keys((await readLogins(directory)).byUrl)
  const { loginsFile } = directory
  // Where the mock of a step interrupts it, others break its lock and store a login of their own.
  comeBetween(t, { file: loginsFile, when: 'once it is read' }, async () => {
    await rm(`${loginsFile}.lock`)
    await keep({ ...loginOf('of another'), apiUrl: 'https://other.example' })
  })
  await keep({ ...loginOf('late'), apiUrl: 'https://late.example' })
  assert.deepEqual(await urls(), [apiUrl, 'https://other.example', 'https://late.example'])
})
