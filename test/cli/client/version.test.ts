import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { asking } from '../../support/asking.ts'
import { completeVersion, newBucket, versionOf, newVersion } from '../../support/build-sequences.ts'
import { databases } from '../../support/databases.ts'
import { imageFrom } from '../../support/image-sequences.ts'
import { startRegistry } from '../../support/registry.ts'

const HOUR = 3_600_000

/** A registry with a version to revoke. */
async function badVersion(t: TestContext) {
  const registry = await startRegistry(databases()[0]!)
  t.after(() => registry.close())
  const ubuntu = await newBucket(registry.admin, 'ubuntu')
  await completeVersion(ubuntu, '01BAD')
  const assay = await asking(registry)
  t.after(() => assay.remove())
  return { registry, ubuntu, assay }
}

test('assay version revoke revokes now by the clock of the server, however far ahead that of this machine is', async (t) => {
  const { registry, ubuntu, assay } = await badVersion(t)
  registry.clock.advance(-HOUR)
  assert.match(await assay.says(t, 'version revoke ubuntu@01BAD --yes'), /^ubuntu@v1: revoked /)
  assert.equal((await versionOf(ubuntu, '01BAD')).status, 'VERSION_REVOKED')
})

test('what is done is not to come, also where the clock of the server is ahead', async (t) => {
  const { registry, assay } = await badVersion(t)
  registry.clock.advance(HOUR)
  assert.equal(await assay.says(t, 'version revoke ubuntu@01BAD --yes'), 'ubuntu@v1: revoked just now.\n')
  assert.equal(
    await assay.says(t, 'version restore ubuntu@01BAD'),
    'ubuntu@v1: active. Other channels stay where they are; latest points at the newest valid version.\n',
  )
  const { code, stderr } = await assay.run(t, 'version revoke ubuntu@01BAD --in soon --yes')
  assert.deepEqual([code, stderr.split('\n')[0]], [2, 'assay: --in "soon" is not a duration such as 30d or 12h30m'])
})

test('a message stays when a version is revoked again without one, until another is said', async (t) => {
  const { ubuntu, assay } = await badVersion(t)
  const message = async () => (await versionOf(ubuntu, '01BAD')).revocation_message as string
  await assay.says(t, 'version revoke ubuntu@01BAD --in 30d --message CVE-2026-1 --yes')
  await assay.says(t, 'version revoke ubuntu@01BAD --in 1d --yes')
  assert.equal(await message(), 'CVE-2026-1')
  await assay.says(t, 'version revoke ubuntu@01BAD --in 1d --message= --yes')
  assert.equal(await message(), '')
})

test('a build that is made without a status is told with what to do next', async (t) => {
  const { ubuntu, assay } = await badVersion(t)
  await newVersion(ubuntu, '01OPEN')
  assert.equal(
    await assay.says(t, 'build create ubuntu@01OPEN qemu.app'),
    'Created the build qemu.app of ubuntu@01OPEN: report its result with assay build update --status.\n',
  )
})

test('a version that is in use is not restored, and nothing is said to come back with it', async (t) => {
  const { registry, ubuntu, assay } = await badVersion(t)
  const app = await newBucket(registry.admin, 'app')
  await imageFrom(app, '01APP', { version: await versionOf(ubuntu, '01BAD') })
  const { code, stderr } = await assay.run(t, 'version restore ubuntu@01BAD')
  assert.equal(code, 6)
  assert.match(stderr, /^assay: [^\n]+\n$/)
  await assay.says(t, 'version revoke ubuntu@01BAD --yes')
  assert.match((await assay.run(t, 'version restore ubuntu@01BAD')).stderr, /are restored with it/)
})

test('builds are told by the same words wherever they are', async (t) => {
  const { assay } = await badVersion(t)
  assert.match(await assay.says(t, 'version show ubuntu@01BAD'), /^Builds +\S+ done$/m)
  assert.match(await assay.says(t, 'build list ubuntu@01BAD'), / done /)
})

