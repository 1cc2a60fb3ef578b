import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { secretCipher } from '../../../src/domain/organization/secret-cipher.ts'
import { stubSigner } from '../../../src/domain/record/ledger/stub.ts'
import { aStream } from '../../storage/arrange-streams.ts'
import { aWebhook } from '../../storage/arrange-webhooks.ts'
import { at } from '../../storage/arrange.ts'
import { databases } from '../../support/databases.ts'
import { machine } from '../../support/machine.ts'
import { sealAll } from '../../domain/record/ledger/ledgers.ts'

for (const database of databases())
  describe(`assay secrets and the keys of stubs on ${database.name}`, () => {
    test('what is encrypted and signed is renewed once there is a new key, and what cannot be read is named', async (t) => {
      const { says, refuses, run, store, home, file } = await machine(t, database)
      assert.match(await refuses('secrets', 'renew'), /^there are no secret keys yet: /)
      assert.match(await refuses('audit', 'key'), /^there are no secret keys yet: /)
      const [old, fresh, lost] = Array.from({ length: 3 }, () => new Uint8Array(randomBytes(32))) as [Uint8Array, Uint8Array, Uint8Array] // prettier-ignore
      const use = (...keys: readonly Uint8Array[]) =>
        writeFile(file('secret.keys'), keys.map((key) => `${Buffer.from(key).toString('base64')}\n`).join(''), { mode: 0o600 }) // prettier-ignore
      await use(old)

      const webhook = aWebhook({ id: home.projectId })
      const token = secretCipher([old]).encrypt('token', webhook.id)
      const stream = aStream({ id: home.organizationId })
      const secret = secretCipher([old]).encrypt('secret', stream.id)
      await sealAll(store)
      const ledger = home.projectId
      const { position = 0, hash = '' } = (await store.ledgers.head(ledger)) ?? {}
      const facts = { ledger, position, hash, count: position, firstAt: at(0), lastAt: at(1), prunedAt: at(2) }
      const pruned = (await store.ledgers.trace(ledger, 0, { events: 99, bytes: 99_999 })).map(({ eventId }) => eventId)
      await store.transaction(async (tx) => {
        await tx.webhooks.insert({ ...webhook, token })
        await tx.streams.insert({ ...stream, secret })
        await tx.stubs.prune(stubSigner([old]).signed(facts), pruned)
      })
      assert.match(await says('audit', 'verify'), / \(\d+ of them pruned until 2026-01-02T00:00:00.002Z\)\n/)
      assert.equal(await says('secrets', 'renew'), '0 secrets re-encrypted, 0 stubs re-signed\n')
      const oldKey = (await says('audit', 'key')).trim().split('  ')[1] ?? ''

      await use(fresh, old)
      assert.equal((await says('audit', 'key')).trim().split('\n').length, 2)
      assert.equal(await says('secrets', 'renew'), '2 secrets re-encrypted, 1 stub re-signed\n')
      assert.equal(await says('secrets', 'renew'), '0 secrets re-encrypted, 0 stubs re-signed\n')
      await use(fresh)
      const [renewed] = await store.secrets.list('webhook', '', 9)
      assert.equal(secretCipher([fresh]).decrypt(renewed?.encrypted ?? '', webhook.id), 'token')
      const [ofStream] = await store.secrets.list('stream', '', 9)
      assert.equal(secretCipher([fresh]).decrypt(ofStream?.encrypted ?? '', stream.id), 'secret')
      const [, freshKey = ''] = (await says('audit', 'key')).trim().split('  ')
      assert.notEqual(await says('audit', 'verify', '--signed-by', freshKey), '')
      assert.notEqual(await says('audit', 'verify', '--seen', `${ledger}:1:${'f'.repeat(64)}`), '')
      const other = await run('audit', 'verify', '--signed-by', oldKey)
      assert.match(other.stderr, /is broken at position \d+: the stub of the pruned events is not signed by any of the given keys/) // prettier-ignore
      assert.match(await refuses('audit', 'verify', '--signed-by', 'mine'), /^--signed-by: is not a public key: use /)

      await use(lost)
      const refused = await run('secrets', 'renew')
      assert.deepEqual([refused.code, refused.stdout], [1, '0 secrets re-encrypted, 0 stubs re-signed\n'])
      assert.equal(
        refused.stderr,
        `assay: none of the secret keys is that of the token of webhook ${webhook.id}, the secret of stream ${stream.id}, the stub of ledger ${ledger}: put the key back into the file, or set the secrets again\n`,
      )
    })
  })
