// Two servers on one data directory, one a step ahead of the other: a file that was listed may be gone when it is read.
import assert from 'node:assert/strict'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { clientVariables } from '../../src/cli/client-variables.ts'
import { keepPending, type KeyAccess, placeCredentials, settlePending } from '../../src/cli/credentials-file.ts'
import { dataDirectoryAt } from '../../src/config/data-directory.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const DATABASE = 'the database'
const access = (clientId: string): KeyAccess => ({
  url: 'https://localhost:8443',
  caFile: null,
  organizationId: 'organization',
  projectId: 'project',
  clientId,
  clientSecret: 'secret',
})

test('pending credentials that another server has settled meanwhile are passed over', async (t) => {
  const directory = dataDirectoryAt(await temporaryFolder(t))
  for (const clientId of ['one', 'other']) await keepPending(directory, DATABASE, access(clientId))
  const asked: string[] = []
  await settlePending(directory, DATABASE, access('one'), async ({ clientId }) => {
    asked.push(clientId)
    for (const name of await readdir(directory.root))
      if (!name.includes(clientId)) await rm(`${directory.root}/${name}`)
    return false
  })
  assert.equal(asked.length, 1)
  assert.deepEqual(await readdir(directory.root), [])
})

test('credentials that another server has placed meanwhile are not set aside', async (t) => {
  const directory = dataDirectoryAt(await temporaryFolder(t))
  const file = directory.credentialsFile
  await writeFile(file, clientVariables(access('old')))
  const placed = await placeCredentials(directory, access('one'), async () => {
    await writeFile(file, clientVariables(access('one')))
    return false
  })
  assert.deepEqual(placed, { file, setAside: null })
  assert.deepEqual(await readdir(directory.root), ['credentials.env'])
  assert.equal(await readFile(file, 'utf8'), clientVariables(access('one')))
})
