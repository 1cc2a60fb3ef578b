// Stock Packer without a key: a credential file says where its platform's token is, as in a pipeline that stores no secret.
import assert from 'node:assert/strict'
import { lookup } from 'node:dns'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { WorkloadIdentityTerms } from '../../src/domain/principal/workload/workload.ts'
import { type Ask, outboundClient } from '../../src/machine/outbound/outbound-client.ts'
import { aProvider } from '../storage/arrange.ts'
import { inBucket } from '../support/build-sequences.ts'
import { databases } from '../support/databases.ts'
import { awsIdentity, fakeSts } from '../support/fake-sts.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { type TokenIssuer, tokenIssuer } from '../support/token-issuer.ts'
import { providerName, trustingPrincipal } from '../support/workloads.ts'
import { isAtLeast } from './dotted-version.ts'
import { type Fence, startFence } from './fence.ts'
import { findPackers, noPacker } from './packer-binaries.ts'
import { hclTemplate } from './packer-template.ts'
import { registryEnvironment, without } from './registry-environment.ts'
import { assertExit, type Environment, type Workspaces, workspaces } from './stock-client.ts'

const packers = findPackers().filter(({ version }) => isAtLeast(version, '1.14.2'))
if (packers.length === 0)
  test('stock Packer: workload identity', { skip: `${noPacker}; credential files are read since 1.14.2` })

for (const { binary, version } of packers)
  describe(`stock Packer ${version}: workload identity`, () => {
    const ends: (() => void)[] = []
    let issuer: TokenIssuer
    let registry: TestRegistry
    let fence: Fence
    let places: Workspaces
    before(async () => {
      issuer = await tokenIssuer({ after: (end) => ends.push(end as () => void) })
      const asking = outboundClient({ allowed: ['localhost'], authorities: [issuer.authority], lookup })
      const sts = fakeSts(awsIdentity)
      const ask: Ask = (request) => (request.url.startsWith('https://sts.') ? sts.ask : asking)(request)
      registry = await startRegistry(databases()[0]!, { ask })
      fence = await startFence()
      places = await workspaces({ ...fence.environment, PACKER_PLUGIN_PATH: '/nonexistent', PACKER_NO_COLOR: '1' })
    })
    after(async () => {
      await places.remove()
      await fence.close()
      await registry.close()
      for (const end of ends) end()
      assert.deepEqual(fence.attempts, [], 'calls that left for elsewhere')
    })

    /** A provider that trusts the issuer for one repository, unless the terms differ. */
    async function trusting(differently: Partial<WorkloadIdentityTerms> = {}): Promise<string> {
      const { principal, resourceName } = await trustingPrincipal(registry, 'contributor')
      const provider = aProvider(principal, {
        name: 'github',
        trust: { kind: 'oidc', issuer: issuer.url, audiences: [] },
        conditionalAccess:
          'jwt_claims.repository == "acme/images" and jwt_claims.ref matches "^refs/heads/(main|release-.*)$"',
        ...differently,
      })
      await registry.store.transaction(({ workloads }) => workloads.insert(provider))
      return providerName(resourceName, 'github')
    }
    const claims = (aud: string, ref = 'refs/heads/main') => ({ aud, sub: 'job', repository: 'acme/images', ref })

    async function build(
      bucket: string,
      workload: object,
      files: Readonly<Record<string, string>>,
      own: Environment = {},
    ) {
      const credentials = JSON.stringify({ scheme: 'workload', workload })
      const template = hclTemplate(version, { bucket, sources: ['one'] })
      const place = await places.create({ 'image.pkr.hcl': template, 'cred_file.json': credentials, ...files })
      return place.run([binary, 'build', '.'], {
        ...without(registryEnvironment(registry), 'HCP_CLIENT_ID', 'HCP_CLIENT_SECRET'),
        HCP_CRED_FILE: join(place.directory, 'cred_file.json'),
        HCP_PACKER_BUILD_FINGERPRINT: `of-${bucket}`,
        ...own,
      })
    }
    const isComplete = async (bucket: string) => {
      const { version: built } = await inBucket(registry.admin, bucket).ok('GetVersion', {
        params: { fingerprint: `of-${bucket}` },
      })
      return built.name === 'v1' && built.status === 'VERSION_ACTIVE'
    }

    test('a build is pushed by the word that a file has', async () => {
      const name = await trusting()
      const file = { 'token.txt': await issuer.sign(claims(name)) }
      const workload = { provider_resource_name: name, file: { path: 'token.txt' } }
      assertExit(await build('by-file', workload, file), 0)
      assert.ok(await isComplete('by-file'))
    })

    test('a build is pushed by the word that a variable has, inside JSON', async () => {
      const name = await trusting()
      const source = { var: 'IDENTITY', format_type: 'json', subject_cred_pointer: '/value' }
      const IDENTITY = JSON.stringify({ value: await issuer.sign(claims(name, 'refs/heads/release-1')) })
      assertExit(await build('by-variable', { provider_resource_name: name, env: source }, {}, { IDENTITY }), 0)
      assert.ok(await isComplete('by-variable'))
    })

    test('a build is pushed by the word that stands in the credential file itself', async () => {
      const name = await trusting()
      const token = await issuer.sign(claims(name))
      assertExit(await build('by-token', { provider_resource_name: name, token: { token } }, {}), 0)
      assert.ok(await isComplete('by-token'))
    })

    test('a build on AWS is pushed by who AWS says that it is', async () => {
      const trust = { kind: 'aws', accountId: awsIdentity.account } as const
      const name = await trusting({ trust, conditionalAccess: 'aws.arn matches "assumed-role/packer/"' })
      const finished = await build(
        'by-aws',
        { provider_resource_name: name, aws: {} },
        {},
        {
          AWS_REGION: 'eu-central-1',
          AWS_ACCESS_KEY_ID: awsIdentity.accessKeyId,
          AWS_SECRET_ACCESS_KEY: awsIdentity.secret,
          AWS_SESSION_TOKEN: 'session',
        },
      )
      assertExit(finished, 0)
      assert.ok(await isComplete('by-aws'))
    })

    test('a job of which the statement is not true is told so on its terminal, and pushes nothing', async () => {
      const audience = 'https://images.example.com'
      const name = await trusting({ trust: { kind: 'oidc', issuer: issuer.url, audiences: [audience] } })
      const token = await issuer.sign(claims(audience, 'refs/heads/feature'))
      const finished = await build('refused', { provider_resource_name: name, token: { token } }, {})
      assertExit(finished, 1)
      assert.match(finished.words, /exchange token status code 401: .*the conditional access statement is not met/)
      await inBucket(registry.admin, 'refused').refused('GetBucket', 5)
    })
  })
