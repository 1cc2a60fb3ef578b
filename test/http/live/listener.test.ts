// A client that opens a stream and does not read it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ledgerFollower } from '../../../src/domain/record/ledger/ledger-follower.ts'
import { listen } from '../../../src/http/platform/assay/live/listener.ts'
import { anEvent } from '../../storage/arrange.ts'
import { databases } from '../../support/databases.ts'
import { until } from '../../support/until.ts'
import { happen, ledgersOn, sealAll, sealer } from '../../domain/record/ledger/ledgers.ts'

const never = (error: unknown) => assert.fail(String(error))

for (const database of databases())
  test(`who takes nothing for long is given up, and little waits for them, on ${database.name}`, async (t) => {
    const { store, project } = await ledgersOn(t, database)
    const long = 'x'.repeat(16_000)
    for (let count = 0; count < 10; count += 1)
      await happen(store, ...Array.from({ length: 30 }, () => anEvent(project, { kind: 'registry.updated', description: long }))) // prettier-ignore
    await sealAll(store)
    const ledger = ledgerFollower(store.ledgers).join(project.id, 300, { moved: () => undefined, failed: never })
    let isGone = false
    const gone = () => {
      isGone = true
    }
    const location = { organizationId: project.organizationId, projectId: project.id }
    const told = { context: sealer(store), location, position: 0 }
    const { lines, second } = listen(told, ledger, { gone, failed: never, unreadable: never })
    lines.read(1)
    await until(() => lines.readableLength > 64 * 1024)
    for (let passed = 0; passed < 29; passed += 1) second(15, 30)
    assert.equal(lines.destroyed, false)
    assert.ok(lines.readableLength < 3 * 1024 * 1024)
    second(15, 30)
    await until(() => isGone)
    assert.equal(lines.destroyed, true)
  })
