import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SilentBuild } from '../../../src/domain/catalog/build/build-store.ts'
import type { Build } from '../../../src/domain/catalog/build/build.ts'
import type { Version } from '../../../src/domain/catalog/version/version.ts'
import { describePort } from '../../support/describe-port.ts'
import { aBuild, anArtifact, at, aVersion, newId, storedBucket, storedVersion, storeVersion } from '../arrange.ts'

describePort('builds', (store) => {
  test('a build is found in its own version only', async () => {
    const { version } = await storedVersion(store())
    const { version: other } = await storedVersion(store())
    const [build] = version.builds

    assert.deepEqual(await store().builds.find(version.id, build!.id), build)
    assert.equal(await store().builds.find(other.id, build!.id), undefined)
    assert.equal(await store().builds.find(version.id, 'unknown'), undefined)
  })

  test('builds are listed oldest first, and read in the order in which they are asked for', async () => {
    const { bucket, version } = await storedVersion(store())
    const empty = aVersion(bucket)
    const builds = [aBuild(empty, { createdAt: at(2) }), aBuild(empty, { createdAt: at(1), artifacts: [anArtifact()] })]
    await storeVersion(store(), { ...empty, builds })
    const [younger, older] = builds
    assert.ok(younger && older)
    const stored = store().builds
    assert.deepEqual(await Array.fromAsync(stored.list(empty.id)), [older, younger])
    assert.deepEqual(await Array.fromAsync(stored.list('unknown')), [])
    const [other] = version.builds
    const asked = [younger.id, 'unknown', other!.id, older.id]
    assert.deepEqual(await Array.fromAsync(stored.read(asked)), [younger, other, older])
    assert.deepEqual(await Array.fromAsync(stored.read([older.id])), [older])
  })

  test('a component has one build in a version', async () => {
    const { version } = await storedVersion(store())
    const { componentType } = version.builds[0]!
    const twin = aBuild(version, { componentType })
    await assert.rejects(store().transaction(({ builds }) => builds.insert(twin)))
    assert.deepEqual(await store().versions.findById(version.id), version)
  })

  test('an update writes every field but id, version and time of creation, and replaces the artifacts', async () => {
    const { version } = await storedVersion(store())
    const [build] = version.builds
    const changed = {
      ...build!,
      componentType: 'docker.ubuntu',
      status: 'failed',
      platform: 'docker',
      packerRunUuid: 'another',
      labels: {},
      artifacts: [anArtifact(), build!.artifacts[0]!],
      sourceExternalIdentifier: '',
      parentVersionId: '',
      parentChannelId: '',
      metadata: null,
      heartbeatAt: at(2),
      startedAt: at(4),
      updatedAt: at(3),
    } as const
    await store().transaction(({ builds }) => builds.update({ ...changed, createdAt: at(9) }, build!))
    assert.deepEqual(await store().builds.find(version.id, build!.id), changed)

    await store().transaction(({ builds }) => builds.update({ ...changed, artifacts: [] }, changed))
    assert.deepEqual(await store().builds.find(version.id, build!.id), { ...changed, artifacts: [] })
  })

  test('what is the very same is left as it is stored', async () => {
    const { version } = await storedVersion(store())
    const [build] = version.builds
    const artifacts = build!.artifacts.map((artifact) => ({ ...artifact, region: 'elsewhere' }))
    const believed = { ...build!, labels: { os: 'elsewhere' }, metadata: null, artifacts }
    const beaten = { ...believed, heartbeatAt: at(5), updatedAt: at(6) }
    await store().transaction(({ builds }) => builds.update(beaten, believed))
    assert.deepEqual(await store().builds.find(version.id, build!.id), {
      ...build,
      heartbeatAt: at(5),
      updatedAt: at(6),
    })
  })

  test('a build has any number of artifacts', async () => {
    const { bucket } = await storedBucket(store())
    const version = aVersion(bucket)
    const build = aBuild(version, { artifacts: Array.from({ length: 1200 }, () => anArtifact()) })
    await storeVersion(store(), { ...version, builds: [build] })
    assert.deepEqual(await store().builds.find(version.id, build.id), build)
  })

  test('a deleted build is gone from its version, which keeps the others', async () => {
    const { version } = await storedVersion(store())
    const [build, other] = version.builds
    await store().transaction(({ builds }) => builds.delete(build!.id))
    assert.deepEqual(await store().versions.findById(version.id), { ...version, builds: [other] })
  })

  test('a build is located by its id alone, within one project', async () => {
    const { project, bucket, version } = await storedVersion(store())
    const elsewhere = await storedVersion(store())
    const { builds } = store()
    const [build] = version.builds
    const [foreign] = elsewhere.version.builds

    const place = { bucketName: bucket.name, fingerprint: version.fingerprint }
    assert.deepEqual(await builds.locate(project.id, build!.id), place)
    assert.equal(await builds.locate(project.id, foreign!.id), undefined)
    assert.equal(await builds.locate(project.id, 'unknown'), undefined)
  })

  for (const sign of ['heartbeatAt', 'startedAt'] as const)
    test(`running builds that have been silent since ${sign} are listed in all projects, longest silent first`, async () => {
      const { project, bucket } = await storedBucket(store())
      const other = await storedBucket(store())
      const [here, there] = [aVersion(bucket), aVersion(other.bucket)]
      const aRunning = (version: Version, since: string | null, given: Partial<Build> = {}) =>
        aBuild(version, { status: 'running', heartbeatAt: null, startedAt: null, [sign]: since, ...given })
      const [longest, silent, alike] = [aRunning(there, at(10)), aRunning(here, at(20)), aRunning(here, at(20))]
      const others = [aRunning(here, at(30)), aRunning(here, null), aRunning(here, at(1), { status: 'cancelled' })]
      await storeVersion(store(), { ...here, builds: [alike, ...others, silent] })
      await storeVersion(store(), { ...there, builds: [longest] })

      const at10 = {
        id: longest.id,
        since: at(10),
        projectId: other.project.id,
        bucketName: other.bucket.name,
        fingerprint: there.fingerprint,
      }
      const [first, second] = [silent, alike].map(({ id }) => ({
        id,
        since: at(20),
        projectId: project.id,
        bucketName: bucket.name,
        fingerprint: here.fingerprint,
      }))
      assert.ok(first && second)
      const list = (before: string, after: SilentBuild | null, limit = 10) =>
        store().builds.listSilent(sign, before, after, limit)
      assert.deepEqual(await list(at(30), null), [at10, first, second])
      assert.deepEqual(await list(at(30), null, 2), [at10, first])
      assert.deepEqual(await list(at(30), at10), [first, second])
      assert.deepEqual(await list(at(30), first), [second])
      assert.deepEqual(await list(at(30), second), [])
      assert.deepEqual(await list(at(20), null), [at10])
      assert.deepEqual(await list(at(10), null), [])
    })

  test('artifacts are searched by what they are called, newest first, within one project', async () => {
    const { project, bucket } = await storedBucket(store())
    const externalIdentifier = `ami-${newId()}`
    const version = aVersion(bucket)
    const west = anArtifact({ externalIdentifier, createdAt: at(1), region: 'eu-west-1' })
    const east = anArtifact({ externalIdentifier, createdAt: at(2), region: 'us-east-1' })
    const docker = anArtifact({ externalIdentifier, createdAt: at(2), region: '' })
    const aws = aBuild(version, { artifacts: [west, east, anArtifact()] })
    const other = aBuild(version, { artifacts: [docker], platform: 'docker' })
    await storeVersion(store(), { ...version, builds: [aws, other] })
    const elsewhere = await storedBucket(store())
    const foreign = aVersion(elsewhere.bucket)
    const artifacts = [anArtifact({ externalIdentifier })]
    await storeVersion(store(), { ...foreign, builds: [aBuild(foreign, { artifacts })] })

    const { builds } = store()
    const any = { externalIdentifier, platform: null, region: null }
    const found = (artifact: typeof west, build: typeof aws) => ({ artifact, buildId: build.id, versionId: version.id })
    const all = [found(docker, other), found(east, aws), found(west, aws)]
    assert.deepEqual(await builds.searchArtifacts(project.id, any, 10), all)
    assert.deepEqual(await builds.searchArtifacts(project.id, any, 2), all.slice(0, 2))
    assert.deepEqual(await builds.searchArtifacts(project.id, { ...any, platform: 'aws' }, 10), all.slice(1))
    assert.deepEqual(await builds.searchArtifacts(project.id, { ...any, region: '' }, 10), all.slice(0, 1))
    assert.deepEqual(await builds.searchArtifacts(project.id, { ...any, platform: 'aws', region: '' }, 10), [])
  })
})
