import assert from 'node:assert/strict'
import { after, before, describe, test, type TestContext } from 'node:test'
import { hashSecret } from '../../../../src/auth/secret-hash.ts'
import { operatorActor } from '../../../../src/domain/principal/principal.ts'
import { grantRole } from '../../../../src/domain/principal/role/grant-role.ts'
import type { Role } from '../../../../src/domain/principal/role/role.ts'
import { createServicePrincipalKey } from '../../../../src/domain/principal/service-principal/create-service-principal-key.ts'
import { createServicePrincipal } from '../../../../src/domain/principal/service-principal/create-service-principal.ts'
import { newId } from '../../../../src/machine/new-id.ts'
import { type Asking, asking } from '../../../support/asking.ts'
import {
  assign,
  completeVersion,
  doneBuild,
  inBucket,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
  updateBuild,
} from '../../../support/build-sequences.ts'
import { type Outcome, startCommand, type Variables } from '../../../support/command.ts'
import { databases } from '../../../support/databases.ts'
import type { Json } from '../../../support/client.ts'
import { startRegistry, type TestRegistry } from '../../../support/registry.ts'
import { sparingFront } from '../../../support/sparing-front.ts'
import { until } from '../../../support/until.ts'
import { vanishingFront } from '../../../support/vanishing-front.ts'
import { registryEnvironment, without } from '../../../clients/registry-environment.ts'
import { furnishEstate, shownOf } from './estate.ts'

const [sqlite, postgres] = databases()

/** The variables that make a registry the source. */
const asSource = (env: Variables): Variables =>
  Object.fromEntries(
    Object.entries(env)
      .filter(([name]) => /^(?:HCP_|SSL_)/.test(name))
      .map(([name, value]) => [`SOURCE_${name}`, value]),
  )

