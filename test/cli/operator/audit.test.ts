import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { databases } from '../../support/databases.ts'
import { machine } from '../../support/machine.ts'
import { sealAll } from '../../domain/record/ledger/ledgers.ts'

for (const database of databases())
  describe(`assay audit on ${database.name}`, () => {
    test('what happened is proved, and the first break is named', async (t) => {
      const { says, refuses, run, store, home } = await machine(t, database)
      const verify = (...words: readonly string[]) => says('audit', 'verify', ...words)
      assert.equal(await verify(), 'no event is sealed yet: a running server seals them\n')
      await sealAll(store)
      const lines = (await verify()).trimEnd().split('\n')
      const { position = 0, hash = '' } = (await store.ledgers.head(home.projectId)) ?? {}
      assert.ok(lines.includes(`${home.projectId}  ${position} events  ${hash}`), lines.join('\n'))
      for (const line of lines) assert.match(line, /^[0-9a-f-]{36} {2}\d+ events? {2}[0-9a-f]{64}$/)

      const seen = `${home.projectId}:${position}:${hash}`
      await says('project', 'rename', 'default', 'images')
      await sealAll(store)
      assert.notEqual(await verify('--seen', seen), '')
      const other = 'f'.repeat(64)
      const refused = await run('audit', 'verify', '--seen', `${home.projectId}:${position}:${other}`)
      assert.equal(refused.code, 1)
      assert.match(refused.stderr, new RegExp(`^assay: ledger ${home.projectId} does not have the hash ${other} at position ${position}, where it was seen: .+\\n$`)) // prettier-ignore
      assert.match(
        await refuses('audit', 'verify', '--seen', 'yesterday'),
        /^--seen: "yesterday" is not a position of a ledger: use /,
      )

      const forged = {
        ledger: home.projectId,
        position: 999,
        hash: other,
        eventId: 'nobody',
        organizationId: '',
        sealedAt: '',
      }
      const { position: last = 0 } = (await store.ledgers.head(home.projectId)) ?? {}
      await store.transaction(({ ledgers }) => ledgers.seal([forged], [forged], []))
      const broken = await run('audit', 'verify')
      assert.equal(broken.code, 1)
      const where = `ledger ${home.projectId} is broken at position ${last + 1}: the position is missing, with the event that it had; `
      assert.ok(broken.stderr.startsWith(`assay: ${where}`), broken.stderr)
    })
  })
