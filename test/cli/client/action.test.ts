import assert from 'node:assert/strict'
import { lookup } from 'node:dns'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test, type TestContext } from 'node:test'
import { parse } from 'yaml'
import { actionCommand } from '../../../src/cli/client/action/action-command.ts'
import type { Inputs } from '../../../src/cli/client/action/action-inputs.ts'
import { outboundClient } from '../../../src/machine/outbound/outbound-client.ts'
import { aProvider } from '../../storage/arrange.ts'
import { runStep } from '../../support/action-step.ts'
import { inBucket, versionOf } from '../../support/build-sequences.ts'
import type { Variables } from '../../support/command.ts'
import { databases } from '../../support/databases.ts'
import { httpsServer } from '../../support/https-server.ts'
import { type PromotedBucket, promotedBucket } from '../../support/promoted-bucket.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { type TokenIssuer, tokenIssuer } from '../../support/token-issuer.ts'
import { providerName, trustingPrincipal } from '../../support/workloads.ts'

const ROOT = new URL('../../../', import.meta.url)
const fingerprintOf = (number: number) => `01PROMOTED${String(number).padStart(16, '0')}`

interface Described {
  readonly inputs: Readonly<Record<string, object>>
  readonly outputs: Readonly<Record<string, object>>
  readonly runs: { readonly using: string; readonly main: string }
}

