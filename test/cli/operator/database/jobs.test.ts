import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { openStore } from '../../../../src/storage/open.ts'
import { runCommand } from '../../../support/command.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

test('what the registry has still to do is listed, the soonest first, with what went wrong', async (t) => {
  const folder = await temporaryFolder(t)
  await runCommand(t, ['migrate', '--data-dir', folder], {})
  const list = () => runCommand(t, ['jobs', '--data-dir', folder], {})
  assert.deepEqual(await list(), { code: 0, stdout: 'no jobs\n', stderr: '' })

  const store = await openStore({ sqliteFile: join(folder, 'assay.db') })
  const job = { failures: 0, lastError: '', claimedUntil: null, createdAt: '2026-01-01T00:00:00.000Z' }
  await store.transaction(async ({ jobs }) => {
    const late = { ...job, id: 'late', runAt: '2026-01-02T00:00:00.000Z', failures: 3, lastError: 'the disk is full' }
    await jobs.insert({ ...late, kind: 'apply-revocation', subject: '01JD3ZV6W3K5X0G8T1Q2R4S6Y7' })
    const soon = { ...job, id: 'soon', runAt: '2026-01-01T00:00:30.000Z', claimedUntil: '2026-01-01T00:05:00.000Z' }
    await jobs.insert({ ...soon, kind: 'cancel-silent-builds', subject: '' })
  })
  await store.close()
  assert.equal(
    (await list()).stdout,
    [
      '2026-01-01T00:00:30.000Z  cancel-silent-builds  -  claimed  0 failures',
      '2026-01-02T00:00:00.000Z  apply-revocation  01JD3ZV6W3K5X0G8T1Q2R4S6Y7  waiting  3 failures  the disk is full',
      '',
    ].join('\n'),
  )
})
