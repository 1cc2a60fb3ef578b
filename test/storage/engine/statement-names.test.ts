import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { statementNames, UNCHANGING } from '../../../src/storage/engine/statement-names.ts'
import { openStore } from '../../../src/storage/open.ts'
import { databases } from '../../support/databases.ts'
import { socketOf } from '../../support/postgres-databases.ts'
import { startPooler } from '../../support/postgres-pooler.ts'
import { aBucket, storedBucket } from '../arrange.ts'

const texts = ['select $1', 'select $2', 'select $1 ']

describe('the name of a statement', () => {
  test('is its text, whoever asked for what before', () => {
    const [one, other] = [statementNames(), statementNames()]
    const names = texts.map((text) => one.of(text, [1]))
    assert.equal(new Set(names).size, texts.length)
    const later = texts.toReversed().map((text) => other.of(text, [1]))
    assert.deepEqual(later.toReversed(), names)
    for (const name of names) assert.match(name!, /^assay_[0-9a-f]{32}$/)
  })

  test('is spared where a connection would keep too many, or one that nobody repeats', () => {
    const names = statementNames()
    const list = Array.from({ length: 17 }, () => 1)
    assert.equal(names.of('select 1', []), undefined)
    assert.equal(names.of('select $1, …, $17', list), undefined)
    assert.match(names.of(`select $1, …, $17${UNCHANGING}`, list)!, /^assay_/)
    for (let count = 0; count < 500; count++) names.of(`select $1 + ${count}`, [1])
    assert.equal(names.of('one too many', [1]), undefined)
  })

  test('is given to nothing any more when it turns out that names do not last', () => {
    const names = statementNames()
    assert.match(names.of('select $1', [1])!, /^assay_/)
    names.giveUp()
    assert.equal(names.of('select $1', [1]), undefined)
  })
})

test('servers that share a connection behind a pooler read and write what they mean, and go on without names', async () => {
  const [, postgres] = databases()
  const { location, drop } = await postgres!.create()
  const { path, user, database } = socketOf(location)
  const pooler = await startPooler(path, user, database)
  const pooled = { postgresUrl: `postgresql://${user}@127.0.0.1:${pooler.port}/${database}` }
  const servers = [await openStore(pooled), await openStore(pooled)] as const
  const [one, other] = servers
  const { project, bucket } = await storedBucket(one)

  // The servers begin with different statements, so that names that were mere numbers would be confused.
  assert.deepEqual(await other.organizations.listProjects(project.organizationId), [project])
  for (const server of [...servers, ...servers]) {
    assert.deepEqual(await server.buckets.find(project.id, bucket.name), bucket)
    const made = aBucket(project)
    await server.transaction(async (tx) => {
      await tx.registries.lock(project.id, 'shared')
      await tx.buckets.insert(made)
      assert.deepEqual(await tx.buckets.lock(project.id, made.name), made)
    })
    for (const reader of servers) assert.deepEqual(await reader.buckets.find(project.id, made.name), made)
  }
  for (const server of servers) await server.close()
  await pooler.close()
  await drop()
})
