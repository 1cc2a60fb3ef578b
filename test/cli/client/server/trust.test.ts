import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { trustOfLogin } from '../../../../src/cli/client/server/find-server.ts'
import { fetchTrusting, fetchTrustingMachine, isUnvouched } from '../../../../src/cli/client/server/trust.ts'
import type { Fetch } from '../../../../src/client/fetch.ts'
import { httpsServer } from '../../../support/https-server.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

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
    // A refusal has no effect on later requests, nor on several at once.
    assert.deepEqual(await Promise.all([textBy(askOne, one), textBy(askOne, one)]), ['one', 'one'])
  }
})

test('a login is believed by who vouched for it then, and by who is named beside', async (t) => {
  const servers = [await httpsServer(t, ['localhost'], (_, response) => response.end('one')), await httpsServer(t, ['localhost'], (_, response) => response.end('other'))] as const // prettier-ignore
  const [one, other] = servers
  const file = join(await temporaryFolder(t), 'other.pem')
  await writeFile(file, other.authority)
  const variables = { SSL_CERT_FILE: file }
  const kept = await trustOfLogin(one.authority, variables)
  for (const { port } of servers) assert.equal((await kept.fetch(`https://localhost:${port}`)).status, 200)
  assert.equal(kept.from, `the CA stored by assay login, and SSL_CERT_FILE (${file})`)
  // The machine's authorities still count. None of them vouches for the first server here.
  const ofMachine = await trustOfLogin(null, variables)
  assert.equal((await ofMachine.fetch(`https://localhost:${other.port}`)).status, 200)
  await assert.rejects(ofMachine.fetch(`https://localhost:${one.port}`), isUnvouched)
  assert.equal(ofMachine.from, `the CAs of this machine, and SSL_CERT_FILE (${file})`)
})