describe('assay mirror', () => {
  let source: TestRegistry
  before(async () => {
    source = await startRegistry(sqlite!)
    await furnishEstate(source.admin)
  })
  after(() => source.close())

  async function into(t: TestContext, env: Variables = {}) {
    const target = await startRegistry(postgres!)
    t.after(() => target.close())
    const assay: Asking = await asking(target, { ...asSource(registryEnvironment(source)), ...env })
    t.after(() => assay.remove())
    return { target, assay }
  }
  const LINE = 'mirror --rate 1000 --output json'

  test('makes a registry that shows the same, field by field, ids and times included', async (t) => {
    const { target, assay } = await into(t)
    const report = JSON.parse(await assay.says(t, LINE)) as { readonly compared: object; readonly brought: object }
    assert.deepEqual(await shownOf(target.admin), await shownOf(source.admin))
    assert.deepEqual(report.compared, {
      things: (report.compared as { things: number }).things,
      differences: [],
      onlyThere: [],
    })

    const again = JSON.parse(await assay.says(t, LINE)) as { readonly brought: { readonly counts: object } }
    const { created, updated, refused } = again.brought.counts as Record<string, number>
    assert.deepEqual({ created, updated, refused }, { created: 0, updated: 0, refused: 0 })
  })

  test('brings what has come since, and says which versions differ here', async (t) => {
    const { target, assay } = await into(t)
    const own = await startRegistry(sqlite!)
    t.after(() => own.close())
    await furnishEstate(own.admin)
    const env = asSource(registryEnvironment(own))
    const run = async (): Promise<Outcome> => assay.runIn(t, { ...assay.env, ...env }, LINE)
    assert.equal((await run()).code, 0)
    const ubuntu = inBucket(own.admin, 'ubuntu')
    await completeVersion(ubuntu, 'later')
    await ubuntu.ok('UpdateVersion', {
      params: { fingerprint: 'u2' },
      body: { revoke_in: '0s', revocation_message: 'bad' },
    })
    // Its descendants are known by now, and they do not inherit this revocation.
    await inBucket(own.admin, 'base').ok('UpdateVersion', {
      params: { fingerprint: 'b1' },
      body: { revoke_in: '0s', skip_descendants_revocation: true },
    })
    assert.equal((await run()).code, 0)
    assert.deepEqual(await shownOf(target.admin), await shownOf(own.admin))

    await completeVersion(inBucket(target.admin, 'ubuntu'), 'same-name')
    await completeVersion(ubuntu, 'same-name')
    const { code, stderr } = await run()
    assert.equal(code, 6)
    assert.match(stderr, /Refused: bucket "ubuntu" has another version "same-name", which \S+ made at/)
  })

  test('says what was deleted at the source, and is at one with it once that is deleted here as well', async (t) => {
    const { assay } = await into(t)
    const own = await startRegistry(sqlite!)
    t.after(() => own.close())
    const [app, gone] = [await newBucket(own.admin, 'app'), await newBucket(own.admin, 'gone')]
    for (const fingerprint of ['first', 'second']) await completeVersion(app, fingerprint)
    await newChannel(app, 'old', 'second')
    const env = { ...assay.env, ...asSource(registryEnvironment(own)) }
    assert.equal((await assay.runIn(t, env, LINE)).code, 0)
    await app.ok('DeleteChannel', { params: { channel_name: 'old' } })
    await app.ok('DeleteVersion', { params: { fingerprint: 'first' } })
    await gone.ok('DeleteBucket', {})
    const { code, stderr } = await assay.runIn(t, env, LINE)
    assert.equal(code, 6)
    const commands = [...stderr.matchAll(/^Only at the target. If it was deleted at the source, run: assay (.+)$/gm)]
    const deleting = commands.map(([, command = '']) => command)
    assert.deepEqual(deleting, ['version delete app@first', 'channel delete app@old', 'bucket delete gone'])
    for (const command of deleting) await assay.says(t, `${command} --yes`)
    const settled = await assay.runIn(t, env, LINE)
    assert.deepEqual([settled.code, settled.stderr.includes('Only at the target')], [0, false], settled.stderr)
  })

  test('goes on from where it was, whatever ended it', async (t) => {
    const { target, assay } = await into(t)
    const front = await vanishingFront(t, target)
    const trust = { SOURCE_SSL_CERT_FILE: source.caFile }
    for (const changes of [1, 1]) {
      front.appear(changes)
      const { code, stderr } = await assay.runIn(t, { ...assay.env, ...front.env, ...trust }, LINE)
      assert.equal(code, 7, stderr)
      assert.match(stderr, /Not finished. To continue, run: assay mirror --rate 1000/)
    }
    const slow = await sparingFront(t, source)
    const interrupted = startCommand(t, ['mirror', '--rate', '4'], { ...assay.env, ...asSource(slow.env) })
    await until(() => slow.waits() > 0)
    interrupted.child.kill('SIGINT')
    const { code, stderr } = await interrupted.ended
    assert.equal(code, 130, stderr)
    assert.match(stderr, /To continue, run: assay mirror --rate 4\n/)

    await assay.says(t, LINE)
    assert.deepEqual(await shownOf(target.admin), await shownOf(source.admin))
  })

  test('says that its credentials are not good any more, and goes on with others', async (t) => {
    const key = await keyOf(source, 'contributor')
    const { target, assay } = await into(t, asSource(key))
    const running = startCommand(t, ['mirror', '--rate', '4'], assay.env)
    await until(async () => (await target.admin.ok('PackerService_ListBuckets', {})).buckets.length > 0)
    const found = await source.store.principals.findKey(key['HCP_CLIENT_ID'] ?? '')
    await source.store.transaction(({ principals }) => principals.deleteKey(found?.clientId ?? ''))
    const { code, stderr } = await running.ended
    assert.equal(code, 3, stderr)
    assert.match(stderr, /To continue, run: assay mirror --rate 4\n/)

    const other = asSource(await keyOf(source, 'contributor'))
    const { code: done } = await assay.runIn(t, { ...assay.env, ...other }, LINE)
    assert.equal(done, 0)
    assert.deepEqual(await shownOf(target.admin), await shownOf(source.admin))
  })

  test('replays onto a server that takes no records what its clients may say', async (t) => {
    const { target, assay } = await into(t)
    const { code, stdout, stderr } = await assay.run(t, `${LINE} --replay`)
    assert.equal(code, 0, stderr)
    assert.match(stderr, /^Warning: --replay .+ assigns its own ids, times and authors, .+ mirror without --replay/)
    const report = JSON.parse(stdout) as { readonly lacks: readonly string[] }
    assert.match(
      report.lacks.join('\n'),
      /ids, times and authors[^]*ubuntu@production: it points at u1, which is revoked/,
    )
    const content = async ({ admin }: TestRegistry) =>
      ((await shownOf(admin)) as Json[]).map(({ bucket, versions, channels, sboms, parents }: Json) => ({
        bucket: [bucket.name, bucket.description, bucket.labels, bucket.version_count],
        versions: (versions as Json[]).map((version) => [
          ...[version.fingerprint, version.name, version.revocation_type, version.revocation_message],
          (version.builds as Json[])
            .map((build) => [build.component_type, build.status, build.platform, build.labels, build.metadata])
            .toSorted(),
        ]),
        // Clients cannot point a channel at a revoked version.
        channels: (channels as Json[]).map(({ name, restricted, version }) => [
          ...[name, restricted],
          version?.status === 'VERSION_REVOKED' ? undefined : version?.fingerprint,
        ]),
        sboms: (sboms as Json[]).flatMap((page) => (page.sboms as Json[]).map(({ name, format }) => [name, format])),
        parents: (parents as Json[]).map((relations) => relations[0].parent.version_fingerprint as string),
      }))
    assert.deepEqual(await content(target), await content(source))
    const again = JSON.parse(await assay.says(t, `${LINE} --replay`)) as { readonly brought: { counts: object } }
    assert.deepEqual(
      { ...again.brought.counts, unchanged: 0 },
      { created: 0, updated: 0, unchanged: 0, kept: 0, refused: 0 },
    )
  })

  test('tells of what is replayed what is otherwise there, run after run', async (t) => {
    const { target, assay } = await into(t)
    const ubuntu = await newBucket(target.admin, 'ubuntu')
    await completeVersion(ubuntu, 'of-another-time')
    await ubuntu.ok('DeleteVersion', { params: { fingerprint: 'of-another-time' } })
    const lacks = async (words: string) =>
      (JSON.parse(await assay.says(t, `${LINE} --replay${words}`)) as { readonly lacks: readonly string[] }).lacks
    // Without the bucket that its versions are built from.
    const first = await lacks(' --bucket ubuntu')
    assert.deepEqual(first.filter((line) => /^(?:version numbers|ancestry) /.test(line)).toSorted(), [
      ...['b1', 'b2', 'b1', 'b2'].map(
        (parent, index) =>
          `ancestry of ubuntu/u${index + 1}: the target does not record that it is built from base/${parent}`,
      ),
      'version numbers of ubuntu: v1 is v2 at the target; versions with another number: 5',
    ])
    assert.deepEqual(await lacks(''), first)
  })

  test('tells of the ancestry that is lost of a version that is built still', async (t) => {
    const params = { bucket_name: 'base', fingerprint: 'b1' }
    const parent = (await source.admin.ok('PackerService_GetVersion', { params })).version
    const half = await newBucket(source.admin, 'half')
    t.after(() => half.ok('DeleteBucket', {}))
    await newVersion(half, 'h1')
    await newBuild(half, 'h1', { component_type: 'b', status: 'BUILD_RUNNING' })
    const done = await newBuild(half, 'h1', { component_type: 'a', status: 'BUILD_RUNNING' })
    await updateBuild(half, done, 'h1', {
      ...doneBuild('h1'),
      component_type: undefined,
      parent_version_id: parent.id as string,
    })
    const lacks = async (assay: Asking, words: string) => {
      const { lacks } = JSON.parse(await assay.says(t, `${LINE} --replay${words}`)) as { lacks: readonly string[] }
      return lacks.filter((line) => line.startsWith('ancestry of half'))
    }
    const { assay: without } = await into(t)
    for (const run of ['first', 'again'])
      assert.deepEqual(
        await lacks(without, ' --bucket half'),
        ['ancestry of half/h1: the target does not record that it is built from base/b1'],
        run,
      )
    const { assay: withAll } = await into(t)
    for (const run of ['first', 'again']) assert.deepEqual(await lacks(withAll, ''), [], run)
  })

  test('copies from a server that does less than Assay, waits when that asks for it, and replays to one', async (t) => {
    const { target, assay } = await into(t)
    const front = await sparingFront(t, source)
    await assay.runIn(t, { ...assay.env, ...asSource(front.env) }, LINE).then(({ code, stderr }) => {
      assert.equal(code, 0, stderr)
    })
    assert.ok(front.waits() > 3)
    assert.deepEqual(await shownOf(target.admin), await shownOf(source.admin))

    const fallBack = await startRegistry(sqlite!)
    t.after(() => fallBack.close())
    const { env } = await sparingFront(t, fallBack)
    const asTarget = Object.entries({ ...registryEnvironment(fallBack), ...env }).map(([name, value]) => [
      `TARGET_${name}`,
      value,
    ])
    const words = ['mirror', '--rate', '1000', '--bucket', 'base', '--output', 'json']
    const own = { HOME: assay.env['HOME'] ?? '', ...registryEnvironment(target) }
    const { code, stdout, stderr } = await startCommand(t, words, { ...own, ...Object.fromEntries(asTarget) }).ended
    assert.equal(code, 0, stderr)
    assert.match((JSON.parse(stdout) as { lacks: string[] }).lacks.join(), /ids, times and authors/)
    const { buckets } = await fallBack.admin.ok('PackerService_ListBuckets', {})
    assert.deepEqual(
      (buckets as Json[]).map(({ name, version_count: count }) => [name, count]),
      [['base', '2']],
    )
  })

  test('says what a viewer is not shown, and brings the rest', async (t) => {
    const { target, assay } = await into(t, asSource(await keyOf(source, 'viewer')))
    const report = JSON.parse(await assay.says(t, LINE)) as { readonly lacks: readonly string[] }
    assert.match(report.lacks.join('\n'), /restricted channels, "latest" among them/)
    const { channels } = await inBucket(target.admin, 'ubuntu').ok('ListChannels')
    const { channel } = await inBucket(source.admin, 'ubuntu').ok('GetChannel', { params: { channel_name: 'latest' } })
    const [latest] = (channels as { name: string; version: { fingerprint: string } }[]).filter(
      ({ name }) => name === 'latest',
    )
    assert.equal(latest?.version.fingerprint, channel.version.fingerprint)
  })

  test('says what was changed at the target since, and is at one with the source once the bucket is brought anew', async (t) => {
    const { target, assay } = await into(t)
    const line = `${LINE} --bucket base`
    await assay.says(t, line)
    const base = inBucket(target.admin, 'base')
    for (const fingerprint of ['', 'b1']) await assign(base, 'golden', fingerprint)
    const { code, stderr } = await assay.run(t, line)
    assert.equal(code, 6)
    const at = String.raw`\d{4}-\S+Z`
    assert.match(
      stderr,
      new RegExp(`Differs: base@golden: .*updated_at is "${at}" at the source and "${at}" at the target\\n`),
    )
    assert.match(
      stderr,
      new RegExp(
        `Differs: history of base@golden: only the target has the entry b1 since ${at}, by \\S+; only the target has the entry no version since ${at}, by`,
      ),
    )
    assert.match(
      stderr,
      /\nNo command restores the times .+ run assay bucket delete BUCKET at the target, then the same/,
    )
    await base.ok('DeleteBucket', {})
    await assay.says(t, line)
    assert.equal((await base.ok('ListChannels')).channels.length, 2)
  })

  test('says of a bucket that is not there no more than that', async (t) => {
    const { assay } = await into(t)
    const missing = await assay.run(t, `${LINE} --bucket nope`)
    assert.deepEqual(missing, { code: 5, stdout: '', stderr: 'assay: bucket "nope" does not exist\n' })
  })

  test('says of which end it is that credentials or an authority are wrong', async (t) => {
    const target = await startRegistry(sqlite!)
    t.after(() => target.close())
    const named = (end: string, registry = target) =>
      Object.fromEntries(
        Object.entries(registryEnvironment(registry)).map(([name, value]) => [`${end}_${name}`, value]),
      )
    const assay = await asking(source)
    t.after(() => assay.remove())
    const { HOME: home = '' } = assay.env
    for (const end of ['SOURCE', 'TARGET']) {
      const known = { ...assay.env, ...named(end) }
      const wrong = await assay.runIn(t, { ...known, [`${end}_HCP_CLIENT_SECRET`]: 'wrong' }, LINE)
      assert.equal(wrong.code, 3)
      assert.match(
        wrong.stderr,
        new RegExp(
          `assay: the key in ${end}_HCP_CLIENT_ID is not accepted: [^_]+ \\(set another ${end}_HCP_CLIENT_ID and ${end}_HCP_CLIENT_SECRET, or another ${end}_HCP_CRED_FILE\\)`,
        ),
      )
      // In a process of its own, because the machine's authorities are read only once, and on Linux SSL_CERT_FILE names
      // them too.
      const bare = without({ ...named('SOURCE'), ...named('TARGET', source), HOME: home }, `${end}_SSL_CERT_FILE`)
      const unknown = await startCommand(t, LINE.split(' '), bare).ended
      assert.equal(unknown.code, 7, unknown.stderr)
      assert.match(unknown.stderr, new RegExp(`: name its file in ${end}_SSL_CERT_FILE\n`))
      const own = await assay.runIn(t, { ...known, HCP_CLIENT_SECRET: 'wrong' }, LINE)
      assert.match(
        own.stderr,
        /assay: the key in HCP_CLIENT_ID is not accepted: [^_]+ or set another HCP_CLIENT_ID and /,
      )
    }
  })

  test('needs to be told from where, and an administrator where it brings it', async (t) => {
    const { assay, target } = await into(t)
    const { HOME = '', PATH = '' } = assay.env
    const none = await startCommand(t, ['mirror'], { ...registryEnvironment(target), HOME, PATH }).ended
    assert.equal(none.code, 2)
    assert.match(none.stderr, /set SOURCE_HCP_CLIENT_ID and SOURCE_HCP_CLIENT_SECRET/)
    for (const [own, said] of [
      [{ SOURCE_HCP_CLIENT_SECRET: 'x' }, 'SOURCE_HCP_CLIENT_ID is not set'],
      [{ TARGET_HCP_CLIENT_ID: 'x' }, 'TARGET_HCP_CLIENT_SECRET is not set'],
      [
        { SOURCE_HCP_PROJECT_ID: 'x' },
        'no credentials for the source: set SOURCE_HCP_CLIENT_ID and SOURCE_HCP_CLIENT_SECRET, or SOURCE_HCP_CRED_FILE',
      ],
      [
        { SOURCE_HCP_CRED_FILE: '/nowhere.json' },
        'SOURCE_HCP_CRED_FILE names /nowhere.json, which cannot be read: name another file',
      ],
    ] as const) {
      const wrong = await assay.runIn(t, { ...registryEnvironment(target), HOME, PATH, ...own }, LINE)
      assert.deepEqual([wrong.code, wrong.stderr.trim()], [2, `assay: ${said}`])
    }
    const alone = registryEnvironment(target)
    const itself = await assay.runIn(t, { ...alone, HOME, PATH, ...asSource(alone) }, LINE)
    assert.deepEqual([itself.code, /^assay: the source and the target are the same: /.test(itself.stderr)], [2, true])
    const { code, stderr } = await assay.runIn(t, { ...assay.env, ...(await keyOf(target, 'contributor')) }, LINE)
    assert.equal(code, 4)
    assert.match(stderr, /needs the admin role/)
  })
})

/** A key of a new service principal with this role in the project. */
async function keyOf({ store, clock, organizationId, projectId }: TestRegistry, role: Role): Promise<Variables> {
  const context = { actor: operatorActor, store, clock, newId }
  const home = { organizationId, projectId }
  const { id } = await createServicePrincipal(context, { home, name: `reader-${newId().toLowerCase()}` })
  await grantRole(context, { target: { type: 'project', projectId }, role, principalId: id })
  const making = { hashSecret, keep: async () => undefined, limit: Infinity }
  const { clientId, clientSecret } = await createServicePrincipalKey(context, { home, id }, making)
  return { HCP_CLIENT_ID: clientId, HCP_CLIENT_SECRET: clientSecret }
}
