import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { describeAsking } from '../../../support/asking-suite.ts'
import { asking } from '../../../support/asking.ts'
import { inBucket, newBucket, newBuild, newVersion, versionOf } from '../../../support/build-sequences.ts'
import type { Json } from '../../../support/client.ts'
import { startCommand } from '../../../support/command.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { vanishingFront } from '../../../support/vanishing-front.ts'

describeAsking('assay publish of a fingerprint that is published by another, or was', (asked) => {
  const lineOf = (bucket: string, image: string) =>
    `publish --bucket ${bucket} --platform aws --region eu --artifact ${image} --fingerprint once --channel test`

  /** Runs a command in a process of its own: commands in a shared process run one after the other. */
  async function besides(t: TestContext, line: string): Promise<void> {
    const { code, stderr } = await startCommand(t, line.split(' '), asked.assay.env).ended
    assert.equal(code, 0, stderr)
  }

  const imagesOf = async (bucket: string): Promise<readonly string[]> =>
    ((await versionOf(inBucket(asked.registry.admin, bucket), 'once')).builds as Json[]).flatMap(({ artifacts }) =>
      (artifacts as Json[]).map(({ external_identifier: id }) => String(id)),
    )

  // At each of these moments, the other command does all its work.
  for (const [moment, request, time] of [
    ['before the version is made', 'POST versions', 1],
    ['before the build is made', 'POST builds', 1],
    ['once the build is made', 'GET builds', 2],
    ['once the build is known', 'PATCH', 1],
  ] as const)
    test(`refuses what another has published ${moment}, where it is not the same`, async (t) => {
      const front = await vanishingFront(t, asked.registry)
      const through = await asking(asked.registry, front.env)
      t.after(() => through.remove())
      for (const [image, exit, said] of [
        [
          'ami-1',
          6,
          /has a complete version v1 \(once\) with other content: it has the image eu ami-2 of aws; it lacks/,
        ],
        ['ami-2', 0, /^$/],
      ] as const) {
        const bucket = `at-once-${request.replace(/\W/g, '-').toLowerCase()}-${image}`
        front.meanwhile(request, time, () => besides(t, lineOf(bucket, 'ami-2')))
        const { code, stdout, stderr } = await through.run(t, lineOf(bucket, image))
        assert.equal(code, exit, stderr)
        assert.match(stderr, said)
        assert.equal(stdout.includes(`${bucket}@test already points at it.`), exit === 0)
        assert.deepEqual(await imagesOf(bucket), ['ami-2'])
      }
    })

  test('refuses another SBOM of that name, and a parent and a job that the version has not', async (t) => {
    const folder = await temporaryFolder(t)
    const file = join(folder, 'sbom.json')
    await writeFile(file, '{"bomFormat": "CycloneDX", "version": 1}')
    await asked.assay.says(t, lineOf('base', 'ami-base'))
    const line = `${lineOf('told', 'ami-1')} --sbom ${file}`
    await asked.assay.says(t, line)
    assert.match(await asked.assay.says(t, line), /was published already/)
    const { code, stderr } = await asked.assay.run(t, `${line} --parent base@test`)
    assert.deepEqual([code, /it is not recorded as built from base@test/.test(stderr)], [6, true], stderr)
    const inJob = await asked.assay.runIn(t, { ...asked.assay.env, JENKINS_URL: 'https://ci.example' }, `${line} --ci`)
    assert.deepEqual([inJob.code, /it has no CI job of aws/.test(inJob.stderr)], [6, true], inJob.stderr)
    await writeFile(file, '{"bomFormat": "CycloneDX", "version": 2}')
    const other = await asked.assay.run(t, line)
    assert.deepEqual(
      [other.code, /its SBOM sbom of aws is another document/.test(other.stderr)],
      [6, true],
      other.stderr,
    )
  })

  test('goes on with one that is half done, and refuses what can no more be recorded of what is done', async (t) => {
    const folder = await temporaryFolder(t)
    const [manifest, sbom] = [join(folder, 'manifest.json'), join(folder, 'sbom.json')]
    const builds = ['one', 'two'].map((name) => ({
      ...{ name, builder_type: 'amazon-ebs', artifact_id: `eu:ami-${name}`, packer_run_uuid: 'run' },
    }))
    await writeFile(manifest, JSON.stringify({ builds, last_run_uuid: 'run' }))
    await writeFile(sbom, '{"bomFormat": "CycloneDX"}')
    await asked.assay.says(t, lineOf('base', 'ami-base'))
    const halfDone = async (name: string, parents: object) => {
      const bucket = await newBucket(asked.registry.admin, name)
      await newVersion(bucket, 'once')
      const [one, two] = ['amazon-ebs.one', 'amazon-ebs.two'].map((type) => ({
        component_type: type,
        packer_run_uuid: 'run',
      }))
      const artifacts = [{ external_identifier: 'ami-one', region: 'eu' }]
      await newBuild(bucket, 'once', { ...one, ...parents, status: 'BUILD_DONE', platform: 'aws', artifacts })
      await newBuild(bucket, 'once', { ...two, status: 'BUILD_RUNNING' })
      return bucket
    }
    const lineFor = (bucket: string) => `publish --bucket ${bucket} --manifest ${manifest} --fingerprint once`
    const { id: parent } = await versionOf(inBucket(asked.registry.admin, 'base'), 'once')
    await halfDone('inherited', { parent_version_id: parent as string })
    assert.match(await asked.assay.says(t, `${lineFor('inherited')} --parent base@test`), /^Published inherited@v1 /)
    const half = await halfDone('half', {})
    const line = lineFor('half')
    const env = { ...asked.assay.env, JENKINS_URL: 'https://ci.example' }
    for (const [words, reason] of [
      ['--parent base@test', 'amazon-ebs.one, can no longer change: it is not recorded as built from base@test'],
      ['--ci', 'amazon-ebs.one, can no longer change: it has no CI job of amazon-ebs.one, which --ci would record'],
      [`--sbom amazon-ebs.one=${sbom}`, 'has other content: it lacks the SBOM sbom of amazon-ebs.one'],
    ] as const) {
      const { code, stderr } = await asked.assay.runIn(t, env, `${line} ${words}`)
      assert.deepEqual([code, stderr.includes(reason)], [6, true], stderr)
    }
    assert.equal((await versionOf(half, 'once')).name, 'v0')
    assert.match(await asked.assay.says(t, `${line} --sbom amazon-ebs.two=${sbom}`), /^Published half@v1 /)
  })

  test('says that it is revoked, and refuses to point a channel at it', async (t) => {
    await asked.assay.says(t, lineOf('withdrawn', 'ami-1'))
    await asked.assay.says(t, 'version revoke withdrawn@v1 --yes')
    const { code, stderr } = await asked.assay.run(t, lineOf('withdrawn', 'ami-1'))
    assert.deepEqual(
      [code, /withdrawn@v1 was published already, and is revoked [^:]*: no/.test(stderr)],
      [6, true],
      stderr,
    )
    const again = await asked.assay.run(t, lineOf('withdrawn', 'ami-1').replace(' --channel test', ''))
    assert.deepEqual([again.code, /and is revoked/.test(again.stderr)], [0, true], again.stderr)
  })
})
