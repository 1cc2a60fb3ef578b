import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  forgetLogin,
  readLogins,
  replaceLogin,
  type StoredLogin,
  writeLogins,
} from '../../../../src/cli/client/server/logins.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const apiUrl = 'https://registry.example'
const loginOf = (refreshToken: string): StoredLogin => ({
  ...{ apiUrl, authUrl: apiUrl, authorities: null, organizationId: 'organization', projectId: 'project' },
  credentials: { kind: 'browser', clientId: 'assay', accessToken: '', until: 0, refreshToken },
})

test('what comes of a login takes its place, and of none that was made meanwhile', async (t) => {
  const root = join(await temporaryFolder(t), 'assay')
  const directory = { root, loginsFile: join(root, 'logins.json'), usualCredentialFile: '' }
  const kept = async () => (await readLogins(directory)).byUrl[apiUrl]
  await writeLogins(directory, { current: apiUrl, byUrl: { [apiUrl]: loginOf('first') } })
  await replaceLogin(directory, loginOf('second'), { refreshToken: 'first' })
  assert.deepEqual(await kept(), loginOf('second'))
  await replaceLogin(directory, loginOf('of somebody else'), { refreshToken: 'first' })
  assert.deepEqual(await kept(), loginOf('second'))
  assert.deepEqual(await forgetLogin(directory, apiUrl), { current: null, byUrl: {} })
  await replaceLogin(directory, loginOf('third'), { refreshToken: 'second' })
  assert.equal(await kept(), undefined)
})
