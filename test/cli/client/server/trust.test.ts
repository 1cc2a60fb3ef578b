import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fetchTrusting, fetchTrustingMachine, isUnvouched } from '../../../../src/cli/client/server/trust.ts'
import type { Fetch } from '../../../../src/client/fetch.ts'
import { httpsServer } from '../../../support/https-server.ts'

test('an authority vouches for the server that it is named for, and for no other that is asked', async (t) => {
  const [one, other] = [await httpsServer(t, ['localhost'], (_, response) => response.end('one')), await httpsServer(t, ['localhost'], (_, response) => response.end('other'))] // prettier-ignore
  const asks: readonly (readonly [Fetch, Fetch])[] = [
    [fetchTrusting(one.authority), fetchTrusting(other.authority)],
    [fetchTrustingMachine(one.authority), fetchTrustingMachine(other.authority)],
  ]
  for (const [askOne, askOther] of asks) {
    const textBy = async (ask: Fetch, { port }: typeof one) => (await ask(`https://localhost:${port}`)).text()
    assert.deepEqual([await textBy(askOne, one), await textBy(askOther, other)], ['one', 'other'])
    for (const [ask, server] of [
      [askOne, other],
      [askOther, one],
    ] as const)
      await assert.rejects(textBy(ask, server), isUnvouched)
    // One that was refused is asked no less afterwards, nor are several at once.
    assert.deepEqual(await Promise.all([textBy(askOne, one), textBy(askOne, one)]), ['one', 'one'])
  }
})