test('an image that is not of the platform or region that is asked for is said not to be there', async (t) => {
  const { ubuntu, assay } = await badVersion(t)
  const { builds } = await versionOf(ubuntu, '01BAD')
  const id = builds[0].artifacts[0].external_identifier as string
  const { code, stderr } = await assay.run(t, `artifact find ${id} --platform other --region nowhere`)
  assert.equal(code, 5)
  assert.equal(
    stderr,
    `assay: no build that you can see has an image ${JSON.stringify(id)} on the platform "other" in the region "nowhere"\n`,
  )
})

test('what is to come is told with its moment', async (t) => {
  const { assay } = await badVersion(t)
  const at = '2099-12-31T09:00:00.000Z'
  const revoked = await assay.says(t, `version revoke ubuntu@01BAD --at ${at} --yes`)
  assert.match(revoked, /^ubuntu@v1: to be revoked in \d+ years \(2099-12-31T09:00:00\.000Z\)\.$/m)
  const shown = await assay.says(t, 'version show ubuntu@01BAD')
  assert.match(shown, /^Status +to be revoked in \d+ years \(2099-12-31T09:00:00\.000Z\)$/m)
})

test('asks with the moment at which it will be revoked', async (t) => {
  const { ubuntu, assay } = await badVersion(t)
  const asked = async (options: string) => {
    const { code, stderr } = await assay.run(t, `version revoke ubuntu@01BAD${options}`)
    assert.equal(code, 2)
    return /^assay: (Revoke .*\?) No terminal to ask on/m.exec(stderr)?.[1] ?? stderr
  }
  assert.equal(await asked(''), 'Revoke ubuntu@v1 (01BAD) now?')
  assert.equal(await asked(' --in 0s'), 'Revoke ubuntu@v1 (01BAD) now?')
  assert.equal(await asked(' --in 30d'), 'Revoke ubuntu@v1 (01BAD) in 30d?')
  assert.equal(await asked(` --at ${new Date().toISOString()}`), 'Revoke ubuntu@v1 (01BAD) now?')
  assert.match(
    await asked(' --at 2099-12-31T09:00:00+01:00'),
    /^Revoke ubuntu@v1 \(01BAD\) in \d+ years \(2099-12-31T08:00:00\.000Z\)\?$/,
  )
  assert.equal((await versionOf(ubuntu, '01BAD')).status, 'VERSION_ACTIVE')
})

test('a moment that has passed, or that is none, revokes nothing', async (t) => {
  const { ubuntu, assay } = await badVersion(t)
  for (const [at, said] of [
    ['2020-01-31', /^assay: --at "2020-01-31" was \d+ years ago: omit --at to revoke now, or name a later time/],
    ['12', /^assay: --at "12" is not a time: write it as 2027-01-31T12:00:00Z, /],
    ['2099-02-30', /^assay: --at "2099-02-30" is a time that does not exist: check the day and the time$/m],
  ] as const) {
    const { code, stderr } = await assay.run(t, `version revoke ubuntu@01BAD --at ${at} --yes`)
    assert.equal(code, 2)
    assert.match(stderr, said)
  }
  assert.equal((await versionOf(ubuntu, '01BAD')).status, 'VERSION_ACTIVE')
})

test('what is asked about counts one as one', async (t) => {
  const { registry, ubuntu, assay } = await badVersion(t)
  const app = await newBucket(registry.admin, 'app')
  await imageFrom(app, '01APP', { version: await versionOf(ubuntu, '01BAD') })
  const asked = async (line: string) => (await assay.run(t, line)).stderr
  assert.match(
    await asked('version revoke ubuntu@01BAD'),
    /^Versions built from it that will be revoked as well: 1 in 1 bucket\n  app: 1 version\n/,
  )
  assert.match(await asked('version delete ubuntu@01BAD'), /Delete ubuntu@v1 \(01BAD\) with its 1 build\? /)
  assert.match(await asked('bucket delete ubuntu'), /Delete the bucket ubuntu with its 1 version and everything that /)
  const { builds } = await versionOf(ubuntu, '01BAD')
  assert.match(await asked(`build delete ubuntu@01BAD ${builds[0].id as string}`), / with its 1 image\? /)
})
