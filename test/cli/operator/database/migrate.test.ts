import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { runCommand } from '../../../support/command.ts'
import { databases } from '../../../support/databases.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

test('a database is made in a data directory that is not there yet', async (t) => {
  const folder = join(await temporaryFolder(t), 'new')
  const { code, stdout, stderr } = await runCommand(t, ['migrate', '--data-dir', folder], {})
  assert.deepEqual([code, stderr], [0, ''])
  assert.match(stdout, new RegExp(`^${folder}/assay\\.db: applied \\d+ migrations?: 0001-\\S+(?:, \\S+)*\\n$`))
  const again = await runCommand(t, ['migrate', '--data-dir', folder], {})
  assert.equal(again.stdout, `${folder}/assay.db: already at the newest schema\n`)
})

test('a PostgreSQL database is named without its password', async (t) => {
  const database = databases().find(({ name }) => name === 'postgres')
  const place = await database?.createEmpty()
  assert.ok(place && 'postgresUrl' in place.location)
  t.after(place.drop)
  const [, name] = /\/(\w+)\?/.exec(place.location.postgresUrl) ?? []
  const variables = { ASSAY_DATABASE_URL: place.location.postgresUrl, ASSAY_DATA_DIR: await temporaryFolder(t) }
  const { code, stdout } = await runCommand(t, ['migrate'], variables)
  assert.equal(code, 0)
  assert.ok(stdout.startsWith(`postgres:///${name ?? ''}: applied `), stdout)
})