describe('the GitHub Action', () => {
  let registry: TestRegistry
  let issuer: TokenIssuer
  let ubuntu: PromotedBucket
  let described: Described
  const ends: (() => void)[] = []
  before(async () => {
    issuer = await tokenIssuer({ after: (end) => ends.push(end as () => void) })
    const ask = outboundClient({ allowed: ['localhost'], authorities: [issuer.authority], lookup })
    registry = await startRegistry(databases()[0]!, { ask })
    ubuntu = await promotedBucket(registry.admin, 'ubuntu')
    described = parse(await readFile(new URL('action.yml', ROOT), 'utf8')) as Described
  })
  after(async () => {
    for (const end of ends) end()
    await registry.close()
  })

  const key = (): Variables => ({
    address: new URL(registry.url).host,
    ca: registry.caFile,
    'client-id': registry.credentials.clientId,
    'client-secret': registry.credentials.clientSecret,
  })

  test('promotes, and tells later steps and people where the channel is', async (t) => {
    const inputs = { ...key(), command: 'promote', bucket: 'ubuntu', from: 'test', to: 'production', wait: 'false' }
    const { code, log, outputs, summary } = await runStep(t, inputs, {})
    assert.equal(code, 0, log)
    const said = `ubuntu@production: v1 (${fingerprintOf(1)}) -> v2 (${fingerprintOf(2)})\n`
    assert.equal(log, `::add-mask::${registry.credentials.clientSecret}\n${said}`)
    assert.equal(summary, `${said}\n`)
    const expected = {
      ...{ bucket: 'ubuntu', version: 'v2', fingerprint: fingerprintOf(2), status: 'VERSION_ACTIVE' },
      ...{ channel: 'production', artifact: 'ami-2eu-west-1' },
    }
    assert.deepEqual(outputs, expected)
    assert.deepEqual(Object.keys(described.outputs).toSorted(), Object.keys(expected).toSorted())
    assert.equal(await ubuntu.pointsAt('production'), 'v2')
  })

  test('finds an image by its channel, and what an image is by its id', async (t) => {
    const found = { ...key(), command: 'find', bucket: 'ubuntu', channel: 'latest', region: 'us-east-1' }
    const { outputs } = await runStep(t, found, {})
    assert.deepEqual([outputs['artifact'], outputs['version'], outputs['channel']], ['ami-3us-east-1', 'v3', 'latest'])
    const known = await runStep(t, { ...key(), command: 'find', id: 'ami-1eu-west-1', 'even-revoked': 'false' }, {})
    const { bucket, status, artifact } = known.outputs
    assert.deepEqual([bucket, status, artifact], ['ubuntu', 'VERSION_ACTIVE', 'ami-1eu-west-1'])
    const unknown = await runStep(t, { ...key(), command: 'find', id: 'ami-of-nobody' }, {})
    assert.deepEqual([unknown.code, unknown.outputs], [5, {}])
    assert.match(unknown.log, /^::error title=assay::no build that you can see has an image "ami-of-nobody"$/m)
  })

  test('finds by an id the version that may be used, and one that is revoked only when that is said', async (t) => {
    const shared = { ...key(), command: 'publish', bucket: 'shared', platform: 'aws', artifact: 'eu=ami-shared' }
    for (const fingerprint of ['01FIRST', '01SECOND'])
      assert.equal((await runStep(t, { ...shared, fingerprint }, {})).code, 0)
    const find = { ...key(), command: 'find', id: 'ami-shared' }
    const found = async (inputs: Variables) => {
      const { code, outputs } = await runStep(t, { ...find, ...inputs }, {})
      return [code, outputs['version'], outputs['status']]
    }
    const revoke = { ...key(), command: 'revoke', bucket: 'shared' }
    await runStep(t, { ...revoke, version: 'v2' }, {})
    assert.deepEqual(await found({}), [0, 'v1', 'VERSION_ACTIVE'])
    assert.deepEqual(await found({ 'even-revoked': 'true' }), [0, 'v1', 'VERSION_ACTIVE'])
    await runStep(t, { ...revoke, version: 'v1' }, {})
    assert.deepEqual(await found({ 'even-revoked': 'true' }), [0, 'v2', 'VERSION_REVOKED'])
    const refused = await runStep(t, find, {})
    assert.deepEqual([refused.code, refused.outputs], [6, {}])
    const said =
      'the image "ami-shared" belongs to shared@v2, which is revoked: use another image, or set even-revoked: true'
    assert.ok(refused.log.endsWith(`::error title=assay::${said}\n`), refused.log)
  })

  test('revokes without asking, as nobody is there', async (t) => {
    const inputs = { ...key(), command: 'revoke', bucket: 'ubuntu', version: 'v3', message: '50 % of\nit is wrong' }
    const { code, log, outputs } = await runStep(t, inputs, {})
    assert.equal(code, 0, log)
    assert.equal(outputs['status'], 'VERSION_REVOKED')
    assert.equal((await versionOf(ubuntu, fingerprintOf(3))).revocation_message, '50 % of\nit is wrong')
  })

  /** A provider that trusts the issuer for jobs of acme/images, and what a step and its job need to exchange a token through it. */
  async function trusted(t: TestContext, audiences: readonly string[]) {
    const { principal, resourceName } = await trustingPrincipal(registry, 'contributor')
    const trust = { kind: 'oidc', issuer: issuer.url, audiences } as const
    const conditionalAccess = 'jwt_claims.repository == `acme/images`'
    const made = aProvider(principal, { name: 'github', trust, conditionalAccess })
    await registry.store.transaction(({ workloads }) => workloads.insert(made))
    const asked: (string | undefined)[] = []
    const gitHub = await httpsServer(t, ['localhost'], (request, response) => {
      const { searchParams } = new URL(request.url ?? '', 'https://localhost')
      asked.push(request.headers.authorization)
      const claims = { sub: 'job', aud: searchParams.get('audience') ?? '', repository: 'acme/images' }
      void issuer
        .sign(claims, new Date(registry.clock.now()))
        .then((value) => response.end(JSON.stringify({ count: 1, value })))
    })
    const ca = (await readFile(registry.caFile, 'utf8')) + gitHub.authority
    return {
      by: { address: new URL(registry.url).host, provider: providerName(resourceName, 'github'), ca },
      job: {
        ACTIONS_ID_TOKEN_REQUEST_URL: `https://localhost:${gitHub.port}/token?api-version=2.0`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of the job',
        ...{ GITHUB_REPOSITORY: 'acme/images', GITHUB_SERVER_URL: 'https://github.com', GITHUB_RUN_ID: '8' },
      },
      asked,
    }
  }

  test('promotes by the step of the README, with the provider that the README makes', async (t) => {
    const readme = await readFile(new URL('README.md', ROOT), 'utf8')
    const audiences = /allowed_audiences *= *(\[.*\])/.exec(readme)?.[1] ?? '[]'
    const { by, job } = await trusted(t, JSON.parse(audiences) as string[])
    const yaml = /```yaml\n([^]*?)```/.exec(readme)?.[1] ?? assert.fail('no step')
    const [step] = (parse(yaml) as { readonly steps: readonly { readonly with: Variables }[] }).steps
    const { code, log, outputs } = await runStep(t, { ...step?.with, ...by }, job)
    assert.equal(code, 0, log)
    assert.deepEqual([outputs['bucket'], outputs['channel']], ['ubuntu', 'production'])
  })

  test('asks for the audience of its provider, or for the one that is said', async (t) => {
    const { by, job } = await trusted(t, ['https://images.example.com'])
    const step = { command: 'find', id: 'ami-1eu-west-1', ...by }
    const refused = await runStep(t, step, job)
    assert.equal(refused.code, 3)
    const hint = 'check the input provider; if it has allowed_audiences, set the input audience to one of them'
    assert.ok(refused.log.endsWith(`(${hint})\n`), refused.log)
    assert.equal((await runStep(t, { ...step, audience: 'https://images.example.com' }, job)).code, 0)
  })

  test('publishes with the job that it is of, and no secret, by the word of GitHub', async (t) => {
    const { by, job, asked } = await trusted(t, [])
    const folder = await temporaryFolder(t)
    await writeFile(join(folder, 'sbom.json'), '{"bomFormat": "CycloneDX", "specVersion": "1.6"}')
    const inputs = {
      ...{ command: 'publish', ...by },
      ...{ bucket: 'app', platform: 'aws', artifact: 'eu-west-1=ami-1\n  us-east-1=ami-2\n', fingerprint: '01ACTION' },
      ...{ label: 'team=base\nnote=a = b', channel: 'test\nstaging', ci: 'true', parent: 'ubuntu@production' },
      sbom: join(folder, 'sbom.json'),
    }
    const { code, log, outputs } = await runStep(t, inputs, job)
    assert.equal(code, 0, log)
    assert.deepEqual(asked, ['bearer of the job'])
    const expected = { bucket: 'app', version: 'v1', fingerprint: '01ACTION', status: 'VERSION_ACTIVE' }
    assert.deepEqual(outputs, { ...expected, channel: 'test\nstaging', artifact: '' })
    const [build] = (await versionOf(inBucket(registry.admin, 'app'), '01ACTION')).builds
    assert.deepEqual(build.labels, { team: 'base', note: 'a = b' })
    assert.equal(build.metadata.cicd.details.GITHUB_WORKFLOW_URL, 'https://github.com/acme/images/actions/runs/8')
    const { channels } = await inBucket(registry.admin, 'app').ok('ListChannels')
    assert.equal(channels.length, 3)
    const other = await runStep(t, inputs, { ...job, ACTIONS_ID_TOKEN_REQUEST_URL: '' })
    assert.deepEqual([other.code, other.outputs], [3, {}])
    assert.match(other.log, /^::error .*give the job "permissions: \{ id-token: write \}"$/m)
  })

  test('shows nothing that the runner would obey, wherever it is in a line', async (t) => {
    const image = { platform: 'aws', artifact: 'eu=ami-##[add-mask]ami', fingerprint: '01OBEYED' }
    const secret = `${registry.credentials.clientSecret}\r\nmore`
    const inputs = { ...key(), command: 'publish', bucket: 'obeyed', ...image }
    const { code, log, summary } = await runStep(t, inputs, {})
    assert.equal(code, 0, log)
    assert.equal(summary, 'Published obeyed@v1 (01OBEYED): aws eu ami-##\\[add-mask\\]ami.\n\n')
    const refused = await runStep(t, { ...inputs, 'client-secret': secret }, {})
    assert.match(refused.log, /^::add-mask::more$/m)
    assert.match(log, /^Published obeyed@v1 \(01OBEYED\): aws eu ami-##-\[add-mask\]ami\.$/m)
  })

  test('says of inputs what is wrong with them', async (t) => {
    for (const [inputs, said] of [
      [{ command: 'demote' }, 'the input command is "demote": use one of promote, revoke, find, publish'],
      [{ command: 'promote', bucket: 'ubuntu' }, 'promote needs the input from and to'],
      [{ command: 'find', id: 'ami-1', message: 'why' }, 'find does not take the input message: omit it'],
      [
        { command: 'promote', bucket: 'u', from: 'a', to: 'b', wait: 'yes' },
        'the input wait is "yes": use true or false',
      ],
      [{ command: 'find', id: 'ami-1', provider: 'github' }, 'the input provider is "github", not iam/project/'],
      [{ command: 'find', id: 'ami-1', ca: '/nowhere.pem' }, 'the input ca names /nowhere.pem, which cannot be read'],
      [{ command: 'publish', bucket: 'ubuntu' }, 'name what to publish with one of'],
    ] as const) {
      const { code, log, outputs } = await runStep(t, { ...key(), ...inputs }, {})
      assert.deepEqual([code, outputs], [2, {}], log)
      assert.ok(log.includes(`::error title=assay::${said}`), log)
    }
  })

  test('says of a server that it cannot ask what to change in the step', async (t) => {
    const step = { ...key(), command: 'find', bucket: 'ubuntu', channel: 'production' }
    const unknown = await runStep(t, { ...step, ca: '' }, {})
    assert.equal(unknown.code, 7)
    assert.match(unknown.log, /is signed by an unknown CA: pass the CA as the input ca, as PEM or as a file$/m)
    const refused = await runStep(t, { ...step, 'client-secret': 'wrong' }, {})
    assert.equal(refused.code, 3)
    for (const [lacks, code, said] of [
      [{ address: '' }, 2, /no server: set the input address, or HCP_API_ADDRESS$/m],
      [{ 'client-id': '' }, 2, /the input client-id is missing: the id of a key and its secret belong together$/m],
      [
        { 'client-id': '', 'client-secret': '' },
        3,
        /no credentials: set the inputs client-id and client-secret, or provider$/m,
      ],
    ] as const) {
      const outcome = await runStep(t, { ...step, ...lacks }, {})
      assert.equal(outcome.code, code)
      assert.match(outcome.log, said)
    }
    assert.match(refused.log, /is not accepted: .+ \(check the inputs client-id and client-secret, or provider\)$/m)
  })

  test('is described with all that it takes, and the file that it runs is there', async (t) => {
    assert.ok(existsSync(new URL(described.runs.main, ROOT)))
    assert.equal(described.runs.using, 'node24')
    const { log } = await runStep(t, { command: 'publish', bucket: 'u', 'of-nobody': 'x' }, {})
    assert.match(log, /publish does not take the input of-nobody/)
    const given: readonly Inputs[] = [
      { command: 'promote', bucket: 'u', from: 'a', to: 'b' },
      { command: 'revoke', bucket: 'u', version: 'v1' },
      { command: 'find', bucket: 'u', channel: 'c' },
      { command: 'find', id: 'ami-1' },
      { command: 'publish', bucket: 'u' },
    ]
    const refused = (inputs: Inputs): readonly string[] => {
      try {
        actionCommand(inputs)
        return []
      } catch (error) {
        return [(error as Error).message]
      }
    }
    for (const input of Object.keys(described.inputs)) {
      const taken = given.filter((needs) => refused({ [input]: 'x', ...needs }).length === 0)
      assert.notEqual(taken.length, 0, `no command takes the input ${input}`)
    }
  })
})
