import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Logins } from '../../../../src/cli/client/server/logins.ts'
import { asking } from '../../../support/asking.ts'
import { newBucket } from '../../../support/build-sequences.ts'
import { databases } from '../../../support/databases.ts'
import { startRegistry } from '../../../support/registry.ts'

test('a login is stored where there are several projects, and each command asks which one is meant', async (t) => {
  const registry = await startRegistry(databases()[0]!)
  t.after(() => registry.close())
  const assay = await asking(registry)
  t.after(() => assay.remove())
  const { admin, organizationId, projectId } = registry
  await newBucket(admin, 'ubuntu')
  const parent = { id: organizationId, type: 'ORGANIZATION' } as const
  await admin.ok('ProjectService_Create', { body: { name: 'payments', parent } })
  const { HOME = '', XDG_CONFIG_HOME = '' } = assay.env
  const file = join(HOME, 'credentials.json')
  const { clientId, clientSecret } = registry.credentials
  const oauth = { client_id: clientId, client_secret: clientSecret }
  await writeFile(file, JSON.stringify({ scheme: 'service_principal_creds', oauth }), { mode: 0o600 })
  const run = (line: string) => assay.runIn(t, { HOME, XDG_CONFIG_HOME }, line)
  const login = `login ${registry.url} --ca ${registry.caFile} --cred-file ${file}`

  const undecided = await run(login)
  assert.equal(undecided.code, 0, undecided.stderr)
  assert.match(undecided.stdout, /^Logged in to \S+ as [^,]+\.\n$/)
  const several =
    /there are several projects: set --project or HCP_PROJECT_ID to the id of one: \S+ \(\S+\), \S+ \(\S+\)\n/
  assert.match(undecided.stderr, new RegExp(`^No project is stored: ${several.source}`))
  const asked = await run('bucket list')
  assert.equal(asked.code, 2)
  assert.match(asked.stderr, new RegExp(`^assay: ${several.source}$`))
  assert.equal((await run(`bucket list -o name --project ${projectId}`)).stdout, 'ubuntu\n')

  assert.equal((await run(`${login} --organization ${organizationId}`)).code, 0)
  const { byUrl } = JSON.parse(await readFile(join(XDG_CONFIG_HOME, 'assay', 'logins.json'), 'utf8')) as Logins
  assert.deepEqual(
    Object.values(byUrl).map((stored) => [stored.organizationId, stored.projectId]),
    [[organizationId, '']],
  )

  const decided = await run(`${login} --project ${projectId}`)
  assert.match(decided.stdout, new RegExp(`, in project ${projectId}\\.\n$`))
  assert.equal((await run('bucket list -o name')).stdout, 'ubuntu\n')
})
