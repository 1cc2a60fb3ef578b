import assert from 'node:assert/strict'
import { test } from 'node:test'
import { databaseName } from '../../../../src/cli/operator/database/database-name.ts'
import { readConfig } from '../../../../src/config/config.ts'
import { dataDirectoryAt } from '../../../../src/config/data-directory.ts'

const nameOf = (url: string) =>
  databaseName(readConfig({ flags: {}, env: { ASSAY_DATABASE_URL: url } }), dataDirectoryAt('/data'))

test('a database is named by its file or its address', () => {
  assert.equal(nameOf(''), '/data/assay.db')
  assert.equal(nameOf('postgres://host:5432/name'), 'postgres://host:5432/name')
  assert.equal(nameOf('postgresql://user@/name?host=/run/postgresql'), 'postgres:///name')
})

test('no part of a password is in the name of a database', () => {
  for (const password of [
    's3cret',
    's3cret%40',
    's3cret@s3cret',
    's3cret/s3cret',
    's3cret?s3cret',
    's3cret#',
    ':s3cret',
  ])
    for (const url of [
      `postgres://u:${password}@host/name`,
      `postgres://u:${password}@host/name?password=s3cret@s3cret`,
    ])
      assert.ok(!nameOf(url).includes('s3cret'), url)
  assert.equal(nameOf('postgres://host/name?password=s3cret'), 'postgres://host/name')
})
