// Which other servers a server calls: outside the public internet, only those that it is allowed to.
import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { systemClock } from '../../src/domain/clock.ts'
import { newPrincipal } from '../../src/domain/principal/principal.ts'
import { openStore } from '../../src/storage/open.ts'
import { aProvider } from '../storage/arrange.ts'
import { type Answer, connect } from '../support/client.ts'
import { startServer } from '../support/command.ts'
import { assertRefused } from '../support/shapes.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { type TokenIssuer, tokenIssuer } from '../support/token-issuer.ts'

const NAME = 'ci/workload-identity-provider/ours'

/** How a server that was started like this responds to a token of the issuer. */
async function asked(t: TestContext, issuer: TokenIssuer, args: (authorities: string) => readonly string[]) {
  const folder = join(await temporaryFolder(t), 'data')
  const authorities = join(await temporaryFolder(t), 'ours.pem')
  await writeFile(authorities, issuer.authority)
  const server = await startServer(t, folder, args(authorities))
  const store = await openStore({ sqliteFile: join(folder, 'assay.db') })
  const [organization] = await store.organizations.listOrganizations()
  const [project] = await store.organizations.listProjects(organization?.id ?? '')
  const home = { organizationId: organization?.id ?? '', projectId: project?.id ?? '' }
  const principal = newPrincipal({ id: 'ci', kind: 'service', ...home, name: 'ci', createdAt: systemClock.now() })
  const trust = { kind: 'oidc', issuer: issuer.url, audiences: ['assay'] } as const
  await store.transaction(async ({ principals, workloads }) => {
    await principals.insert(principal)
    await workloads.insert(aProvider(principal, { name: 'ours', trust, conditionalAccess: 'jwt_claims.sub == job' }))
  })
  await store.close()
  const connection = connect({ url: server.url, ca: await readFile(join(folder, 'tls', 'ca.pem'), 'utf8'), ...home })
  t.after(connection.close)
  const token = await issuer.sign({ aud: 'assay', sub: 'job' })
  const answer: Answer = await connection.as(null).call('ServicePrincipalsService_ExchangeWorkloadIdentityToken', {
    params: { resource_name: `iam/project/${home.projectId}/service-principal/${NAME}` },
    body: { jwt_token: token },
  })
  return { answer, server }
}

test('an issuer of one’s own is believed when it is allowed and its authority is trusted', async (t) => {
  const issuer = await tokenIssuer(t)
  const allowed = await asked(t, issuer, (authorities) => ['--allow-private', 'localhost', '--extra-ca', authorities])
  assert.equal(allowed.answer.status, 200, allowed.server.stderr())
  const byNetwork = await asked(t, issuer, (authorities) => [
    ...['--allow-private', '127.0.0.0/8', '--allow-private', '::1', '--extra-ca', authorities],
  ])
  assert.equal(byNetwork.answer.status, 200, byNetwork.server.stderr())
})

test('it is not even asked when it is not allowed, and not believed when its authority is not trusted', async (t) => {
  const issuer = await tokenIssuer(t)
  const forbidden = await asked(t, issuer, (authorities) => ['--extra-ca', authorities])
  assertRefused(forbidden.answer, 16)
  await forbidden.server.says('stderr', 'is not on the public internet')
  const mistrusted = await asked(t, issuer, () => ['--allow-private', 'localhost'])
  assertRefused(mistrusted.answer, 16)
  await mistrusted.server.says('stderr', 'unable to verify the first certificate')
  assert.equal(issuer.asked.size, 0)
})
