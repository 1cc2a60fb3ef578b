import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findLostSecrets } from '../../../src/domain/organization/find-lost-secrets.ts'
import { secretCipher } from '../../../src/domain/organization/secret-cipher.ts'
import { stubSigner } from '../../../src/domain/record/ledger/stub.ts'
import { aStream } from '../../storage/arrange-streams.ts'
import { aWebhook } from '../../storage/arrange-webhooks.ts'
import { anEvent, at } from '../../storage/arrange.ts'
import { happen, ledgersOn, sealAll } from '../record/ledger/ledgers.ts'
import { databases } from '../../support/databases.ts'

const [OURS, OTHER] = [1, 2].map((byte) => new Uint8Array(32).fill(byte)) as [Uint8Array, Uint8Array]
const knownBy = (...keys: [Uint8Array, ...Uint8Array[]]) => ({ cipher: secretCipher(keys), signer: stubSigner(keys) })

for (const database of databases())
  describe(`secrets whose key is lost on ${database.name}`, () => {
    test('are named, all of a page and more, and are none for who still has the key', async (t) => {
      const { store, project, organization } = await ledgersOn(t, database)
      await happen(store, anEvent(project))
      await sealAll(store)
      const { cipher, signer } = knownBy(OTHER)
      const ofStub = {
        ledger: project.id,
        position: 1,
        hash: 'a',
        count: 1,
        firstAt: at(0),
        lastAt: at(1),
        prunedAt: at(2),
      }
      const stream = aStream(organization)
      const webhooks = Array.from({ length: 101 }, (_, nth) => aWebhook(project, { name: `w${nth}` }))
      const theirs = webhooks.at(-1) ?? assert.fail()
      await store.transaction(async (tx) => {
        for (const webhook of webhooks)
          await tx.webhooks.insert({
            ...webhook,
            token: (webhook === theirs ? cipher : knownBy(OURS).cipher).encrypt('token', webhook.id),
          })
        await tx.streams.insert({ ...stream, secret: cipher.encrypt('secret', stream.id) })
        await tx.stubs.prune(signer.signed(ofStub), [])
      })
      assert.equal(
        await findLostSecrets(store, knownBy(OURS)),
        `none of the secret keys is that of the token of webhook ${theirs.id}, the secret of stream ${stream.id}, the stub of ledger ${project.id}: put the key back into the file, or set the secrets again`,
      )
      assert.equal(await findLostSecrets(store, knownBy(OURS, OTHER)), null)
      const many = (await findLostSecrets(store, knownBy(new Uint8Array(32).fill(3)))) ?? ''
      assert.equal(many.split(' of webhook ').length, 11, 'no more than ten are named')
    })
  })
