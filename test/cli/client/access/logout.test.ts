import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { Command } from 'commander'
import { logoutVerb } from '../../../../src/cli/client/access/logout.ts'
import { keepLogin, readLogins, type StoredLogin } from '../../../../src/cli/client/server/logins.ts'
import { clientDirectory } from '../../../../src/config/client-directory.ts'
import { comeBetween } from '../../../support/come-between.ts'
import { httpsServer } from '../../../support/https-server.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

test('who logs out ends on the server what is forgotten, also where that was kept a moment ago', async (t) => {
  const ended: (string | null)[] = []
  const { port, authority } = await httpsServer(t, ['localhost'], (request, response) => {
    const told = async () => {
      ended.push(new URLSearchParams(await text(request)).get('token'))
      response.end()
    }
    told().catch(() => request.socket.destroy())
  })
  const before = process.env
  process.env = { ...before, XDG_CONFIG_HOME: await temporaryFolder(t) }
  t.after(() => {
    process.env = before
  })
  const said = t.mock.method(process.stdout, 'write', () => true)
  const directory = clientDirectory()
  const apiUrl = `https://localhost:${port}`
  const loginOf = (refreshToken: string): StoredLogin => ({
    ...{ apiUrl, authUrl: apiUrl, authorities: authority, organizationId: '', projectId: '', principalId: '' },
    credentials: { kind: 'browser', clientId: 'assay', accessToken: '', until: 0, refreshToken },
  })
  await keepLogin(directory, loginOf('first'))
  comeBetween(t, { file: directory.loginsFile, when: 'once it is read' }, async () => {
    await keepLogin(directory, loginOf('second'))
  })
  assert.equal(logoutVerb.kind, 'itself')
  const command = new Command('logout').option('--all').parse([], { from: 'user' })
  await logoutVerb.run(command, t.signal, new Command())
  const lines = said.mock.calls.map(({ arguments: [line] }) => String(line))
  said.mock.restore()
  assert.deepEqual(lines, [`Logged out of ${apiUrl}.\n`])
  assert.deepEqual(ended, ['second'])
  assert.deepEqual((await readLogins(directory)).byUrl, {})
})
